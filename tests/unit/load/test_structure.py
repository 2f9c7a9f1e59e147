from __future__ import annotations

from typing import cast

import pytest
from airsmith.load.document import Document
from airsmith.load.structure import problems
from airsmith.load.yaml_nodes import Mapping, parse

PROVIDER = "spec: 1\nprovider: acme\nname: Acme\nsource: {url: 'https://acme.example', fetched: '2025-10-27'}\n"


def found(text: str) -> list[str]:
    root = cast(Mapping, parse(text.encode(), "p.yaml"))
    return [str(item) for item in sorted(problems(Document("p.yaml", root), "provider"))]


def test_a_good_file_has_no_problem() -> None:
    assert found(PROVIDER) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("nots: []\n", 'p.yaml:5:1: error[unknown-key]: "nots" is not a key of the file\n  hint: did you mean notes?'),
        ("notes: [1]\n", "p.yaml:5:9: error[wrong-type]: notes[0] must be text, not 1"),
        ("notes: ['']\n", "p.yaml:5:9: error[bad-value]: notes[0] is empty"),
        ("notes: {a: b}\n", "p.yaml:5:1: error[wrong-type]: notes must be a list, not a mapping"),
        ("order: [a, b, a]\n", 'p.yaml:5:15: error[duplicate-value]: "a" is listed twice in order'),
        (
            "settings: {a: {length: [1]}}\n",
            "p.yaml:5:16: error[bad-value]: settings.a.length has 1 part; it takes exactly 2",
        ),
        ("settings: {a: 7}\n", "p.yaml:5:15: error[wrong-type]: settings.a must be a mapping, not 7"),
        (
            "settings: {a-b: {type: string}}\n",
            'p.yaml:5:12: error[bad-value]: "a-b" cannot be a name in settings\n'
            "  hint: names are letters and digits, and begin with a letter",
        ),
    ],
)
def test_what_is_said(more: str, said: str) -> None:
    assert found(PROVIDER + more) == [said]


def test_of_a_file_in_another_version_only_that_is_said() -> None:
    (only,) = found(PROVIDER.replace("spec: 1", "spec: 2").replace("name", "nmae"))
    assert "error[bad-version]" in only


def test_a_long_text_is_not_repeated() -> None:
    assert found(PROVIDER.replace("'https://acme.example'", "'" + "x" * 80 + "'")) == [
        "p.yaml:4:15: error[bad-value]: source.url must be an absolute URL, not this text"
    ]
