"""The rest of a model's spec: lifecycle, source, examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Never

from ..diagnostics import Diagnostic
from ..load.document import Document
from ..meaning.values import Json, listing, nearest_word
from ..meaning.violations import CODES
from .catalog import Example, Lifecycle, Source, Stage
from .layers import Layers
from .written import Written, texts

_STAGES: dict[str, Stage] = {"live": "live", "deprecated": "deprecated", "retired": "retired"}


def read_source(document: Document, problems: list[Diagnostic]) -> Source:
    written = Written(document, (), document.data).inner("source")
    _check_date(written, "fetched", problems)
    return Source(str(written.data["url"]), str(written.data["fetched"]))


def read_lifecycle(layers: Layers, problems: list[Diagnostic]) -> Lifecycle:
    written = Written(layers.model, (), layers.model.data).inner("lifecycle")
    for key in ("since", "checked"):
        _check_date(written, key, problems)
    replacement = _optional(written.data.get("replacement"))
    if replacement == layers.air:
        hint = "write null where no replacement is named"
        problems.append(
            written.problem("bad-replacement", f"{replacement} cannot replace itself", ("replacement",), hint)
        )
    return Lifecycle(
        _STAGES[str(written.data["stage"])],
        _optional(written.data.get("since")),
        replacement,
        _optional(written.data.get("source")) or "",
        _optional(written.data.get("checked")) or "",
    )


def _optional(value: Json) -> str | None:
    return value if isinstance(value, str) else None


def _check_date(written: Written, key: str, problems: list[Diagnostic]) -> None:
    value = written.data.get(key)
    try:
        if isinstance(value, str):
            date.fromisoformat(value)
    except ValueError:
        problems.append(written.problem("bad-date", f"{value} is not a day of the calendar", (key,)))


def read_examples(document: Document, problems: list[Diagnostic]) -> Iterator[Example]:
    """The documented requests, parsed; one that is not JSON is a problem."""
    examples = document.data.get("examples")
    titles: set[str] = set()
    for i in range(len(examples) if isinstance(examples, list) else 0):
        written = Written(document, (), document.data).inner("examples", i)
        title, text = str(written.data["title"]), str(written.data["request"])
        if title in titles:
            problems.append(written.problem("duplicate-title", f"two examples have the title {title}", ("title",)))
        titles.add(title)
        invalid = texts(written.inner("expect").data.get("invalid"))
        _check_codes(invalid, written, problems)
        try:
            request = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
            yield Example(title, text, request, invalid)
        except (ValueError, RecursionError) as error:
            message = f"the request is not JSON: {_reason(error)}"
            problems.append(written.problem("bad-json", message, ("request",), key=True))


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"something is wrong at line {error.lineno}, column {error.colno} of it"
    return str(error) if isinstance(error, _BadRequest) else "it nests too deep, or a number is too long"


class _BadRequest(ValueError):
    """What json.loads takes, but JSON does not."""


def _no_number(word: str) -> Never:
    raise _BadRequest(f"it has no number {word}")


def _check_codes(codes: tuple[str, ...], written: Written, problems: list[Diagnostic]) -> None:
    for i, code in enumerate(codes):
        if code not in CODES:
            near = nearest_word(code, CODES)
            hint = f"did you mean {near}?" if near else f"codes: {listing(CODES)}"
            problems.append(
                written.problem("bad-value", f"{code} is no violation code", ("expect", "invalid", i), hint)
            )


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _BadRequest(f"the key {twice!r} stands twice")
    return found
