"""How names of the specs are spelled in TypeScript."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

RESERVED: Final = frozenset(
    """arguments await break case catch class const continue debugger default delete do else enum eval export extends
    false finally for function if implements import in instanceof interface let new null package private protected
    public return static super switch this throw true try typeof undefined var void while with yield""".split()
)


_IN_SCOPE: Final = frozenset("newTaskUUID options pixels settings undefined withMedia withoutUnset".split())
"""What a model's function calls by these names."""
_MODEL_TYPES: Final = frozenset("fields options request result size".split())
"""Ends of the names of types that every model has."""


# Models share most of the names of their fields, and each is spelled many times.
@lru_cache(maxsize=4096)
def words(name: str) -> tuple[str, ...]:
    """
    >>> words("gpt-image-1"), words("webhookURL"), words("provider.x")
    (('gpt', 'image', '1'), ('webhook', 'URL'), ('provider', 'x'))
    """
    return tuple(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name))


def camel(name: str) -> str:
    """A function or variable name.

    >>> camel("dall-e-3"), camel("gpt-image-1"), camel("class")
    ('dallE3', 'gptImage1', 'class_')
    """
    first, *rest = words(name)
    spelled = first.lower() + "".join(map(_capital, rest))
    return spelled + "_" if spelled in RESERVED else spelled


def identifier(name: str) -> str:
    """A name of the wire as a parameter: it can be one, but for words of the language and what the function uses."""
    return name + "_" if name in RESERVED | _IN_SCOPE else name


def pascal(*names: str) -> str:
    """A type name.

    >>> pascal("dall-e-3", "request"), pascal("sora-2", "frameImages")
    ('DallE3Request', 'Sora2FrameImages')
    """
    return "".join(_capital(word) for name in names for word in words(name))


def object_type(slug: str, names: tuple[str, ...]) -> str:
    """The type of an inner object, called after the names that lead to it.

    >>> object_type("sora-2", ("safety",)), object_type("sora-2", ("result",))
    ('Sora2Safety', 'Sora2ResultObject')
    """
    taken = "".join(names).lower() in _MODEL_TYPES
    return pascal(slug, *names, *(["object"] if taken else []))


def constant(*names: str) -> str:
    """
    >>> constant("providerSettings", "openai")
    'PROVIDER_SETTINGS_OPENAI'
    """
    return "_".join(word.upper() for name in names for word in words(name))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()
