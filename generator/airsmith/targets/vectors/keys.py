"""Requests about keys that nothing names: misspelled ones, ones that languages give a meaning, other models' settings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Final

from ...meaning.shapes import Presence
from ...meaning.values import Json
from ...model.catalog import Model
from .cases import Case
from .places import Level
from .texts import WIDE, slip

DEEPEST: Final = 64
"""How deep a request of the vectors nests, itself counted."""

EVERYWHERE: Final = (
    ("far", "zzz"),
    ("prototype", "__proto__"),
    ("constructor", "constructor"),
    ("pointer-escapes", "a/b~c"),
    ("wide-character", WIDE),
)
AT_THE_ROOT: Final = (
    ("no-text", ""),
    ("slash", "/"),
    ("tilde", "~1"),
    ("dot", "safety.mode"),
    ("to-string", "toString"),
    ("dollar-schema", "$schema"),
    ("index", "0"),
    ("accent", "ü"),
    ("quote", 'a"b'),
    ("brace", "{x}"),
    ("nul", "a\0b"),
    ("line-feed", "a\n"),
    ("64-characters", "k" * 64),
    ("65-characters", "k" * 65),
)
OTHER_PROVIDER: Final = "klingai"


def key_cases(level: Level) -> Iterator[Case]:
    """One unknown key at a time in an object, then several, whose order counts."""
    topic = level.place.topic
    known = {field.name for field in level.shape.properties}
    for i, name in enumerate(sorted(known)):
        label, typo = ("other-case", name.swapcase()) if i % 6 == 5 else slip(name, i, known)
        if typo not in known:
            yield Case(topic, f"unknown-{label}-of-{name}", level.adding({typo: 1}))
    at_root = not level.place.path
    for label, key in (*EVERYWHERE, *AT_THE_ROOT) if at_root else EVERYWHERE:
        if key not in known:
            yield Case(topic, f"unknown-{label}", level.adding({key: 1}))
    # UTF-16 units put the wide character first, integer-like keys come first in the objects of some languages.
    yield Case(topic, "unknown-order-of-code-points", level.adding({"\U0001f600": 1, "\ufffd": 2}))
    if at_root:
        yield Case(topic, "unknown-order-of-digits", level.adding({"b": 1, "9": 2, "10": 3, "B": 4}))
        yield Case(topic, "unknown-null", level.adding({"zzz": None}))
        yield from _deep(level)
        yield from _from_a_prototype(level)


def settings_cases(model: Model, level: Level) -> Iterator[Case]:
    """Settings that other models of the provider take, and another provider's key."""
    if level.place.path[-1:] == (model.provider.key,):
        known = {field.name for field in level.shape.properties}
        for name in model.provider.settings:
            if name not in known:
                yield Case(level.place.topic, f"setting-of-another-model-{name}", level.adding({name: "auto"}))
    elif level.shape.property(model.provider.key) and level.place.path:
        topic = level.place.topic
        yield Case(topic, "another-provider", level.place.put({OTHER_PROVIDER: {}}))
        yield Case(topic, "two-providers", level.place.put({OTHER_PROVIDER: {}, model.provider.key: {}}))


def _deep(level: Level) -> Iterator[Case]:
    """Values that nest as deep as any of the vectors does."""
    lists: Json = []
    mixed: Json = {}
    for _, wrap in zip(range(DEEPEST - 2), cycle((True, False)), strict=False):
        lists = [lists]
        mixed = [mixed] if wrap else {"a": mixed}
    yield Case("request", "unknown-deep-lists", level.adding({"zzz": lists}))
    yield Case("request", "unknown-deep-mixed", level.adding({"zzz": mixed}))


def _from_a_prototype(level: Level) -> Iterator[Case]:
    """A field that a language may find in an object's prototype, where the request has none."""
    for field in level.shape.properties:
        if field.presence is Presence.REQUIRED and field.name != "model":
            kept = {name: value for name, value in level.value.items() if name != field.name}
            value = {"__proto__": {field.name: level.value.get(field.name)}}
            yield Case("request", f"{field.name}-only-in-a-prototype", level.place.put({**kept, **value}))
            return
