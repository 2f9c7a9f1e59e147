"""What stands on a provider page around the sections of its models."""

from __future__ import annotations

from .blocks import Block, Bullets, Definition, Fence, Heading, Paragraph, every_item
from .claims import Fate, Line
from .sections import labelled_air


def words_of(block: Block) -> str:
    match block:
        case Heading(_, text) | Paragraph(text):
            return text
        case Definition(term):
            return term
        case Fence(text):
            return text.split("\n", 1)[0]
        case _:
            return ""


def outside_lines(block: Block) -> list[Line]:
    """What stands outside the models' sections; what it says of settings is read with the models that have them."""
    if isinstance(block, Definition):
        reason = "describes settings, and is read with the models that list them"
        return [Line(block.line, block.term, Fate.UNDERSTOOD, reason)]
    if isinstance(block, Bullets):
        return [Line(item.line, item.text, Fate.IGNORED, "not about one model") for item in every_item(block.items)]
    if labelled_air(block):
        return [
            Line(block.line, words_of(block), Fate.UNKNOWN, "an AIR id that cannot be read, so its model is missing")
        ]
    return [Line(block.line, words_of(block), Fate.IGNORED, "not about one model")]
