"""The documented requests of a spec: one more, another in its place, or one less."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from ...meaning.values import Json
from ..finding import Drift
from .base import new_mapping, new_sequence, tidy_empty
from .rewrite import Change, in_flow, in_lines

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap


def example(drift: Drift) -> Change:
    """The request of the page in place of that of the spec, as far as there are both."""
    said = drift.claims[0].value if drift.claims else None
    before = drift.facts[0].value if drift.facts else None

    def change(document: CommentedMap) -> None:
        examples = document.setdefault("examples", new_sequence())
        position = _position(examples, before["title"]) if isinstance(before, dict) else len(examples)
        if not isinstance(said, dict):
            del examples[position]
            tidy_empty(document, ("examples",))
        elif isinstance(before, dict):
            _replace(examples[position], str(said["request"]))
        else:
            examples.append(_entry(said, [one["title"] for one in examples]))

    return change


def _position(examples: Sequence[Any], title: Json) -> int:
    return next(number for number, one in enumerate(examples) if one["title"] == title)


def _replace(entry: Any, request: str) -> None:
    """Another request below the same title; a comment that follows the text hangs on it, and stays."""
    text = in_lines(request)
    text.comment = getattr(entry["request"], "comment", None)
    entry["request"] = text


def _entry(said: dict[str, Json], taken: Sequence[str]) -> Any:
    entry = new_mapping()
    entry["title"] = in_flow(_free(str(said["title"]), taken))
    entry["request"] = in_lines(str(said["request"]))
    return entry


def _free(title: str, taken: Sequence[str]) -> str:
    """The title with the lowest number that makes it one of its own."""
    numbered = (f"{title} {number}" for number in count(2))
    return title if title not in taken else next(one for one in numbered if one not in taken)
