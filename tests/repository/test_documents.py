"""What the documents name is there: files, folders, modules, make targets."""

import re

from tests import attacks
from tests.attacks import controls
from tests.support import REPO

DOCUMENTS = [*REPO.glob("*.md"), *REPO.glob("docs/*.md")]
#: Stands for a name that the reader chooses.
PLACEHOLDER = re.compile(r"[<*{]|\.\.\.")


def test_links_lead_to_files():
    found, offenders = 0, []
    for document in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
            found += 1
            if not (document.parent / target).exists():
                offenders.append(f"{document.name}: {target}")
    assert found > 10
    assert not offenders, "\n".join(offenders)


def test_paths_in_contributing_are_there():
    named = re.findall(r"`([a-z]+/[^` ]+)`", (REPO / "CONTRIBUTING.md").read_text())
    named += re.findall(
        r"(?<=pytest) ((?:tests/\S+ ?)+)", (REPO / "CONTRIBUTING.md").read_text().replace("`", " ")
    )
    paths = [path for names in named for path in names.split() if not PLACEHOLDER.search(path)]
    assert len(paths) > 20
    assert [path for path in paths if not (REPO / path).exists()] == []


def test_make_targets_in_the_documents_are_there():
    targets = set(re.findall(r"^([a-z-]+):", (REPO / "Makefile").read_text(), re.MULTILINE))
    for document in DOCUMENTS:
        named = re.findall(r"(?:^|`)make ([a-z-]+)", document.read_text(), re.MULTILINE)
        assert set(named) <= targets, document.name


def test_readme_counts_the_attacks():
    """Every attack that is tried, without the honest notebooks that are there for comparison."""
    hostile = [attack for attack in attacks.everything() if attack not in controls.ATTACKS]
    assert f"hands in {len(hostile)} hostile notebooks" in (REPO / "README.md").read_text()
