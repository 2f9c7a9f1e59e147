"""``SHA256SUMS``: what is written is read again, and what is no list is refused."""

from __future__ import annotations

import pytest

from airsmith.publish.releases.sums import hashes_of, listing, read_listing

FILES = {"b/c.json": b"1", "a b.json": b"2", "ä\x85.json": b"3"}
HASH = "0" * 64


def test_what_is_written_is_read_again() -> None:
    hashes = hashes_of(FILES)
    assert read_listing(listing(hashes)) == hashes


def test_paths_are_sorted() -> None:
    lines = listing(hashes_of(FILES)).decode().split("\n")
    assert [line[66:] for line in lines if line] == sorted(FILES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        f"{HASH} one-space.json\n",
        f"{HASH[1:]}  short.json\n",
        f"{HASH}  ../outside.json\n",
        f"{HASH}  /etc/passwd\n",
        f"{HASH}  a//b.json\n",
        f"{HASH}  \n",
        f"{HASH}  a.json\n\n",
    ],
)
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(ValueError, match="is no line of SHA256SUMS"):
        read_listing(text.encode())
