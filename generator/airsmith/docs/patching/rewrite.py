"""Changing a YAML file in place: only the lines of what changes differ afterwards, comments and order are kept."""

from __future__ import annotations

import difflib
import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ...meaning.values import Json

if TYPE_CHECKING:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap

Change = Callable[["CommentedMap"], None]


def rewritten(text: str, change: Change) -> str:
    """The text after a change. Lines that the change does not reach stay as they were, however they are spelled."""
    plain = text.replace("\r\n", "\n")
    before, after = _parsed(plain), _parsed(plain)
    change(after)
    return _merged(text, _dumped(before), _dumped(after))


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _parsed(text: str) -> CommentedMap:
    document: CommentedMap = _yaml().load(text)
    return document


def _dumped(document: CommentedMap) -> list[str]:
    buffer = io.StringIO()
    _yaml().dump(document, buffer)
    return buffer.getvalue().splitlines(keepends=True)


def _merged(text: str, before: Sequence[str], after: Sequence[str]) -> str:
    """The original with the differences of the two dumps, whose lines are those of the original; line ends as there."""
    original = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    ended = [line.replace("\n", end) for line in after]
    if len(original) != len(before):
        return "".join(ended)
    merged: list[str] = []
    for tag, start, stop, from_start, from_stop in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        merged += original[start:stop] if tag == "equal" else ended[from_start:from_stop]
    return "".join(merged)


def in_flow(value: Json) -> Any:
    """A value as one line of YAML; text that could be read as something else is quoted."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    from ..drafts.text import scalar

    match value:
        case dict():
            mapping = CommentedMap({key: in_flow(inner) for key, inner in value.items()})
            mapping.fa.set_flow_style()
            return mapping
        case list():
            sequence = CommentedSeq([in_flow(item) for item in value])
            sequence.fa.set_flow_style()
            return sequence
        case str() if "\n" in value:
            return in_lines(value)
        case str() if scalar(value).startswith('"'):
            return DoubleQuotedScalarString(value)
        case _:
            return value


def in_lines(text: str) -> Any:
    """Text as a block of lines, which ends with its last one: an empty line more would ask for an end marker."""
    from ruamel.yaml.scalarstring import LiteralScalarString

    return LiteralScalarString("\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n")
