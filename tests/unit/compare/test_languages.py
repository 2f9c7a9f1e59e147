"""Patterns side by side: a text for every combination of matches that any text has."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest
from airsmith.compare import languages
from airsmith.compare.languages import Language
from airsmith.meaning.patterns import parse

ATOMS = ("a", "b", "[ab]", "(?:ab)", "(?:a|b)", "(?:a|bb)")
COUNTS = ("", "?", "*", "+", "{2}", "{1,2}", "{2,}")


def pattern(random_: random.Random) -> str:
    return "".join(random_.choice(ATOMS) + random_.choice(COUNTS) for _ in range(random_.randrange(1, 4)))


def texts() -> list[str]:
    return ["".join(chars) for length in range(6) for chars in product("abé", repeat=length)]


@pytest.mark.parametrize("seed", range(40))
def test_every_combination_of_matches_is_found(seed: int) -> None:
    random_ = random.Random(seed)
    sources = [pattern(random_) for _ in range(2)]
    words, lengths = ["ab", ""], [0, 1, 3]
    made = Language([parse(source) for source in sources], words, lengths).texts()
    assert made.complete

    def combination(text: str) -> tuple[object, ...]:
        cell = text and sum(1 for mark in lengths if mark <= len(text)), len(text) in lengths
        return (*(bool(re.fullmatch(source, text)) for source in sources), text in words, cell)

    assert {combination(text) for text in texts()} <= {combination(text) for text in made.texts}, sources


def test_a_long_pattern_is_followed_to_its_end() -> None:
    uuid = parse("[0-9a-f]{8}-[0-9a-f]{4}")
    found = Language([uuid], [], [13]).texts()
    assert found.complete
    assert "00000000-0000" in found.texts


def test_it_gives_up_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "MOST_STEPS", 10)
    assert not Language([parse("[ab]{9}")], [], [9]).texts().complete
