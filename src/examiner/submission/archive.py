"""Zip archives, as learning platforms and students make them: unpacked within limits."""

import os
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from examiner.errors import SubmissionError
from examiner.sentences import refusals

#: What one archive may hold: entries, and bytes of one file.
MOST_ENTRIES, MOST_FILE = 50_000, 200_000_000
#: Bytes that are unpacked of a class, of one student, and in a whole run.
MOST_BYTES, MOST_OF_A_STUDENT, MOST_OF_ALL = 2_000_000_000, 200_000_000, 8_000_000_000
_CHUNK = 1 << 20


def is_zip(name: str) -> bool:
    """Tell by its name whether a file is meant to be a zip archive."""
    return name.lower().endswith(".zip")


def unpack(path: Path, folder: Path, most: int) -> int:
    """Unpack an archive into a folder that is made for it.

    Links are left out, and so is what does not lie inside the folder. Files that are too large
    for any notebook are left out, too. At most `most` bytes are unpacked.

    Returns
    -------
    int
        How many bytes it held.

    Raises
    ------
    SubmissionError
        If it is damaged, has a password, or holds more than is unpacked.
    """
    try:
        # No link is followed: a student may have put one in the place of an archive.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as file, zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise SubmissionError(*refusals.too_large_zip(MOST_ENTRIES, most / 1e9))
            left = most
            for entry in entries:
                left -= _unpack_entry(archive, entry, folder, left, most)
            return most - left
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise SubmissionError(*refusals.DAMAGED_ZIP) from error
    except RuntimeError as error:  # so zipfile says that it wants a password
        raise SubmissionError(*refusals.ENCRYPTED_ZIP) from error
    except OSError as error:
        raise SubmissionError(
            *refusals.unreadable_file(error.strerror or "unknown error")
        ) from error


def _unpack_entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path, left: int, most: int
) -> int:
    """Unpack an entry; return how many bytes it has."""
    name = PurePosixPath(entry.filename.replace("\\", "/"))
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if name.is_absolute() or ".." in name.parts or not name.parts or is_link:
        return 0
    place = folder.joinpath(*name.parts)
    if entry.is_dir():
        place.mkdir(parents=True, exist_ok=True)
        return 0
    if entry.file_size > MOST_FILE or place.exists():
        return 0
    place.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(entry) as packed, open(place, "xb") as file:
        while part := packed.read(_CHUNK):  # the size in the archive's list may be a lie
            size += len(part)
            if size > left:
                raise SubmissionError(*refusals.too_large_zip(MOST_ENTRIES, most / 1e9))
            file.write(part)
    return size
