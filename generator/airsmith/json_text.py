"""JSON on many lines, as ``json.dumps`` with an indentation of 2 writes it.

That goes through Python code for each token as soon as it indents; this takes a third of its time.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .meaning.values import Json

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)


def json_text(value: Json, margin: str = "\n") -> str:
    """The text of a value; ``margin`` is what begins the line that it ends on.

    >>> print(json_text({"sides": [512, 1024], "none": {}}))
    {
      "sides": [
        512,
        1024
      ],
      "none": {}
    }
    """
    inner = margin + "  "
    match value:
        case dict() if value:
            members = [f"{encode_basestring(key)}: {json_text(found, inner)}" for key, found in value.items()]
            return f"{{{inner}{f',{inner}'.join(members)}{margin}}}"
        case list() if value:
            return f"[{inner}{f',{inner}'.join([json_text(found, inner) for found in value])}{margin}]"
        case str():
            return encode_basestring(value)
        case _:
            return _ENCODER.encode(value)
