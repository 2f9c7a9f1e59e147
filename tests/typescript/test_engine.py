"""The table of tests/client/engine_cases.yaml, played to the TypeScript engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from typescript_runtime import ROOT, run

TABLE = ROOT / "tests" / "client" / "engine_cases.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
UUIDS = {letter: f"{letter * 8}-0000-4000-8000-{letter * 12}" for letter in "abcdef"}
TYPES = {"image": "imageInference", "video": "videoInference"}


def named(value: Any) -> Any:
    """The value with task ids in place of `@a`."""
    match value:
        case list():
            return [named(one) for one in value]
        case dict():
            return {key: named(one) for key, one in value.items()}
        case str() if value[:1] == "@":
            uuid = UUIDS[value[1].lower()]
            return uuid.upper() if value[1].isupper() else uuid
        case _:
            return value


def filled(case: dict[str, Any]) -> dict[str, Any]:
    """A case with its defaults; TypeScript's polling is in milliseconds."""
    tasks = [
        {
            "uuid": UUIDS[letter],
            "type": TYPES[(written or {}).get("type", "image")],
            "results": (written or {}).get("results", 1),
            "known": (written or {}).get("known", False),
        }
        for letter, written in case.get("tasks", {"a": {}}).items()
    ]
    polling = {key: value if key == "factor" else value * 1000 for key, value in case.get("polling", {}).items()}
    return {
        "tasks": tasks,
        "until": case.get("until", "finished"),
        "deadline": case.get("deadline", 100),
        "reached": case.get("reached", False),
        "polling": polling,
        "exchanges": named(case["exchanges"]),
        "repeats": case.get("repeats", False),
    }


@pytest.fixture(scope="module")
def played(runtime: Path) -> dict[str, Any]:
    """What the engine did, by the name of the case."""
    done = run(runtime / "out" / "tests" / "cases.js", json.dumps([filled(case) for case in CASES]))
    assert done.returncode == 0, done.stderr
    return dict(zip((case["name"] for case in CASES), json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_the_engine_does_as_the_table_says(case: dict[str, Any], played: dict[str, Any]) -> None:
    found = played[case["name"]]
    assert "thrown" not in found, found
    steps = case["exchanges"]
    assert len(found["sends"]) >= len(steps)
    assert len(found["sends"]) == len(steps) or case.get("repeats")
    for send, step in zip(found["sends"], steps):
        kind = "submit" if "submit" in step else "ask"
        assert (send["kind"], send["tasks"]) == (kind, [UUIDS[letter] for letter in step[kind]]), send
        assert send["at"] == pytest.approx(step["at"])
    assert found["ended"] == pytest.approx(case.get("ended", steps[-1]["at"] + steps[-1].get("takes", 0)))
    for ending, (letter, wanted) in zip(found["endings"], case["ends"].items(), strict=True):
        assert ending["task"] == UUIDS[letter]
        check(ending, wanted)
    if "journal" in case:
        assert found["journal"] == [[UUIDS[letter], state] for letter, state in case["journal"]]


def check(ending: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert ending["items"] == wanted.get("items", [])
    assert ending.get("raises") == wanted.get("raises")
    if "raises" in wanted:
        assert ending["taskUUID"] == ending["task"]
        assert ending["code"] == wanted.get("code", ending["code"])
        assert ending.get("retryAfter") == wanted.get("retry_after", ending.get("retryAfter"))
        assert ending["job"] == wanted.get("job", "failed")
    else:
        assert ending["errors"] == wanted.get("errors", [])
        assert ending["job"] == wanted.get("job", "finished")
