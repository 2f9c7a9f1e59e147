"""Sentences and nearest values are the oracle's, character by character, over thousands of random values."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from airsmith.meaning import values
from airsmith.meaning.violations import unknown_key, violation

import typescript_values as make
from typescript_runtime import ask

SEED: Final = 20260501
COUNT: Final = 3000
SENTENCES: Final = (
    "{value} is not a quality DALL·E 3 supports; use {choices}.",
    "quality must be a string, not {kind}.",
    "a {{b}} {{{value}}} takes {choices}, not {value}{{",
    "No slot at all: {{key}}.",
)


def compare(runtime: Path, name: str, oracle: Callable[..., object], arguments: Sequence[list[str]]) -> None:
    answers = ask(runtime, [(name, one) for one in arguments])
    expected = [make.written(oracle(*map(make.read, one))) for one in arguments]
    wrong = [(one, got, want) for one, got, want in zip(arguments, answers, expected, strict=True) if got != want]
    assert wrong == []


def any_value(random: Random) -> str:
    return make.size(random) if random.random() < 0.2 else make.value(random)


def test_every_value_is_shown_alike(runtime: Path) -> None:
    random = Random(SEED)
    arguments = [[any_value(random)] for _ in range(COUNT)]
    compare(runtime, "show", values.show, arguments)
    compare(runtime, "showKind", values.show_kind, arguments)


def test_every_key_is_shown_alike(runtime: Path) -> None:
    random = Random(SEED)
    compare(runtime, "showKey", values.show_key, [[json.dumps(make.text(random))] for _ in range(COUNT)])


def test_every_number_is_judged_alike(runtime: Path) -> None:
    random = Random(SEED)
    arguments = [[make.value(random)] for _ in range(COUNT)] + [[number] for number in make.NUMBERS]
    compare(runtime, "isInteger", values.is_integer, arguments)
    compare(runtime, "isNumber", values.is_number, arguments)


def test_every_text_is_measured_alike(runtime: Path) -> None:
    random = Random(SEED)
    texts = [make.text(random) for _ in range(COUNT)]
    compare(runtime, "isText", values.is_text, [[json.dumps(text)] for text in texts])
    compare(runtime, "codePoints", len, [[json.dumps(text)] for text in texts])
    ends = [[json.dumps(text), str(random.randrange(80))] for text in texts]
    compare(runtime, "atMost", lambda text, most: len(text) <= most, ends)
    compare(runtime, "atLeast", lambda text, least: len(text) >= least, ends)


@pytest.mark.parametrize("text", ["", "\ud800", "\udc00", "\ud800\ud800\U00010000", "\U0001f600" * 4000, "x" * 4001])
def test_texts_of_note_are_measured_alike(text: str, runtime: Path) -> None:
    compare(runtime, "codePoints", len, [[json.dumps(text)]])
    compare(runtime, "isText", values.is_text, [[json.dumps(text)]])
    limits = [[json.dumps(text), str(limit)] for limit in (0, 1, 3999, 4000, 4001, 8000)]
    compare(runtime, "atMost", lambda text, most: len(text) <= most, limits)
    compare(runtime, "atLeast", lambda text, least: len(text) >= least, limits)


def test_keys_are_sorted_by_code_point(runtime: Path) -> None:
    random = Random(SEED)
    lists = [[make.text(random) for _ in range(8)] for _ in range(COUNT // 4)]
    lists += [["\uffff", "\U0001f600", "\ue000", "\ud800", "\ud800a", "\ud800b", "a", ""]]
    compare(runtime, "sorted", sorted, [[json.dumps(words)] for words in lists])


def test_which_words_are_near_is_the_same(runtime: Path) -> None:
    random = Random(SEED)
    words = [random.choice(make.WORDS) for _ in range(COUNT)]
    pairs = [
        [json.dumps(word), json.dumps([random.choice([make.slip(random, word), make.text(random)])])] for word in words
    ]
    compare(runtime, "nearestWord", values.nearest_word, pairs)


def test_the_nearest_is_the_same(runtime: Path) -> None:
    random = Random(SEED)
    arguments = [[any_value(random), json.dumps(make.choices(random))] for _ in range(COUNT)]
    for _ in range(COUNT // 10):
        grid = [random.randrange(4) for _ in range(10)]
        arguments.append([str(grid[0]), json.dumps(grid[1:5])])
        arguments.append(
            ['{"$row":%s}' % json.dumps(grid[:2]), json.dumps([grid[2:4], grid[4:6], grid[6:8], grid[8:]])]
        )
    compare(runtime, "nearest", lambda value, legal: values.nearest(value, rows(legal)), arguments)
    words = [[json.dumps(make.slip(random, random.choice(make.WORDS))), json.dumps(make.WORDS)] for _ in range(COUNT)]
    compare(runtime, "nearestWord", values.nearest_word, words)


def test_the_nearest_of_far_numbers_is_exact(runtime: Path) -> None:
    far = str(values.SAFE_INTEGER)
    numbers = [[far, "[-1,-2]"], [far, "[-2,-1]"], ["-" + far, "[3,2]"], ["-" + far, "[2,3]"]]
    sizes = [['{"$row":[-%s,1]}' % far, "[[2,1],[1,1]]"], ['{"$row":[%s,%s]}' % (far, far), "[[-2,0],[-1,0]]"]]
    compare(runtime, "nearest", lambda value, legal: values.nearest(value, rows(legal)), numbers + sizes)


def test_choices_are_listed_alike(runtime: Path) -> None:
    random = Random(SEED)
    lists = [make.choices(random) for _ in range(COUNT // 4)]
    arguments = [[json.dumps(legal), str(random.randrange(len(legal) + 1))] for legal in lists]
    compare(runtime, "showChoices", listed, arguments)


def test_slots_are_filled_alike(runtime: Path) -> None:
    random = Random(SEED)
    pieces = ["{value}", "{choices}", "{{", "}}", "{{value}}", "{{{value}}}", " and ", "·", "$&", "$1"]
    arguments = [
        [
            json.dumps("".join(random.choices(pieces, k=random.randrange(6)))),
            json.dumps({"value": random.choice(["{choices}", "$&", "8"]), "choices": "4, 8 or 12"}),
        ]
        for _ in range(COUNT // 4)
    ]
    compare(runtime, "fill", lambda sentence, slots: sentence.format_map(slots), arguments)


def test_whole_violations_are_alike(runtime: Path) -> None:
    random = Random(SEED)
    asked, expected = [], []
    for _ in range(COUNT):
        text, legal = any_value(random), make.choices(random)
        bound = random.choice([None, None, 4, 20.5])
        sentence = random.choice(SENTENCES)
        sent = make.read(text)
        if isinstance(sent, str | list):
            sentence += " It has {length}." if isinstance(sent, str) else " It has {count}."
        asked.append(("violation", ['"not_allowed"', text, *map(json.dumps, (sentence, legal, bound))]))
        expected.append(make.record(violation("not_allowed", "/x", sentence, sent, choices=legal, bound=bound)))
    assert ask(runtime, asked) == expected


def test_whole_violations_of_keys_are_alike(runtime: Path) -> None:
    random = Random(SEED)
    asked, expected = [], []
    for _ in range(COUNT):
        key = random.choice([make.text(random), make.slip(random, random.choice(make.WORDS))])
        sentence = "{key} is not a {{setting}} DALL·E 3 takes{hint}"
        asked.append(("violation", ['"unknown_field"', *map(json.dumps, (key, sentence, make.WORDS, None))]))
        expected.append(make.record(unknown_key("/x", sentence, key, make.WORDS, "", "")))
    assert ask(runtime, asked) == expected


def rows(legal: Sequence[Any]) -> list[values.Choice]:
    return [tuple(one) if isinstance(one, list) else one for one in legal]


def listed(legal: Sequence[Any], near: int) -> str:
    found = rows(legal)
    return values.show_choices(found, found[near] if near < len(found) else None)
