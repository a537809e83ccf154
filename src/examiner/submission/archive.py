"""Zip archives, as learning platforms and students make them: unpacked within limits."""

import errno
import os
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from examiner.errors import SubmissionError
from examiner.sentences import Explanation, refusals

#: What one archive may hold: entries, and bytes of one file.
MOST_ENTRIES, MOST_FILE = 50_000, 200_000_000
#: Bytes that are unpacked of a class, of one student, and of all students of a run.
MOST_BYTES, MOST_OF_A_STUDENT, MOST_OF_ALL = 2_000_000_000, 200_000_000, 8_000_000_000
_CHUNK = 1 << 20
_BLOCK = 4096  # bytes that the smallest file takes on disk
#: The others can give gigabytes for a kilobyte at one read.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LONGEST = 200  # bytes of a name
#: A path that is too long, and a folder where the archive has a file of the same name.
_NO_SUCH_NAME = (errno.ENAMETOOLONG, errno.EEXIST, errno.ENOTDIR, errno.EILSEQ)


def is_zip(name: str) -> bool:
    """Tell by its name whether a file is meant to be a zip archive."""
    return name.lower().endswith(".zip")


def unpack(path: Path, folder: Path, most: int, too_large: Explanation) -> int:
    """Unpack an archive into a folder that is made for it.

    Links are left out, and so is what does not lie inside the folder. Files that are too large
    for any notebook are left out, too, and so is what the file system takes under no name. At most
    `most` bytes are unpacked.

    Returns
    -------
    int
        How many bytes it takes on disk.

    Raises
    ------
    SubmissionError
        If it is damaged, has a password, or holds more than `most` bytes: with `too_large`.
    """
    try:
        # No link is followed: a student may have put one in the place of an archive.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise SubmissionError(*too_large)
            if any(entry.compress_type not in _METHODS for entry in entries):
                raise SubmissionError(*refusals.UNUSUAL_ZIP)
            left = most
            for entry in entries:
                left -= _unpack_entry(archive, entry, folder, left, too_large)
            return most - left
    except SubmissionError:
        raise
    except OSError as error:
        raise SubmissionError(
            *refusals.unreadable_file(error.strerror or "unknown error")
        ) from error
    except Exception as error:  # whatever zipfile meets in bytes that somebody made up
        if type(error) is RuntimeError:  # so it says that it wants a password
            raise SubmissionError(*refusals.ENCRYPTED_ZIP) from error
        raise SubmissionError(*refusals.DAMAGED_ZIP) from error


def _unpack_entry(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    folder: Path,
    left: int,
    too_large: Explanation,
) -> int:
    """Unpack an entry; return how many bytes it takes."""
    name = PurePosixPath(*map(_short, PurePosixPath(entry.filename.replace("\\", "/")).parts))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or not name.parts or is_link:
        return 0
    place = folder.joinpath(*name.parts)
    try:
        (place if entry.is_dir() else place.parent).mkdir(parents=True, exist_ok=True)
        if entry.is_dir() or entry.file_size > MOST_FILE or place.exists():
            return _BLOCK
    except OSError as error:
        if error.errno in _NO_SUCH_NAME:
            return 0
        raise
    size = 0
    with archive.open(entry) as packed, open(place, "xb") as file:
        while part := packed.read(_CHUNK):  # the size in the archive's list may be a lie
            size += len(part)
            if size > left:
                raise SubmissionError(*too_large)
            file.write(part)
    return max(size, _BLOCK)


def _short(part: str) -> str:
    """Shorten a name that the file system may not take; its beginning says whose it is."""
    raw = os.fsencode(part)
    if len(raw) <= _LONGEST:
        return part
    stem, suffix = os.path.splitext(part)
    return f"{stem[:40]}-{zlib.crc32(raw):08x}{suffix[:10]}"
