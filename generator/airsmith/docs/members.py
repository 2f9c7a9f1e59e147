"""Objects whose members stand in a list: `` `colorHex` (string, required): A hexadecimal code.``"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from ..meaning.values import Json
from .blocks import Block, Bullets, Item, Paragraph
from .phrases import NUMBER, codes, number, scalar_word, tidy

_OWN: Final = re.compile(r"(?:object )?(?:properties|fields|members)", re.I)
_INNER: Final = re.compile(
    r"(?:each )?(\w+?)s? (?:array )?(?:objects?|items?|elements?|entries)(?: properties| fields)?", re.I
)
_MEMBER: Final = re.compile(
    r"`(\w+)`\s*\((string|integer|int|number|float|boolean|bool|array|object)(?:\[\])?(?:,\s*(required|optional))?\):?\s*(.*)",
    re.I | re.DOTALL,
)
_TYPES: Final = {"int": "integer", "float": "number", "bool": "boolean"}
_VALUES: Final = re.compile(
    r"(?:values|options|one of)(?: are| include)?:? ((?:`[^`]+`(?:, (?:and |or )?| and | or )?)+)", re.I
)
_SPAN: Final = re.compile(rf"\bbetween ({NUMBER}) and ({NUMBER})")


def members(blocks: Sequence[Block]) -> dict[str, Json]:
    """The shape of an object, by the lists below `Object properties:`; empty where there are none.

    A list below `Members array objects:` describes the items of the member it names.
    """
    own: dict[str, Json] = {}
    heading = ""
    for block in blocks:
        if isinstance(block, Bullets) and heading:
            inner = _INNER.fullmatch(heading)
            parent = next((name for name in own if inner and _alike(name, inner[1])), None)
            found = _listed(block.items)
            if parent is not None and found:
                own[parent] = {"items": {"shape": found}, "required": _is_required(own[parent])}
            elif _OWN.fullmatch(heading):
                own |= found
        heading = tidy(block.text).strip("*: ") if isinstance(block, Paragraph) else ""
    return own


def _alike(name: str, words: str) -> bool:
    return name.lower().removesuffix("s") == words.lower().removesuffix("s")


def _is_required(entry: Json) -> Json:
    return entry.get("required") if isinstance(entry, dict) else False


def _listed(items: Iterable[Item]) -> dict[str, Json]:
    matches = [_MEMBER.fullmatch(tidy(item.text)) for item in items]
    return {match[1]: _member(match) for match in matches if match} if all(matches) else {}


def _member(match: re.Match[str]) -> dict[str, Json]:
    kind = _TYPES.get(match[2].lower(), match[2].lower())
    required: dict[str, Json] = {"required": (match[3] or "").lower() == "required"}
    values, span = _VALUES.search(match[4]), _SPAN.search(match[4])
    if kind == "array":
        return {"items": "string", **required}
    if values and kind == "string":
        return {"enum": [scalar_word(code) for code in codes(values[1])], **required}
    if span and kind in ("integer", "number"):
        return {"type": kind, "range": [number(span[1]), number(span[2])], **required}
    return {"type": "string" if kind == "object" else kind, **required}
