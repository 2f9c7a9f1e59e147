"""Catalogues of any size: our specs, cloned under other AIR ids with other limits.

    .venv/bin/python tests/benchmarks/catalogues.py FOLDER --models N [--seed S]

A seed makes the same catalogue on every machine, and a larger catalogue begins with the models of a smaller one.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPECS = ROOT / "specs"
PROVIDER = "openai"
SEED = 1

AIR = re.compile(r"^air: (.*)$", re.MULTILINE)
NAME = re.compile(r"^(name: .*)$", re.MULTILINE)
PROMPT = re.compile(r"(positivePrompt: \{type: string, length: \[1, )(\d+)\]")
PAIRS = re.compile(r"(pairs: \[.*)\]")


@dataclass(frozen=True)
class Clone:
    """One spec of a catalogue: the path below the folder of specs, the AIR id, the text."""

    path: str
    air: str
    text: str


def clones(count: int, seed: int = SEED) -> Iterator[Clone]:
    """Our models in turn, each with a longer or shorter limit of prompts and with sizes of its own.

    Limits are only ever widened, so that the documented requests stay valid.
    """
    for number in range(count):
        names = sorted(_originals())
        stem = names[number % len(names)]
        yield _clone(stem, number, random.Random(f"{seed} {number}"))


def changed(clone: Clone) -> Clone:
    """The same spec with another limit, as an author would edit it."""
    text = _once(PROMPT, lambda found: f"{found[1]}{int(found[2]) + 1}]", clone.text)
    return Clone(clone.path, clone.air, text)


def write(folder: Path, count: int, seed: int = SEED) -> tuple[Clone, ...]:
    """Make `folder` a folder of specs with so many models, beside the shared files of ours."""
    shutil.copytree(SPECS, folder, ignore=shutil.ignore_patterns(*(f"{stem}.yaml" for stem in _originals())))
    made = tuple(clones(count, seed))
    for clone in made:
        (folder / clone.path).write_text(clone.text, encoding="utf-8")
    return made


@cache
def _originals() -> Mapping[str, str]:
    """Stem -> text of each spec of a model."""
    paths = (path for path in (SPECS / PROVIDER).glob("*.yaml") if path.stem != "provider")
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def _clone(stem: str, number: int, chance: random.Random) -> Clone:
    text = _originals()[stem]
    found = AIR.search(text)
    if found is None:
        raise ValueError(f"{stem}.yaml has no line that begins with air:")
    # Documented requests name the model, too.
    air = f"{PROVIDER}:{100 + number}@1"
    text = text.replace(found[1], air)
    text = _once(NAME, lambda found: f"{found[1]} {number}", text)
    text = _once(PROMPT, lambda found: f"{found[1]}{int(found[2]) + chance.randrange(1000)}]", text)
    text = _once(PAIRS, lambda found: f"{found[1]}{''.join(_sizes(chance))}]", text)
    return Clone(f"{PROVIDER}/{stem}-n{number}.yaml", air, text)


def _sizes(chance: random.Random) -> Iterator[str]:
    """Up to three further sizes, which none of the originals has."""
    sides = [number * 64 + 8 for number in range(4, 30)]
    widths = chance.sample(sides, chance.randrange(4))
    yield from (f", {width}x{chance.choice(sides)}" for width in widths)


def _once(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str) -> str:
    changed_text, times = pattern.subn(change, text)
    if times != 1:
        raise ValueError(f"{pattern.pattern} stands in the spec {times} times, not once")
    return changed_text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--models", type=int, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    write(options.folder, options.models, options.seed)


if __name__ == "__main__":
    main()
