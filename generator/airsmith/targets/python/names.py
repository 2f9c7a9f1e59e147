"""How names of the specs are spelled in Python."""

from __future__ import annotations

import keyword
from typing import Final

from ...model.names import snake

_IN_SCOPE: Final = frozenset(
    "cast media_list media_or_none new_task_uuid pixels request settings without_unset".split()
)
"""What a model's function calls by these names."""


def identifier(name: str) -> str:
    """A parameter, function or module name.

    >>> identifier("class")
    'class_'
    """
    spelled = snake(name)
    return spelled + "_" if keyword.iskeyword(spelled) else spelled


def parameter(name: str) -> str:
    """A name of the wire as a parameter: not what the function itself calls.

    >>> parameter("webhookURL"), parameter("pixels"), parameter("async")
    ('webhook_url', 'pixels_', 'async_')
    """
    spelled = identifier(name)
    return spelled + "_" if spelled in _IN_SCOPE else spelled


def class_name(*names: str) -> str:
    """
    >>> class_name("dall-e-3", "request"), class_name("gpt-image-1", "safety")
    ('DallE3Request', 'GptImage1Safety')
    """
    words = [word for name in names for word in snake(name).split("_") if word]
    return "".join(word[:1].upper() + word[1:] for word in words)


def constant(*names: str) -> str:
    """
    >>> constant("providerSettings", "openai")
    'PROVIDER_SETTINGS_OPENAI'
    """
    return "_".join(snake(name) for name in names).upper()
