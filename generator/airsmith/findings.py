"""Findings as text, JSON, GitHub annotations or SARIF."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias
from urllib.parse import quote

from .diagnostics import CODES, Diagnostic, one_line
from .meaning.values import Choice, Json
from .meaning.violations import Violation
from .requests import BrokenLine

FORMATS: Final = ("text", "json", "github", "sarif")

Level: TypeAlias = Literal["error", "warning"]
"""Only errors make a command fail."""

NOT_JSON: Final = "not_json"
"""The code of a line that holds no JSON, among others that do."""

NOWHERE: Final = (("line", 0), ("column", 0))
"""A request that is not one of several lines has a path, but no line."""


@dataclass(frozen=True)
class Finding:
    """What is to be said of a place: a diagnostic of a spec, or a violation of a request (then ``path`` is set)."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    path: str | None = None
    docs: str = ""
    allowed: tuple[Choice, ...] = ()
    nearest: Choice | None = None
    related: tuple[str, ...] = ()
    level: Level = "error"


def of_diagnostic(diagnostic: Diagnostic) -> Finding:
    place = diagnostic.location
    return Finding(place.file, place.line, place.column, diagnostic.code, diagnostic.message, diagnostic.hint)


def of_violation(violation: Violation, file: str, line: int, prefix: str, level: Level = "error") -> Finding:
    """``prefix`` is the pointer of the task within its batch."""
    return Finding(
        file,
        line,
        1 if line else 0,
        violation.code,
        violation.message,
        path=prefix + violation.path,
        docs=violation.docs,
        allowed=violation.allowed,
        nearest=violation.nearest,
        related=tuple(prefix + path for path in violation.related),
        level=level,
    )


def broken_line(broken: BrokenLine, file: str) -> Finding:
    """The finding about a line that holds no request at all."""
    return Finding(file, broken.line, 1, NOT_JSON, f"This line is not JSON: {broken.reason}.", path="")


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
    """One line, and one for the hint: what stands in a file or a request can neither break it nor colour it."""
    if one.path is None:
        first = f"{one.file}:{one.line}:{one.column}: {one.level}[{one.code}]: {one.message}"
    else:
        place = f"{one.file}:{one.line}" if one.line else one.file
        mark = "" if one.level == "error" else f"{one.level}: "
        first = f"{mark}{place}: {one.path or '(the request)'}: {one.message} [{one.code}]"
    return f"{one_line(first)}\n  hint: {one_line(one.hint)}" if one.hint else one_line(first)


def _as_json(one: Finding) -> dict[str, Json]:
    found: dict[str, Json] = {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "level": one.level,
        "code": one.code,
        "path": one.path,
        "message": one.message,
        "hint": one.hint,
        "docs": one.docs,
        "allowed": [_choice(choice) for choice in one.allowed],
        "nearest": None if one.nearest is None else _choice(one.nearest),
        "related": list(one.related),
    }
    said: dict[str, Json] = {
        key: value for key, value in found.items() if value not in ("", None, []) and (key, value) not in NOWHERE
    }
    # The empty path is one, too: it stands for the whole request.
    return said if one.path is None else {**said, "path": one.path}


def _choice(choice: Choice) -> Json:
    """A size as its two sides, in pixels."""
    return list(choice) if isinstance(choice, tuple) else choice


def _as_annotation(one: Finding) -> str:
    """A workflow command; its own escapes keep text from starting another one."""
    body = one_line(_said(one)).replace("%", "%25")
    file = one_line(one.file).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{one.level} file={file},line={max(one.line, 1)},col={max(one.column, 1)},title={one.code}::{body}"


def _as_sarif(findings: Sequence[Finding]) -> Json:
    codes = sorted({one.code for one in findings})
    rules: list[Json] = [{"id": code, "shortDescription": {"text": CODES.get(code, code)}} for code in codes]
    driver: Json = {"name": "airsmith", "rules": rules}
    results: list[Json] = [_sarif_result(one) for one in findings]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _sarif_result(one: Finding) -> Json:
    region: Json = {"startLine": max(one.line, 1), "startColumn": max(one.column, 1)}
    place: Json = {
        "physicalLocation": {"artifactLocation": {"uri": quote(one.file, errors="replace")}, "region": region}
    }
    return {"ruleId": one.code, "level": one.level, "message": {"text": _said(one)}, "locations": [place]}


def _said(one: Finding) -> str:
    """The message and what else helps, for readers who see nothing but this."""
    text = one.message if one.path is None else f"{one.path or 'the request'}: {one.message}"
    return f"{text} (hint: {one.hint})" if one.hint else text
