"""A report for people: as text, as Markdown, as annotations of a pull request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..diagnostics import Location, one_line
from .changes import Change
from .report import Report
from .rules import LEVELS, RULES, Level
from .words import (
    instead,
    markdown,
    moved,
    places,
    proof_words,
    reasons,
    request_text,
    sentences,
    summary,
    title,
    version_lines,
)

_HEADINGS: Final[dict[Level, str]] = {
    "break": "Breaking",
    "danger": "Dangerous",
    "minor": "Minor",
    "patch": "Patch",
    "none": "Without effect",
}


def as_text(report: Report) -> str:
    lines = [line for change in report.changes for line in _text_lines(change)]
    for idle in report.idle:
        lines.append(one_line(f"{idle.entry.place}: error[{idle.code}]: {idle.message}"))
    return "\n".join([*lines, summary(report), *version_lines(report)])


def _text_lines(change: Change) -> Iterator[str]:
    yield f"{change.level:6} {change.rule}: {title(change)} [{change.fingerprint}]"
    yield from (f"       {line}" for line in (places(change), *_proved(change)) if line)
    yield from (f"       {one_line(line)}" for line in (change.note, change.migration) if line)


def _proved(change: Change) -> Iterator[str]:
    if change.proof is not None:
        yield proof_words(change.proof)
        if change.proof.request is not None:
            yield f"  {request_text(change.proof.request)}"
        yield from (f"  {sentence}" for sentence in reasons(change.proof))


def as_markdown(report: Report) -> str:
    """One table per level, with the proofs below it."""
    lines = [f"# {markdown(summary(report))}", ""]
    for level in LEVELS:
        changes = [change for change in report.changes if change.level == level]
        if changes:
            lines += [f"## {_HEADINGS[level]}", "", "| What | Where | Change | Fingerprint |", "|---|---|---|---|"]
            lines += [_row(change) for change in changes] + [""]
            lines += [line for change in changes for line in _proof_lines(change)]
    lines += [f"- {markdown(line)}" for line in version_lines(report)]
    lines += [f"- {markdown(str(idle.entry.place))}: {markdown(idle.message)}" for idle in report.idle]
    return "\n".join(lines).rstrip()


def _row(change: Change) -> str:
    owner = f"{change.owner} {change.model}".strip()
    where = ", ".join(part for part in (owner, change.path) if part)
    return f"| `{change.rule}` | {markdown(where)} | {markdown(moved(change))} | `{change.fingerprint}` |"


def _proof_lines(change: Change) -> Iterator[str]:
    if change.proof is None:
        return
    yield f"`{change.fingerprint}` {markdown(proof_words(change.proof))}"
    yield ""
    if change.proof.request is not None:
        yield from ("```json", request_text(change.proof.request), "```", "")
    said = sentences(instead(change), change.note)
    if said:
        yield from (markdown(said), "")


def as_annotations(report: Report) -> str:
    """Workflow commands of GitHub; their own escapes keep text from starting another one."""
    commands: dict[Level, str] = {"break": "error", "danger": "warning"}
    lines = [
        _annotation(commands.get(change.level, "notice"), change.new or change.old, change.rule, _said(change))
        for change in report.changes
    ]
    lines += [_annotation("error", idle.entry.place, idle.code, idle.message) for idle in report.idle]
    return "\n".join(lines)


def _said(change: Change) -> str:
    return sentences(title(change), RULES[change.rule].words, instead(change), change.note)


def _annotation(command: str, place: Location | None, code: str, message: str) -> str:
    body = one_line(message).replace("%", "%25")
    if place is None:
        return f"::{command} title={code}::{body}"
    file = one_line(place.file).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    return f"::{command} file={file},line={place.line},col={place.column},title={code}::{body}"
