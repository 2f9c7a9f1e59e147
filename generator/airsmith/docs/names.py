"""What the names and labels of one model's section stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..meaning.values import Json
from .claims import Keys
from .vocabulary import BY_NAME, WORDS, letters

SETTINGS: Final = "providerSettings"
_ARTICLE: Final = re.compile(r"^(?:the|an?|any|all|its|your|supported|available|allowed|maximum number of)\s+", re.I)
_NOUN: Final = re.compile(
    r"\s+(?:parameters?|settings?|options?|fields?|values?|inputs?|arrays?|objects?|limits?|range|length|support|modes?"
    r"|selection|generation)$",
    re.I,
)
_HUMP: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
LABELS: Final = {letters(label): word.name for word in WORDS for label in (word.name, *word.labels)}


@dataclass(frozen=True)
class Names:
    """``settings`` are those of the provider as the page spells them, ``fields`` the names its code and requests show.

    ``switches`` are settings, as rules name them, that are true or false. ``aliases`` are labels that this section
    gives a meaning of its own: reference images that go by another field. ``expected`` are settings that a spec has; they
    are meant where nothing on the page goes by the name.
    """

    air: str
    provider: str
    title: str = ""
    fields: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    expected: frozenset[str] = frozenset()
    switches: frozenset[str] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict, hash=False)
    workflows: tuple[str, ...] = ()
    sizes: tuple[tuple[int, int, str], ...] = ()

    def path(self, words: str) -> Keys | None:
        """Where a spec describes what the words name; None where they name nothing that is known."""
        name = self.name(words)
        if name is None:
            return None
        if name.startswith("provider."):
            return (SETTINGS, name.removeprefix("provider."))
        return ("fields", name)

    def name(self, words: str) -> str | None:
        """The name as rules write it: a field, or ``provider.x`` for a setting."""
        for form in _forms(words):
            found = self._exact(form)
            if found is not None:
                return found
        return self._by_humps(words)

    def _exact(self, words: str) -> str | None:
        key = letters(words)
        for label, name in self.aliases.items():
            if letters(label) == key:
                return name
        setting = next((name for name in sorted(self.settings) if letters(name) == key), None)
        if setting is not None:
            return f"provider.{setting}"
        if key in LABELS:
            return LABELS[key]
        whole = next((name for name in sorted(self.fields) if letters(name) == key), None)
        inner = [name for name in self.fields if "." in name and letters(name.rsplit(".", 1)[1]) == key]
        expected = next((f"provider.{name}" for name in sorted(self.expected) if letters(name) == key), None)
        return whole or (inner[0] if len(inner) == 1 else expected)

    def _by_humps(self, words: str) -> str | None:
        """The one setting whose name holds all these words, and another: `maxSequentialImages`, sequential images."""
        wanted = re.findall(r"[a-z]+|\d+", words.lower())
        if len(wanted) < 2 or "`" in words:
            return None
        fitting = [name for name in self.settings if set(wanted) < set(humps(name))]
        return f"provider.{fitting[0]}" if len(fitting) == 1 else None

    def setting(self, words: str) -> str | None:
        """The setting that the words name, or None."""
        name = self.name(words)
        return name.removeprefix("provider.") if name and name.startswith("provider.") else None


def humps(name: str) -> list[str]:
    """
    >>> humps("maxSequentialImages")
    ['max', 'sequential', 'images']
    """
    return [hump.lower() for hump in _HUMP.findall(name)]


def _forms(words: str) -> Iterable[str]:
    """The words, then without article, without a noun that adds nothing."""
    bare = words.strip().strip("`*")
    yield bare
    short = _ARTICLE.sub("", bare)
    yield short
    while (shorter := _NOUN.sub("", short)) != short:
        short = shorter.strip("`* ")
        yield short
    if "`" not in words:
        yield short.removesuffix("s")


def shown_fields(requests: Iterable[Json]) -> frozenset[str]:
    """The names that requests carry, nested objects dotted; neither those of settings nor of what all requests have."""
    found: set[str] = set()
    for request in requests:
        _gather(request, (), found)
    return frozenset(found)


def _gather(value: Json, place: tuple[str, ...], found: set[str]) -> None:
    if not isinstance(value, dict) or place == (SETTINGS,):
        return
    for key, inner in value.items():
        if re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", key):
            if not isinstance(inner, dict):
                found.add(".".join((*place, key)))
            _gather(inner, (*place, key), found)


def shown_settings(requests: Iterable[Json], provider: str) -> frozenset[str]:
    """The settings of the provider that requests carry."""
    found: set[str] = set()
    for request in requests:
        settings = request.get(SETTINGS) if isinstance(request, dict) else None
        own = settings.get(provider) if isinstance(settings, dict) else None
        found |= set(own) if isinstance(own, dict) else set()
    return frozenset(found)


def entry_of(name: str) -> dict[str, Json]:
    """What a draft writes of a field before any limit."""
    word = BY_NAME.get(name)
    return dict(word.entry) if word else {}
