"""Random values that both languages read from the same JSON text."""

from __future__ import annotations

import json
from random import Random
from typing import Any, Final

from airsmith.meaning.values import Choice

LETTERS: Final = "abcdeABCDE"
SIGNS: Final = '0189_.:@+- /~{}"\\\n\t\x7f\x00'
ODD: Final = "éßİſK\ue000\ufffd\uffff\U0001f600\U00010000\ud800\udbff\udc00"
ALPHABETS: Final = (LETTERS, LETTERS + "0189_.:@+-", LETTERS + SIGNS, LETTERS + SIGNS + ODD, ODD)
LENGTHS: Final = (0, 1, 2, 3, 5, 19, 20, 21, 39, 40, 41, 63, 64, 65, 70)
NUMBERS: Final = """
0 -0 -0.0 1 -1 8 8.0 7.5 0.5 -0.5 512 512.0 512.5 1e3 1E+2 1e-7 1e21 -1e21 1e999 -1e999 5e-324 0.1 1e15 123456789
9007199254740990 9007199254740991 -9007199254740991 9007199254740992 -9007199254740992 9007199254740993
9007199254740991.4 9007199254740991.6 4503599627370496.5 123456789012345678901234567890
""".split()
WORDS: Final = ("hd", "standard", "vivid", "natural", "auto", "high", "medium", "low", "quality", "transparent", "HD")
SIZES: Final = ((1024, 1024), (1792, 1024), (1024, 1792), (256, 256), (512, 512))


def text(random: Random) -> str:
    return joined("".join(random.choices(random.choice(ALPHABETS), k=random.choice(LENGTHS))))


def word(random: Random) -> str:
    """A word that a sentence may or may not print, for its length, its digits or its colon."""
    letters = random.choice(["abcXYZ", "abcXYZ089", "abcXYZ089:", "abcXYZ:", "abc0_.:@+-"])
    return "".join(random.choices(letters, k=random.choice([1, 2, 19, 20, 21, 39, 40, 41])))


def slip(random: Random, word: str) -> str:
    """A word with up to three slips of the finger."""
    for _ in range(random.randrange(4)):
        at = random.randrange(len(word) + 1)
        typed = random.choice(["", "x", "E", "é", "\U0001f600", random.choice(LETTERS)])
        word = word[:at] + typed + word[at + random.randrange(2) :]
    return joined(random.choice([word, word.upper(), word.swapcase()]))


def number(random: Random) -> str:
    small, large, broken = random.randrange(-5, 20), random.randrange(3000), random.uniform(-2000, 2000)
    return random.choice([random.choice(NUMBERS), str(small), str(large), repr(broken)])


def value(random: Random, depth: int = 2) -> str:
    """A JSON text of any kind."""
    match random.randrange(8 if depth else 5):
        case 0:
            return random.choice(["null", "true", "false"])
        case 1 | 2:
            return number(random)
        case 3 | 4:
            return json.dumps(random.choice([text(random), word(random), slip(random, random.choice(WORDS))]))
        case 5:
            return "[" + ",".join(value(random, depth - 1) for _ in range(random.randrange(3))) + "]"
        case _:
            keys = {text(random) for _ in range(random.randrange(3))}
            return "{" + ",".join(f"{json.dumps(key)}:{value(random, depth - 1)}" for key in sorted(keys)) + "}"


def size(random: Random) -> str:
    """A size that was sent; read() and the script that answers know its form."""
    sides = [number(random) if random.random() < 0.3 else str(random.randrange(2000)) for _ in range(2)]
    return '{"$row":[' + ",".join(sides) + "]}"


def choices(random: Random) -> tuple[Choice, ...]:
    numbers: list[Choice] = [4, 8, 12, 0.5, -3, 1024]
    many = range(5000, 5000 + random.choice([0, 0, 0, 0, 9, 20, 21, 60]))
    return (
        *random.sample(WORDS, random.randrange(5)),
        *random.sample(numbers, random.randrange(4)),
        *random.sample(SIZES, random.randrange(4)),
        *many,
    )


def joined(text: str) -> str:
    """The text as JSON reads it: two halves of a character that stand together are one."""
    return str(json.loads(json.dumps(text)))


def read(text: str) -> Any:
    """What Python reads from a JSON text, a size as a tuple."""
    return json.loads(text, object_hook=lambda found: tuple(found["$row"]) if "$row" in found else found)


def written(value: object) -> Any:
    """A value of ours as it comes back from node: tuples are arrays."""
    return json.loads(json.dumps(value))


def record(found: Any) -> Any:
    """A violation of ours as TypeScript writes one."""
    return written(
        {
            "code": found.code,
            "path": found.path,
            "message": found.message,
            "allowed": found.allowed,
            "nearest": found.nearest,
            "related": found.related,
            "docs": found.docs,
        }
    )
