"""A report for programs: JSON in a shape of its own, JUnit XML, SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from ..diagnostics import Location, SpecErrors, one_line
from ..meaning.values import Json
from .changes import Change, Proof
from .report import Report
from .rules import LEVELS, RULES, Level
from .versions import Bump
from .words import instead, places, proof_words, request_text, sentences, title

FORMAT: Final = 1
"""The version of the JSON shape, which docs/diff.schema.json describes; it grows only when a reader could stumble."""


def as_json(report: Report) -> str:
    return json.dumps(_report(report), indent=2, ensure_ascii=False)


def _report(report: Report) -> Json:
    passed: list[Json] = [
        {**change_json(change), "reason": entry.reason, "expires": entry.expires} for change, entry in report.ignored
    ]
    idle: list[Json] = [
        {
            "code": one.code,
            "fingerprint": one.entry.fingerprint,
            "message": one.message,
            "place": _place(one.entry.place),
        }
        for one in report.idle
    ]
    changes: list[Json] = [change_json(change) for change in report.changes]
    versions: list[Json] = [bump_json(bump) for bump in report.bumps]
    return {
        "format": FORMAT,
        "old": report.old,
        "new": report.new,
        "level": report.level,
        "counts": {level: report.count(level) for level in LEVELS},
        "versions": versions,
        "changes": changes,
        "ignored": passed,
        "idle": idle,
    }


def bump_json(bump: Bump) -> dict[str, Json]:
    return {
        "artefact": bump.artefact,
        "level": bump.level,
        "old": bump.old,
        "declared": bump.declared,
        "least": bump.least,
        "enough": bump.enough,
    }


def change_json(change: Change) -> dict[str, Json]:
    artefacts: list[Json] = [*change.artefacts]
    return {
        "rule": change.rule,
        "area": RULES[change.rule].area,
        "level": change.level,
        "bump": change.bump,
        "model": change.model,
        "owner": change.owner,
        "path": change.path,
        "before": change.before,
        "after": change.after,
        "words": change.words,
        "old": _place(change.old),
        "new": _place(change.new),
        "proof": _proof(change.proof),
        "artefacts": artefacts,
        "note": change.note,
        "migration": instead(change),
        "fingerprint": change.fingerprint,
    }


def _place(place: Location | None) -> Json:
    return None if place is None else {"file": place.file, "line": place.line, "column": place.column}


def _proof(proof: Proof | None) -> Json:
    if proof is None:
        return None
    why: list[Json] = [*proof.why]
    return {
        "refused": proof.refused,
        "request": proof.request,
        "documented": proof.documented,
        "smallest": proof.smallest,
        "why": why,
        "words": proof.words,
    }


def as_junit(report: Report, threshold: Level | None) -> str:
    """A suite per owner, a case per change; a change at the threshold fails, so does an idle entry."""
    failing = LEVELS.index(threshold) if threshold else -1
    owners = dict.fromkeys(change.owner for change in report.changes)
    suites = [
        _suite_of(owner, [change for change in report.changes if change.owner == owner], failing) for owner in owners
    ]
    if report.idle:
        cases = [_case(one.code, one.message, True, f"{one.entry.place}: {one.message}") for one in report.idle]
        suites.append(_suite("ignored", cases, len(cases)))
    return _junit(suites)


def errors_as_junit(errors: SpecErrors) -> str:
    """A suite whose cases are the errors that keep specs from being compared."""
    cases = [_case(one.code, one.message, True, f"{one.location}: {one.message}") for one in errors.diagnostics]
    return _junit([_suite("specs", cases, len(cases))])


def _junit(suites: Iterable[str]) -> str:
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>"])


def _suite(name: str, cases: Sequence[str], failures: int) -> str:
    head = f'  <testsuite name={_attribute(name)} tests="{len(cases)}" failures="{failures}">'
    return "\n".join([head, *cases, "  </testsuite>"])


def _suite_of(owner: str, changes: list[Change], failing: int) -> str:
    cases = [
        _case(change.rule, title(change), LEVELS.index(change.level) <= failing, _details(change)) for change in changes
    ]
    failures = sum(1 for change in changes if LEVELS.index(change.level) <= failing)
    return _suite(owner, cases, failures)


def _case(rule: str, name: str, fails: bool, details: str) -> str:
    head = f"    <testcase classname={_attribute(rule)} name={_attribute(name)}"
    if not fails:
        return f"{head}/>"
    return f"{head}><failure message={_attribute(name)}>{escape(details)}</failure></testcase>"


def _attribute(text: str) -> str:
    return quoteattr(one_line(text))


def _details(change: Change) -> str:
    lines = [places(change), change.fingerprint]
    if change.proof is not None:
        lines.append(proof_words(change.proof))
        lines += [request_text(change.proof.request)] if change.proof.request is not None else []
    lines += [instead(change), change.note]
    return "\n".join(one_line(line) for line in lines if line)


def as_sarif(report: Report) -> str:
    driver: Json = {"name": "airsmith", "rules": list(_rules(report))}
    run: Json = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": list(_results(report))}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _rules(report: Report) -> Iterator[Json]:
    for rule in sorted({change.rule for change in report.changes}):
        yield {"id": rule, "shortDescription": {"text": RULES[rule].words}}
    for code in sorted({one.code for one in report.idle}):
        yield {"id": code}


def _results(report: Report) -> Iterator[Json]:
    for change in report.changes:
        yield _result(change)
    for one in report.idle:
        yield _idle_result(one.code, one.message, one.entry.place)


def _result(change: Change) -> Json:
    levels: dict[Level, str] = {"break": "error", "danger": "warning"}
    place = change.new or change.old
    text = sentences(title(change), instead(change), change.note)
    found: dict[str, Json] = {
        "ruleId": change.rule,
        "level": levels.get(change.level, "note"),
        "message": {"text": text},
        "partialFingerprints": {"airsmith/v1": change.fingerprint},
    }
    return found if place is None else {**found, "locations": [_location(place)]}


def _idle_result(code: str, message: str, place: Location) -> Json:
    return {"ruleId": code, "level": "error", "message": {"text": message}, "locations": [_location(place)]}


def _location(place: Location) -> Json:
    region: Json = {"startLine": place.line, "startColumn": place.column}
    file: Json = {"uri": quote(place.file, errors="replace")}
    return {"physicalLocation": {"artifactLocation": file, "region": region}}
