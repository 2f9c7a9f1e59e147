"""What targets make of the fields of tasks: once for all models that take a field as the task has it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

from ..meaning.shapes import Property
from .printer import Block, columns

Made = TypeVar("Made")

MOST: Final = 2048
"""So many things are kept at a time; a run meets a few hundred, whose models have names of a few dozen widths."""

_STAND_IN: Final = "\ua66e"
"""A letter of one column that no language has used for six hundred years."""

_PLAIN: Final = re.compile(r"[\w.·()+/-]+( [\w.·()+/-]+)*")
"""Names that stand in a literal and in a comment as they are."""


class Memo(Generic[Made]):
    """What was made of each shared field, by what else it depends on; where it is found, nothing is made."""

    def __init__(self) -> None:
        # The field is kept, too: its id is nobody else's as long as it lives.
        self._made: dict[tuple[int, Hashable], tuple[Property, Made]] = {}

    def of(self, field: Property, other: Hashable, make: Callable[[], Made]) -> Made:
        """What ``make`` makes of the field, and of ``other``."""
        if not field.shared:
            return make()
        key = (id(field), other)
        if key not in self._made:
            if len(self._made) >= MOST:
                self._made.clear()
            self._made[key] = (field, make())
        return self._made[key][1]


class Printed:
    """Statements about shared fields, printed with a stand-in for the name of the model, which is as wide.

    Whoever writes the statements must do nothing else: of a field that was printed before, the text is all there is.
    """

    def __init__(self) -> None:
        self._texts = Memo[str | None]()

    def write(
        self,
        field: Property,
        model: str,
        block: Block,
        statements: Callable[[Block, str], None],
        other: Hashable = None,
    ) -> None:
        """Write into the block what ``statements`` writes into one about a model of that name.

        That depends on how deep the block is, on how the line before ends, on ``other``, and on nothing else.
        """
        stand_in = stand_in_of(model)
        text = None
        if field.shared and stand_in is not None:
            where = (around(block), stand_in, other)
            text = self._texts.of(field, where, lambda: printed(field, block, stand_in, statements))
        if text is None or stand_in is None:
            statements(block, model)
        else:
            block.written.append(text.replace(stand_in, model) if stand_in else text)


def stand_in_of(model: str) -> str | None:
    """What is as wide as the name; None for a name that is spelled otherwise where it stands."""
    plain = _PLAIN.fullmatch(model) and columns(model) == len(model)
    return _STAND_IN * len(model) if plain or not model else None


def around(block: Block) -> tuple[int, str]:
    """What statements may depend on where they stand: how deep that is, and how the line before ends."""
    return block.depth, block.written[-1][-1:] if block.written else ""


def printed(field: Property, block: Block, name: str, statements: Callable[[Block, str], None]) -> str | None:
    """What the statements would add to the block; None where the letter of the stand-in is one of the field, too."""
    if name and _STAND_IN in repr(field):
        return None
    before = block.written[-1:]
    alone = Block(block.style, block.depth, list(before))
    statements(alone, name)
    return "\n".join(alone.written[len(before) :])
