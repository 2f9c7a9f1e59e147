"""Settings of a provider where a page defines them: `providerSettings` » `vidu` » `style` string Default: general."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..meaning.values import Json
from .blocks import Block, Bullets, Definition, Fence, Item, Paragraph
from .bullets.asides import scalar
from .members import members
from .names import humps
from .phrases import NUMBER, codes, number, scalar_word, tidy
from .vocabulary import letters, media_of

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
    r"\b(?:available|possible|allowed|supported|accepted|valid)?\s*(?:values?|options?)\b(?: (?:for|in|of) (.+?))?:?$"
    r"|\A(?:available|possible|allowed|supported|accepted|valid) [a-z]+(?: [a-z]+){0,3}:?$",
    re.I,
)
_VERSION: Final = re.compile(r"\bv?(\d+(?:\.\d+)?[a-z]?)\b", re.I)
_SOME: Final = re.compile(
    r"\(([^()]*\d[^()]*) models? only\)\.?\Z|\(only (?:for |in )?([^()]*\d[^()]*) models?\)\.?\Z", re.I
)
_CODES: Final = re.compile(r"(?:`[^`]+`(?:, (?:and |or )?| and | or )?)+\.?")
_ENTRY: Final = re.compile(r"`([^`]+)`(?:\s.*|[:(–-].*)?", re.DOTALL)
_TYPES: Final = {"float": "number", "double": "number", "bool": "boolean", "enum": "string"}


@dataclass(frozen=True)
class Setting:
    """One setting as it is defined; ``entry`` is what a spec writes of it, ``texts`` the sentences beside it."""

    name: str
    line: int
    entry: dict[str, Json]
    texts: tuple[tuple[str, int], ...] = ()
    lists: tuple[tuple[str, tuple[Json, ...]], ...] = ()
    partial: tuple[tuple[Json, str], ...] = ()

    def of_model(self, title: str) -> Setting:
        """As a model has it, where values are listed apart: `Available values for 1.0/2.0 models:`.

        ``partial`` are values that only some models have, each with the words that say which.
        """
        versions = set(_VERSION.findall(title))
        own = [values for words, values in self.lists if versions & set(_VERSION.findall(words))]
        listed = own[0] if len(own) == 1 else self.entry.get("enum")
        others = [value for value, words in self.partial if versions and not versions & set(_VERSION.findall(words))]
        if not isinstance(listed, list | tuple):
            return self
        return replace(self, entry={**self.entry, "enum": [value for value in listed if value not in others]})


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
    name = path[-1] if path else ""
    lists = tuple(_values(block.body))
    values = tuple(dict.fromkeys(value for _, one in lists for value in one))
    entry = _entry(name, word, bool(kind and kind[2]) or word == "array", facts, block.body, values)
    texts = tuple((one.text, one.line) for one in block.body if isinstance(one, Paragraph))
    return Setting(name, block.line, entry, texts, lists if len(lists) > 1 else (), tuple(_partial(block.body)))


def _entry(
    name: str, word: str, is_list: bool, facts: str, body: Sequence[Block], values: Sequence[Json]
) -> dict[str, Json]:
    """The setting as a spec describes it, by its type, what is defined inside it, and the values listed."""
    shape: dict[str, Json] = {inner.name: {**inner.entry, "required": False} for inner in defined(body)}
    shape = shape or members(body)
    if is_list:
        return _items(name, word, facts, shape)
    if shape:
        return {"shape": shape}
    entry = limits(word, facts)
    return {**{key: value for key, value in entry.items() if key != "type"}, "enum": [*values]} if values else entry


def _items(name: str, word: str, facts: str, shape: dict[str, Json]) -> dict[str, Json]:
    """A setting that is a list; one of texts that is called images holds images."""
    ends = {match[1].lower(): number(match[2]) for match in (*_ENDS.finditer(facts), *_COUNT.finditer(facts))}
    simple = word if word in ("string", "integer", "number", "boolean") else "string"
    simple = (media_of(" ".join(humps(name))) or simple) if simple == "string" else simple
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


def _values(blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[Json, ...]]]:
    """The lists behind words such as `Available values:`, each with those words, which may name models."""
    announced = ""
    for block in blocks:
        text = tidy(block.text).strip("* ") if isinstance(block, Paragraph) else ""
        inline = _INLINE.fullmatch(text)
        if isinstance(block, Bullets) and announced:
            entries = _entries(block.items)
            yield from ((announced, tuple(entries)),) if entries else ()
        elif inline:
            yield text.partition("`")[0], tuple(scalar_word(code) for code in codes(inline[1]))
        elif announced and _CODES.fullmatch(text):
            yield announced, tuple(scalar_word(code) for code in codes(text))
        announced = text if _VALUES.search(text.rstrip(": *")) and len(text) < 60 else ""


def _partial(blocks: Sequence[Block]) -> Iterator[tuple[Json, str]]:
    for item in (one for block in blocks if isinstance(block, Bullets) for one in block.items):
        value, some = _ENTRY.fullmatch(item.text), _SOME.search(item.text)
        if value and some:
            yield scalar_word(value[1]), some[1] or some[2]


def _entries(items: Sequence[Item]) -> list[Json]:
    found = [_ENTRY.fullmatch(item.text) for item in items]
    return [scalar_word(match[1]) for match in found if match] if all(found) else []
