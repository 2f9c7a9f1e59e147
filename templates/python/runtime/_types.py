"""Types the validators speak of; imported by type checkers only."""

from __future__ import annotations

from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"
"""What ``json.loads`` returns."""

Sent: TypeAlias = "Json | tuple[Json, ...]"
"""A value that was sent, or the width and height of a size."""

Choice: TypeAlias = "str | int | float | tuple[int, ...]"
"""A legal value; a size is a pair of width and height in pixels."""

Fields: TypeAlias = "dict[str, Fields | None]"
"""The fields of an object in their order, with those of inner objects; ``*`` stands for the items of an array."""
