"""Reports are those of the Python package: the same order, the same pages, nothing said twice."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any, Final

import typescript_values as make
from runware_openai._report import Violation, clean_within, ordered, unknown
from typescript_runtime import ask

SEED: Final = 20260502
COUNT: Final = 800

ITEM: Final[Any] = {"inputImage": None, "frame": None}
SETTINGS: Final[Any] = {"quality": None, "style": None}
FIELDS: Final[Any] = {
    "model": None,
    "width": None,
    "height": None,
    "frameImages": {"*": ITEM},
    "tags": {"*": None},
    "plain": None,
    "constructor": None,
    "providerSettings": {"openai": SETTINGS, "empty": {}},
}
OBJECTS: Final[dict[str, Any]] = {
    "": FIELDS,
    "/frameImages/0": ITEM,
    "/frameImages/11": ITEM,
    "/providerSettings": FIELDS["providerSettings"],
    "/providerSettings/openai": SETTINGS,
    "/providerSettings/empty": {},
}
DOCS: Final = {"": "https://a.test/#model", "/width": "https://a.test/#w", "/providerSettings": "https://a.test/#ps"}
CODES: Final = ("wrong_type", "not_allowed", "conflict")
KEYS: Final = ("__proto__", "toString", "constructor", "hasOwnProperty", "a/b~c", "qualty", "Width", "*", "", "10", "9")


def test_reports_are_alike(runtime: Path) -> None:
    random = Random(SEED)
    asked, expected = [], []
    for _ in range(COUNT):
        allow_unknown = random.random() < 0.3
        steps = [step(random) for _ in range(random.randrange(8))]
        asked.append(("report", list(map(json.dumps, (DOCS, FIELDS, allow_unknown, steps)))))
        expected.append(python(allow_unknown, steps))
    answers = ask(runtime, asked)
    wrong = [pair for pair in zip(asked, answers, expected, strict=True) if pair[1] != pair[2]]
    assert wrong == []
    assert any(len(one["violations"]) > 3 for one in expected)
    assert {found for one in expected for found in one["clean"]} == {True, False}


def step(random: Random) -> list[Any]:
    match random.randrange(5):
        case 0:
            return ["clean", *random.choices(paths(), k=random.randrange(3))]
        case 1:
            where = random.choice(list(OBJECTS))
            keys = [*random.sample(KEYS, 3), make.text(random), *OBJECTS[where]]
            return ["unknown", dict.fromkeys(keys), OBJECTS[where], where, "{key} is not a field{hint}"]
        case 2:
            related = random.choices(paths(), k=random.randrange(2))
            return ["rule", random.choice(CODES), random.choice(paths()), 8, "{value} is wrong.", [4, 8], None, related]
        case _:
            sent: Any = random.choice([None, True, 8, 7.5, "hdd", make.text(random), [], {}])
            return ["add", random.choice(CODES), random.choice(paths()), sent, "{value}: {choices}", ["hd", 4], None]


def paths() -> list[str]:
    names = [f"/{name}" for name in FIELDS]
    inner = [f"{where}/{name}" for where, fields in OBJECTS.items() if where for name in fields]
    return [*names, *inner, "/frameImages/2", "/frameImages/10", "/tags/2", "/tags/10", "/plain/3", "/width2"]


def python(allow_unknown: bool, steps: list[list[Any]]) -> Any:
    found: list[Violation] = []
    late: list[Violation] = []
    untouched: list[bool] = []
    for step in steps:
        match step:
            case ["clean", *fields]:
                around = {field[:at] for field in fields for at, char in enumerate(field) if char == "/"}
                untouched.append(clean_within(found, closed(fields), closed(around)))
            case ["unknown", value, fields, where, sentence]:
                # In JavaScript every key is text, so that nothing has to be said of keys that are none.
                allowed = allow_unknown and not where
                unknown(found, value, fields, where, sentence, "{value} is no object.", DOCS, allowed)
            case ["rule", code, path, value, sentence, choices, bound, related]:
                late.append(Violation(code, path, value, sentence, DOCS[""], choices, bound, related))
            case [_, code, path, value, sentence, choices, bound]:
                found.append(Violation(code, path, value, sentence, DOCS, choices, bound))
            case _:
                raise ValueError(step)
    violations = ordered(found, late, FIELDS) if late else found
    return {"clean": untouched, "violations": list(map(make.record, violations))}


def closed(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths as the validators write them."""
    return tuple(f"{path}/" for path in paths)
