"""Settings of a provider where a page defines them: `providerSettings` » `vidu` » `style` string Default: general."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..meaning.values import Json
from .blocks import Block, Bullets, Definition, Fence, Item, Paragraph
from .bullets.asides import scalar
from .phrases import NUMBER, codes, number, tidy
from .vocabulary import letters

_TERM: Final = re.compile(r"(?:`[^`]+`\s*(?:»|>|›|\.)\s*)*`([^`]+)`")
_TYPE: Final = re.compile(r"\b(string|integer|float|number|double|boolean|bool|object|array|enum)\b(\[\])?", re.I)
_ENDS: Final = re.compile(rf"\b(Min|Max)(?:imum)?:?\s*({NUMBER})", re.I)
_COUNT: Final = re.compile(r"\b(Min|Max)(?:imum)? items:? (\d+)", re.I)
_INLINE: Final = re.compile(
    r"(?:.*[.!] )?(?:available |possible |allowed |supported |accepted |valid )?(?:values|options)(?: are"
    r"| include)?:? ((?:`[^`]+`(?:, (?:and |or )?| and | or )?)+)\.?",
    re.I | re.DOTALL,
)
_DEFAULT: Final = re.compile(r"\bDefault:?\s*(\S+)", re.I)
_VALUES: Final = re.compile(
    r"\b(?:available|possible|allowed|supported|accepted|valid)?\s*(?:values?|options?)\b.*:?$", re.I
)
_ENTRY: Final = re.compile(r"`([^`]+)`(?:\s*[:(–-].*)?", re.DOTALL)
_TYPES: Final = {"float": "number", "double": "number", "bool": "boolean", "enum": "string"}


@dataclass(frozen=True)
class Setting:
    """One setting as it is defined; ``entry`` is what a spec writes of it, ``texts`` the sentences beside it."""

    name: str
    line: int
    entry: dict[str, Json]
    texts: tuple[tuple[str, int], ...] = ()
    lines: tuple[int, ...] = ()


def defined(blocks: Iterable[Block]) -> Iterator[Setting]:
    """The settings defined below a provider's own definition."""
    for block in blocks:
        if isinstance(block, Definition):
            names = _TERM.match(block.term)
            depth = len(codes(names[0])) if names else 0
            if depth >= 3:
                yield _setting(block)
            else:
                yield from _respelled(defined(block.body), _shown(block.body))


def _shown(blocks: Sequence[Block]) -> frozenset[str]:
    """The names in quotes of the examples beside the definitions: the spelling that is sent."""
    return frozenset(
        name for block in blocks if isinstance(block, Fence) for name in re.findall(r'"([A-Za-z]\w*)"\s*:', block.text)
    )


def _respelled(settings: Iterable[Setting], shown: frozenset[str]) -> Iterator[Setting]:
    for setting in settings:
        yield replace(setting, name=respelled(setting.name, shown))


def respelled(name: str, shown: Iterable[str]) -> str:
    """A name as an example spells it, where a page links it in lower case.

    >>> respelled("movementamplitude", ["movementAmplitude"])
    'movementAmplitude'
    """
    return next((other for other in sorted(shown) if letters(other) == letters(name)), name)


def _setting(block: Definition) -> Setting:
    match = _TERM.match(block.term)
    path = codes(match[0] if match else "")
    facts = re.sub(r"\[[^\]]*\]\([^)]*\)", "", tidy(block.term[match.end() if match else 0 :]))
    kind = _TYPE.search(facts)
    word = _TYPES.get(kind[1].lower(), kind[1].lower()) if kind else ""
    entry = _entry(word, bool(kind and kind[2]) or word == "array", facts, block.body)
    texts = tuple((one.text, one.line) for one in block.body if isinstance(one, Paragraph))
    return Setting(path[-1] if path else "", block.line, entry, texts)


def _entry(word: str, is_list: bool, facts: str, body: Sequence[Block]) -> dict[str, Json]:
    """The setting as a spec describes it, by its type, what is defined inside it, and the values listed."""
    shape: dict[str, Json] = {inner.name: {**inner.entry, "required": False} for inner in defined(body)}
    if is_list:
        return _items(word, facts, shape)
    if shape:
        return {"shape": shape}
    listed = _values(body)
    entry = limits(word, facts)
    return {**{key: value for key, value in entry.items() if key != "type"}, "enum": listed} if listed else entry


def _items(word: str, facts: str, shape: dict[str, Json]) -> dict[str, Json]:
    """A setting that is a list."""
    ends = {match[1].lower(): number(match[2]) for match in _COUNT.finditer(facts)}
    simple = word if word in ("string", "integer", "number", "boolean") else "string"
    entry: dict[str, Json] = {"items": {"shape": shape} if shape else simple}
    return {**entry, "count": [ends.get("min"), ends.get("max")]} if ends else entry


def limits(kind: str, facts: str) -> dict[str, Json]:
    """The keywords of a type with its ends and its default as they stand in one line."""
    entry: dict[str, Json] = {"type": kind} if kind in ("string", "integer", "number", "boolean") else {}
    ends = {match[1].lower(): number(match[2]) for match in _ENDS.finditer(facts)}
    if ends:
        key = "length" if kind == "string" else "range"
        entry[key] = [ends.get("min"), ends.get("max")]
    default = _DEFAULT.search(facts)
    if default:
        entry["default"] = scalar(default[1])
    return entry


def _values(blocks: Sequence[Block]) -> list[Json]:
    """The values listed behind words such as `Available values:`."""
    announced = False
    for block in blocks:
        if isinstance(block, Bullets) and announced:
            return _entries(block.items)
        text = block.text if isinstance(block, Paragraph) else ""
        inline = _INLINE.fullmatch(tidy(text))
        if inline:
            return [scalar_word(code) for code in codes(inline[1])]
        announced = bool(_VALUES.search(text.strip("* :"))) and len(text) < 60
    return []


def _entries(items: Sequence[Item]) -> list[Json]:
    found = [_ENTRY.fullmatch(item.text) for item in items]
    return [scalar_word(match[1]) for match in found if match] if all(found) else []


def scalar_word(word: str) -> Json:
    """A value written as code: a number stays one, anything else is a word."""
    return number(word) if re.fullmatch(NUMBER, word) else word
