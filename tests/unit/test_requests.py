"""Reading requests from text: where each task stands, and what is no JSON."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from airsmith.requests import BrokenLine, Read, Unreadable, read_requests, text_of


def read(text: str) -> list[Read | BrokenLine]:
    return list(read_requests(text))


@pytest.mark.parametrize("text", ['{"a": 1}', ' \n{"a": 1}\n\n', '{"$schema": "x", "a": 1}', '{\n"a":\n1\n}'])
def test_one_task(text: str) -> None:
    assert read(text) == [Read({"a": 1}, "", 0)]


def test_an_array() -> None:
    assert read('[{"a": 1}, 5, {"$schema": 1}]') == [Read({"a": 1}, "/0", 0), Read(5, "/1", 0), Read({}, "/2", 0)]
    assert read("[]") == []


def test_lines() -> None:
    assert read('{"a": 1}\n\n  [2, {"$schema": 1}]\r\n{"b": 1}') == [
        Read({"a": 1}, "", 1),
        Read(2, "/0", 3),
        Read({}, "/1", 3),
        Read({"b": 1}, "", 4),
    ]


@pytest.mark.parametrize("char", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_line_feeds_end_a_line(char: str) -> None:
    spelled = char if char > "\x1f" else f"\\u{ord(char):04x}"
    assert [one.line for one in read(f'{{"a": "{spelled}"}}\n{{"b": 1}}')] == [1, 2]


def test_where_a_task_stands() -> None:
    assert Read({}, "", 0).place("r.json") == "r.json"
    assert Read({}, "/3", 0).place("r.json") == "r.json: /3"
    assert Read({}, "/3", 7).place("r.json") == "r.json:7: /3"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "nothing is in it"),
        ("\n\n", 1, "nothing is in it"),
        ('{"a": 1\n', 2, "not JSON: Expecting ',' delimiter"),
        ('[\n{"a": 1},\n{"b": 1}\n{"c": 1}\n]', 4, "not JSON: Expecting ',' delimiter (column 1)"),
        ('{\n"a": [\n"x"\n"y"\n]}', 4, "not JSON: Expecting ',' delimiter (column 1)"),
        ('{"a": {"b": 1, "b": 1}}', 1, 'not JSON: the key "b" stands twice in one object'),
        ("[" * 50_000, 1, "not JSON: the JSON nests too deeply"),
        ('"\x00"', 1, "not JSON: Invalid control character"),
    ],
)
def test_what_is_no_json(text: str, line: int, words: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.line == line
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"b": }', "Expecting value (column 7)"),
        ("plain words", "Expecting value (column 1)"),
        ('{"b": NaN}', "JSON has no number NaN"),
        ('{"b": 1, "b": 1}', 'the key "b" stands twice in one object'),
        ("[" * 50_000, "the JSON nests too deeply"),
    ],
)
def test_a_line_that_is_no_json_stands_among_the_others(line: str, words: str) -> None:
    one, other = Read({"a": 1}, "", 1), Read("x", "", 3)
    assert read(f'{{"a": 1}}\n{line}\n"x"') == [one, BrokenLine(words, 2), other]
    assert read(f'{line}\n{{"a": 1}}') == [BrokenLine(words, 1), Read({"a": 1}, "", 2)]


def test_a_key_that_stands_twice_is_cut() -> None:
    secret = "k" * 100
    with pytest.raises(Unreadable) as caught:
        read(f'{{"{secret}": 1, "{secret}": 1}}')
    assert secret not in str(caught.value)


def test_numbers_keep_their_kind() -> None:
    (found,) = read_requests('{"a": 512.0, "b": 1e3, "c": 9007199254740993, "d": ' + "1" * 401 + "}")
    assert isinstance(found, Read)
    assert repr(found.task) == "{'a': 512.0, 'b': 1000.0, 'c': 9007199254740993, 'd': inf}"


def test_text_of_a_file_and_of_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(b"\xef\xbb\xbf{}\r\n")
    assert text_of(str(path)) == "{}\r\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf[]")))
    assert text_of("-") == "[]"
    path.write_bytes(b"ab\xff")
    with pytest.raises(OSError, match="is not UTF-8: byte 2"):
        text_of(str(path))
    with pytest.raises(FileNotFoundError):
        text_of(str(tmp_path / "none"))
