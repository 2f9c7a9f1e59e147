"""What every file of the repository has in common."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# The folders that machines keep people's work in; a path that starts there means something on one machine only.
MACHINE = re.compile(r"(?<![\w./~-])/(?:home|root|Users|work|opt|srv|mnt|private)/[\w.-]|[A-Za-z]:\\+Users\\")

# Where packages come from is each user's own setting. The names are in pieces so that this file passes its own test.
HOSTS = [".".join(words) for words in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"))]
HOSTS += [".".join(words) for words in (("yarnpkg", "com"), ("debian", "org"), ("proxy", "golang", "org"))]


@cache
def files() -> dict[str, bytes]:
    """Read every file that git keeps, and every new one that it would take."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return {name: (ROOT / name).read_bytes() for name in names if name and (ROOT / name).is_file()}


def texts() -> dict[str, str]:
    return {name: content.decode("utf-8", "replace") for name, content in files().items() if b"\0" not in content}


def test_there_are_files() -> None:
    assert {"pyproject.toml", "Makefile", "constraints.txt"} <= files().keys()


def test_no_path_of_a_machine() -> None:
    found = [f"{name}: {match.group()}" for name, text in texts().items() for match in MACHINE.finditer(text)]
    own = [name for name, text in texts().items() if str(ROOT) in text]
    assert found == []
    assert own == []


def test_no_host_of_a_package_registry() -> None:
    assert [f"{name}: {host}" for name, text in texts().items() for host in HOSTS if host in text.lower()] == []


def test_every_text_is_utf8_and_its_lines_end_in_a_line_feed() -> None:
    for name, content in files().items():
        if b"\0" in content:
            continue
        content.decode("utf-8")
        assert b"\r" not in content, f"{name} has a carriage return"
        assert not content or content.endswith(b"\n"), f"{name} does not end in a line feed"


def test_no_tab_in_specs() -> None:
    assert [name for name, text in texts().items() if name.startswith("specs/") and "\t" in text] == []


def test_no_file_that_a_tool_made_is_kept() -> None:
    litter = re.compile(r"(^|/)(\.venv|__pycache__|node_modules|dist|\.airsmith-work)/|\.py[co]$|\.egg-info/")
    assert [name for name in files() if litter.search(name)] == []


def test_no_name_differs_from_another_only_in_case() -> None:
    assert len({name.casefold() for name in files()}) == len(files())


@pytest.mark.parametrize("text", ["see /" + "home/someone/x", "'/" + "work/main'", "C:" + "\\Users\\x"])
def test_a_path_of_a_machine_is_seen(text: str) -> None:
    assert MACHINE.search(text)


@pytest.mark.parametrize(
    "text", ["https://example.test/home/x", "docs/work/x", "/width", "/0/work", "#!/usr/bin/env bash"]
)
def test_other_paths_are_not(text: str) -> None:
    assert not MACHINE.search(text)
