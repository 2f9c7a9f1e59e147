"""A fault planted in any one judge is caught by the fuzz: the proof that agreement means something."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import cache
from typing import Any

import fastjsonschema
import jsonschema
import jsonschema_rs
import pytest
from airsmith.meaning import evaluate

from generated import python_package, schema
from judges import Ask
from panel import Panel
from support import frozen_models

TRIES, SEED = 6_000, 7

PYTHON: dict[str, tuple[str, str, str]] = {
    "fast path: one character fewer": (
        "_validate/dall_e_3.py",
        "len(positive_prompt) <= 4000",
        "len(positive_prompt) < 4000",
    ),
    "fast path: a duration is changed": ("_validate/sora_2.py", "duration == 12", "duration == 13"),
    "fast path: a size is missing": ("_validate/gpt_image_1.py", "height == 1536", "height == 1537"),
    "fast path: text is not looked at": (
        "_validate/sora_2.py",
        "(isascii(positive_prompt) or positive_prompt.encode())",
        "True",
    ),
    "full path: an end is moved": ("_validate/dall_e_2.py", "elif v0 < 20:", "elif v0 < 19:"),
    "full path: a sentence is changed": ("_validate/dall_e_2.py", "the minimum is 20", "the minimum is 21"),
    "full path: a rule is turned round": (
        "_validate/sora_2_pro.py",
        '(not found or clean(found, ("/width", "/height")))\n        and not',
        '(not found or clean(found, ("/width", "/height")))\n        and',
    ),
    "report: booleans are numbers": (
        "_sentences.py",
        "isinstance(value, bool) or not isinstance(value, (int, float))",
        "not isinstance(value, (int, float))",
    ),
    "report: order is lost": (
        "_report.py",
        "every = sorted(",
        "every = list(reversed(found + late)) or sorted(",
    ),
    "report: the farthest is the nearest": (
        "_sentences.py",
        "gap < least:\n                best, least = legal",
        "gap > least:\n                best, least = legal",
    ),
}


@cache
def panel() -> Panel:
    return Panel.of(frozen_models())


def caught(planted: Panel) -> bool:
    return bool(planted.first_disagreement(TRIES, SEED, frozen_models()))


def test_without_a_fault_nothing_is_caught() -> None:
    assert not caught(panel())


@pytest.mark.parametrize("fault", PYTHON)
def test_a_fault_in_the_generated_python(fault: str) -> None:
    end, old, new = PYTHON[fault]
    assert caught(panel().with_package(python_package(frozen_models(), {end: (old, new)})))


def shorten(document: dict[str, Any]) -> None:
    document["positivePrompt"]["maxLength"] -= 1


def open_up(document: dict[str, Any]) -> None:
    document["outputFormat"].pop("enum", None)


def untype(document: dict[str, Any]) -> None:
    document["numberResults"].pop("type")


SCHEMA_FAULTS: dict[str, Callable[[dict[str, Any]], None]] = {
    "a limit is moved": shorten,
    "an enum is lost": open_up,
    "a type is lost": untype,
}

ENGINES: dict[str, tuple[str, Callable[[Any], Ask]]] = {
    "jsonschema": ("2020-12", lambda document: jsonschema.Draft202012Validator(document).is_valid),
    "jsonschema-rs": ("2020-12", lambda document: jsonschema_rs.Draft202012Validator(document).is_valid),
    "fastjsonschema-07": ("draft-07", lambda document: _ask(fastjsonschema.compile(document, use_default=False))),
}


def _ask(check: Callable[[object], object]) -> Ask:
    def ask(request: object) -> bool:
        try:
            check(request)
        except fastjsonschema.JsonSchemaException:
            return False
        return True

    return ask


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("fault", SCHEMA_FAULTS)
def test_a_fault_in_a_schema(engine: str, fault: str) -> None:
    draft, make = ENGINES[engine]
    document = copy.deepcopy(schema(frozen_models(), draft))
    definitions = document.get("$defs") or document["definitions"]
    for model in ("dall-e-3", "sora-2"):
        SCHEMA_FAULTS[fault](definitions[model]["properties"])
    assert caught(panel().with_schema(engine, make(document)))


def test_a_fault_in_the_oracle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "is_integer", lambda value: isinstance(value, int))
    assert caught(panel())


def test_another_fault_in_the_oracle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "_touches", lambda failed, path: False)
    assert caught(panel())
