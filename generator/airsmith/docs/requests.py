"""The code on a page: requests, mended where only a comma is wrong, and what else stands there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from ..meaning.values import Json

_TRAILING: Final = re.compile(r",(\s*[}\]])")
_MISSING: Final = re.compile(r'(["\d}\]]|true|false|null)[ \t]*\n(\s*")')
_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "\u00a0": " "})


@dataclass(frozen=True)
class Code:
    """``value`` is None where the text is not JSON, even mended; ``repair`` says what was."""

    text: str
    value: Json
    repair: str = ""


def read_code(text: str) -> Code:
    """The JSON of a fence, with the least repair that makes it JSON."""
    clean = text.strip("\n")
    for mended, repair in _mended(clean):
        try:
            value: Json = json.loads(mended)
        except (ValueError, RecursionError):
            continue
        return Code(mended, value, repair)
    return Code(clean, None)


def _mended(text: str) -> list[tuple[str, str]]:
    straight = text.translate(_QUOTES)
    fewer = _TRAILING.sub(r"\1", straight)
    more = _MISSING.sub(r"\1,\n\2", straight)
    both = _MISSING.sub(r"\1,\n\2", fewer)
    return [
        (text, ""),
        (fewer, "a comma before a closing bracket is left out"),
        (more, "a comma that is missing at the end of a line is added"),
        (both, "commas are added and left out"),
        ("{" + straight + "}", "the braces around it are added"),
    ]


def requests_of(code: Code, air: str) -> list[dict[str, Json]]:
    """The requests of a model in some JSON, which may be the array that goes on the wire."""
    entries = code.value if isinstance(code.value, list) else [code.value]
    return [entry for entry in entries if isinstance(entry, dict) and entry.get("model") == air]


def printed(request: Json) -> str:
    """A request as a page would show it, where the page shows it among others."""
    return json.dumps(request, indent=2, ensure_ascii=False)


def parsed_request(text: str) -> dict[str, Json]:
    """The object of a request's text; an empty one for anything else."""
    try:
        value: Json = json.loads(text)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def canonical(value: Json) -> str:
    """One text for equal requests, whatever the order of their keys."""
    return json.dumps(value, sort_keys=True)
