"""Reading scenarios, strictly: from a YAML file, or from the JSON that a test sends."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from ..diagnostics import Diagnostic, SpecErrors
from ..load.document import Document
from ..load.structure import findings
from ..load.yaml_nodes import Mapping, parse
from ..meaning.values import Fragment
from .faults import (
    Cut,
    Duplicate,
    EmptyErrors,
    ErrorAfterAccept,
    Fail,
    Fault,
    LostAck,
    NeverFinishes,
    OutOfOrder,
    Partial,
    RateLimit,
    Slow,
    Stagger,
    Truncated,
)
from .scenario import Match, Rule

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

__all__ = ["read_scenario", "scenario_schema"]

Source = Path | dict[str, Any]

_TEXT: Final[Fragment] = {"type": "string", "minLength": 1}
_SECONDS: Final[Fragment] = {"type": "number", "minimum": 0}
_COUNT: Final[Fragment] = {"type": "integer", "minimum": 1}
_TRUE: Final[Fragment] = {"type": "boolean", "const": True}
_STATUS: Final[Fragment] = {"type": "integer", "minimum": 400, "maximum": 599}


def read_scenario(source: Source) -> list[Rule]:
    """The rules of a file, or of a document as JSON.

    Raises:
        SpecErrors: With everything wrong with it, each at its line and column.
        OSError: The file cannot be read.
    """
    try:
        return [_rule(written) for written in _read(source)["rules"]]
    except SpecErrors as errors:
        raise SpecErrors(errors.diagnostics, "the scenario") from None


def _read(source: Source) -> dict[str, Any]:
    """The document, as it should be. Raises SpecErrors, of what cannot even be read as YAML too, and OSError."""
    if isinstance(source, Path):
        name, text = str(source), source.read_bytes()
    else:
        # JSON without escapes is YAML, so there is one reader; the lines are those of an indented document.
        name, text = "<scenario>", json.dumps(source, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    node = parse(text, name)
    if not isinstance(node, Mapping):
        message = "a scenario is a mapping with the keys scenario and rules"
        raise SpecErrors([Diagnostic(node.location, "not-a-mapping", message, "begin with: scenario: 1")])
    document = Document(name, node)
    problems = list(findings(document, _validator()))
    if problems:
        raise SpecErrors(problems)
    return cast("dict[str, Any]", document.data)


def scenario_schema() -> Fragment:
    """The schema of a scenario, complete in itself."""
    rule = _closed({"match": _match(), "times": _COUNT, "do": _fault()}, "do")
    rules: Fragment = {"type": "array", "items": rule}
    version: Fragment = {"const": 1, "x-code": "bad-version", "description": "the version of the form, 1"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "airsmith sandbox scenario, version 1",
        **_closed({"scenario": version, "rules": rules}, "scenario", "rules"),
    }


@cache
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # It takes long to import, and most sandboxes have no scenario.

    return Draft202012Validator(scenario_schema())


def _match() -> Fragment:
    return _closed(
        {
            "taskType": _TEXT,
            "model": _TEXT,
            "transport": {"enum": ["rest", "websocket"]},
            "prompt_contains": _TEXT,
            "attempt": _COUNT,
            "probability": {"type": "number", "minimum": 0, "maximum": 1},
        }
    )


def _fault() -> Fragment:
    failure = _closed({"code": _TEXT, "message": _TEXT, "status": _STATUS, "retryAfter": _SECONDS}, "code")
    faults: dict[str, Fragment] = {
        "slow": _SECONDS,
        "fail": failure,
        "cut": {"enum": ["before", "after"]},
        "error_after_accept": {"type": "integer", "minimum": 500, "maximum": 599},
        "rate_limit": _closed({"retry_after": _SECONDS}, "retry_after"),
        "truncated": _TRUE,
        "empty_errors": _TRUE,
        "partial": _closed({"fail": _COUNT, "code": _TEXT}, "fail", "code"),
        "out_of_order": _TRUE,
        "lost_ack": _TRUE,
        "duplicate": _TRUE,
        "never_finishes": _TRUE,
        "stagger": _SECONDS,
    }
    return {**_closed(faults), "minProperties": 1, "maxProperties": 1}


def _closed(properties: dict[str, Fragment], *required: str) -> Fragment:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }


def _rule(written: dict[str, Any]) -> Rule:
    match = written.get("match", {})
    return Rule(
        Match(
            task_type=match.get("taskType"),
            model=match.get("model"),
            transport=match.get("transport"),
            prompt_contains=match.get("prompt_contains"),
            attempt=match.get("attempt"),
            probability=match.get("probability"),
        ),
        _fault_of(written["do"]),
        written.get("times"),
    )


def _fault_of(do: dict[str, Any]) -> Fault:
    """The fault that a valid ``do`` names."""
    match do:
        case {"slow": seconds}:
            return Slow(seconds)
        case {"fail": failure}:
            message = failure.get("message", "The scenario of the sandbox says so.")
            return Fail(failure["code"], message, int(failure.get("status", 400)), failure.get("retryAfter"))
        case {"cut": when}:
            return Cut(after=when == "after")
        case {"error_after_accept": status}:
            return ErrorAfterAccept(int(status))
        case {"rate_limit": {"retry_after": seconds}}:
            return RateLimit(seconds)
        case {"partial": {"fail": count, "code": code}}:
            return Partial(int(count), code)
        case {"stagger": seconds}:
            return Stagger(seconds)
        case _:
            return _FLAGS[next(iter(do))]


_FLAGS: Final[dict[str, Fault]] = {
    "truncated": Truncated(),
    "empty_errors": EmptyErrors(),
    "out_of_order": OutOfOrder(),
    "lost_ack": LostAck(),
    "duplicate": Duplicate(),
    "never_finishes": NeverFinishes(),
}
