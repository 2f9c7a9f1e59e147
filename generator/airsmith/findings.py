"""Findings as text, JSON, GitHub annotations or SARIF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .diagnostics import CODES, Diagnostic
from .meaning.values import Json
from .meaning.violations import Violation

FORMATS: Final = ("text", "json", "github", "sarif")


@dataclass(frozen=True)
class Finding:
    """Something wrong in a file: a diagnostic of a spec, or a violation of a request (then ``path`` is set)."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    path: str | None = None
    docs: str = ""


def of_diagnostic(diagnostic: Diagnostic) -> Finding:
    place = diagnostic.location
    return Finding(place.file, place.line, place.column, diagnostic.code, diagnostic.message, diagnostic.hint)


def of_violation(violation: Violation, file: str, line: int, prefix: str) -> Finding:
    """``prefix`` is the pointer of the task within its batch."""
    path = prefix + violation.path
    return Finding(file, line, 1, violation.code, violation.message, "", path, violation.docs)


def render(findings: Sequence[Finding], form: str) -> str:
    """All findings in one of FORMATS; nothing at all as text when there are none."""
    match form:
        case "json":
            return json.dumps([_as_json(one) for one in findings], indent=2, ensure_ascii=False)
        case "github":
            return "\n".join(map(_as_annotation, findings))
        case "sarif":
            return json.dumps(_as_sarif(findings), indent=2, ensure_ascii=False)
        case _:
            return "\n".join(map(_as_text, findings))


def _as_text(one: Finding) -> str:
    if one.path is None:
        first = f"{one.file}:{one.line}:{one.column}: error[{one.code}]: {one.message}"
    else:
        place = f"{one.file}:{one.line}" if one.line else one.file
        first = f"{place}: {one.path or '(the request)'}: {one.message} [{one.code}]"
    return f"{first}\n  hint: {one.hint}" if one.hint else first


def _as_json(one: Finding) -> dict[str, Json]:
    found: dict[str, Json] = {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "code": one.code,
        "path": one.path,
        "message": one.message,
        "hint": one.hint,
        "docs": one.docs,
    }
    return {key: value for key, value in found.items() if value not in ("", None)}


def _as_annotation(one: Finding) -> str:
    """A workflow command; its own escapes keep text from starting another one."""
    text = one.message if one.path is None else f"{one.path}: {one.message}"
    body = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    file = one.file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::error file={file},line={max(one.line, 1)},col={max(one.column, 1)},title={one.code}::{body}"


def _as_sarif(findings: Sequence[Finding]) -> Json:
    codes = sorted({one.code for one in findings})
    rules: list[Json] = [{"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in codes]
    driver: Json = {"name": "airsmith", "rules": rules}
    results: list[Json] = [_sarif_result(one) for one in findings]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }


def _sarif_result(one: Finding) -> Json:
    text = one.message if one.path is None else f"{one.path}: {one.message}"
    region: Json = {"startLine": max(one.line, 1), "startColumn": max(one.column, 1)}
    place: Json = {"physicalLocation": {"artifactLocation": {"uri": one.file}, "region": region}}
    return {"ruleId": one.code, "level": "error", "message": {"text": text}, "locations": [place]}
