"""What stands below the heading of a parameter on a model page: one fact to a bullet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ..meaning.values import Json
from .bullets.asides import scalar
from .phrases import amount, codes, ended
from .vocabulary import media_of

_TYPES: Final = {"float": "number", "double": "number", "bool": "boolean", "int": "integer"}
_TYPE: Final = re.compile(r"`?([A-Za-z]+)(\[\])?`?(?: (?:of|<)\s*`?([A-Za-z]+)`?>?)?", re.I)
_SEPARATOR: Final = re.compile(r"\s*(?:»|>|›|\.)\s*")


def param_path(heading: str) -> tuple[str, ...]:
    """The names of a heading such as ``providerSettings » openai » quality`` or ``inputs.frameImages[].image``."""
    text = heading.replace("`", "").replace("[]", "").replace("\\", "").strip()
    path = tuple(part for part in _SEPARATOR.split(text) if part)
    return path if all(re.fullmatch(r"[A-Za-z]\w*", part) for part in path) else (text,)


def facts(label: str, body: str, path: Sequence[str]) -> dict[str, Json] | None:
    """What a bullet of a parameter says, as keywords of a spec; empty for what a spec does not say."""
    text = ended(body)
    bare = text.strip("`")
    number = amount(bare)
    value = number.values[0] if number and len(number.values) == 1 else None
    match label:
        case "type":
            return _type(text, path)
        case "required":
            return (
                {"required": bare.lower() in ("true", "yes")}
                if bare.lower() in ("true", "yes", "false", "no")
                else None
            )
        case "value":
            return {"const": scalar(text)}
        case "default":
            return {"default": scalar(text)}
        case "format":
            return {}
        case "min" | "minimum":
            return None if value is None else {"range": [value, None]}
        case "max" | "maximum":
            return None if value is None else {"range": [None, value]}
        case "step" | "multiple of":
            return None if value is None else {"step": value}
        case "min length" | "minimum length":
            return None if value is None else {"length": [value, None]}
        case "max length" | "maximum length":
            return None if value is None else {"length": [None, value]}
        case "min items" | "minimum items":
            return None if value is None else {"count": [value, None]}
        case "max items" | "maximum items":
            return None if value is None else {"count": [None, value]}
        case "allowed values" | "possible values" | "values":
            values = [scalar(f"`{code}`") for code in codes(text)]
            return {"enum": values} if len(values) > 1 else {"const": values[0]} if values else None
        case _:
            return None


def _type(text: str, path: Sequence[str]) -> dict[str, Json] | None:
    """A type, with a length or a count behind it: ``string`` (1-4000 characters)."""
    core = re.split(r"[,(]", text, maxsplit=1)
    match = _TYPE.fullmatch(core[0].strip())
    if match is None:
        return None
    word = _TYPES.get(match[1].lower(), match[1].lower())
    found: dict[str, Json] = {"type": word}
    if match[2] or word == "array":
        inner = match[3] or (match[1] if match[2] else "")
        found = {"type": "array", **({"items": _item_type(inner, path)} if inner else {})}
    if len(core) > 1:
        numbers = amount(core[1].rstrip(") "))
        key = {"character": "length", "item": "count", "image": "count"}.get(numbers.unit) if numbers else None
        if numbers is None or key is None or len(numbers.values) > 1:
            return None
        found[key] = [numbers.values[0], numbers.values[0]] if numbers.values else numbers.ends
    return found


def _item_type(word: str, path: Sequence[str]) -> str:
    kind = _TYPES.get(word.lower().removesuffix("s"), word.lower().removesuffix("s"))
    return media_of(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", path[-1])) or "string" if kind == "string" else kind
