from __future__ import annotations

from typing import Any

import pytest
from airsmith.diagnostics import Diagnostic, Location
from airsmith.load.document import Document
from airsmith.load.yaml_nodes import parse, Mapping
from airsmith.model.details import read_examples


def examples(*texts: str) -> tuple[list[Any], list[Diagnostic]]:
    lines = "".join(f"  - title: E{i}\n    request: |\n      {text}\n" for i, text in enumerate(texts))
    root = parse(f"examples:\n{lines}".encode(), "a.yaml")
    assert isinstance(root, Mapping)
    problems: list[Diagnostic] = []
    return [example.request for example in read_examples(Document("a.yaml", root), problems)], problems


def test_an_example_is_json() -> None:
    found, problems = examples('{"a": [1, 2.5, "\\ud83d\\udeb0", null]}', "[1]", '"\\ud800"')
    assert found == [{"a": [1, 2.5, "🚰", None]}, [1], "\ud800"] and problems == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{'a': 1}", "something is wrong at line 1, column 2 of it"),
        ("[1, 2,, 3]", "something is wrong at line 1, column 7 of it"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "the key 'c' stands twice"),
        ('{"a": NaN}', "it has no number NaN"),
        ("[-Infinity]", "it has no number -Infinity"),
        ("[" * 100_000, "it nests too deep, or a number is too long"),
        ("1" * 5000, "it nests too deep, or a number is too long"),
    ],
    ids=lambda text: text[:12],
)
def test_what_is_no_json(text: str, reason: str) -> None:
    found, problems = examples(text)
    assert found == []
    assert [(item.code, item.location, item.message) for item in problems] == [
        ("bad-json", Location("a.yaml", 3, 5), f"the request is not JSON: {reason}")
    ]
