"""The fenced blocks of a Markdown file, and the commands of those that show a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"\s+# exit code ([0-9]+)$")


@dataclass(frozen=True)
class Block:
    """``line`` is the line of the file that its text begins in."""

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Command:
    """A command as it is typed, the exit code it is said to have, and the output that is shown."""

    text: str
    code: int
    output: str
    line: int


def blocks(markdown: str) -> Iterator[Block]:
    for found in _FENCE.finditer(markdown):
        yield Block(found[1], found[2], markdown.count("\n", 0, found.start(2)) + 1)


def prose(markdown: str) -> str:
    """What stands outside the blocks."""
    return _FENCE.sub("", markdown)


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block: ``$`` begins one, ``>`` goes on with it, anything else is its output.

    Raises ValueError for output that no command stands before.
    """
    typed: list[str] = []
    shown: list[str] = []
    begun = block.line
    for number, line in enumerate(block.text.splitlines(), block.line):
        if line.startswith("$ "):
            if typed:
                yield _command(typed, shown, begun)
            typed, shown, begun = [line[2:]], [], number
        elif line.startswith("> ") and typed and not shown:
            typed.append(line[2:])
        elif typed:
            shown.append(line)
        else:
            raise ValueError(f"line {number}: no command makes this output")
    if typed:
        yield _command(typed, shown, begun)


def _command(typed: list[str], shown: list[str], line: int) -> Command:
    said = _CODE.search(typed[-1])
    typed[-1] = _CODE.sub("", typed[-1])
    return Command("\n".join(typed), int(said[1]) if said else 0, "\n".join(shown), line)


def shows(pattern: str, output: str) -> bool:
    """Whether the output is what is shown, where ``...`` stands for anything."""
    parts = [re.escape(part) for part in pattern.split("...")]
    return re.fullmatch(".*?".join(parts), output.strip("\n"), re.DOTALL) is not None


def to_change(file: str, line: int, shown: Sequence[str], right: Sequence[str]) -> str:
    """What a person changes in a file whose ``shown`` lines begin at ``line``; ``...`` may stand for anything."""
    told: list[str] = []
    for tag, start, stop, begin, end in SequenceMatcher(None, shown, right, autojunk=False).get_opcodes():
        pairs = zip_longest(range(start, stop), right[begin:end]) if tag != "equal" else ()
        for number, wanted in pairs:
            stands = "" if number is None else shown[number]
            if stands.strip() != "..." and not (number is None and "..." in shown) and not shows(stands, wanted or ""):
                place = line + (stop if number is None else number)
                told.append(f"{file}:{place}: there stands\n{stands}\nand there is to stand\n{wanted or ''}")
    return "\n".join(told)
