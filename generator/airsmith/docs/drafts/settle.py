"""Making a draft pass lint: what lint refuses becomes a note that says why, and requests get their true violations."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from ...diagnostics import Diagnostic, SpecErrors
from ...load.folder import SpecFolder
from ...meaning.evaluate import violations
from ...meaning.values import Json
from ...model.catalog import Model
from ...model.specs import Specs
from .draft import Draft, Entry, Place, lines_of
from .text import flow

MOST_ROUNDS: Final = 60
"""Every round takes something away; no draft has more to take."""

_KEY_OF: Final = {
    "bad-default": "default",
    "bad-label": "labels",
    "bad-step": "step",
    "bad-roles": "roles",
    "unknown-workflow": "required",
    "unknown-field": "required",
}


class CannotDraft(Exception):
    """No spec that passes lint can be drafted; the message holds what lint says."""


def settle(draft: Draft, scratch: Path) -> str:
    """The text of the spec, checked in a folder that has the catalog, the task and the provider. Raises CannotDraft."""
    path = scratch / draft.provider / f"{draft.slug}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    model = _without_requests(draft, path, scratch)
    for number, request in enumerate(draft.requests):
        found = violations(json.loads(request.text), {model.air: model.contract})
        codes: list[str] = list(dict.fromkeys(violation.code for violation in found))
        if codes:
            draft.invalid[number] = codes
    text = _written(draft, path, with_requests=True)
    try:
        _load(scratch)
    except SpecErrors as errors:
        raise CannotDraft(f"{draft.name}: {errors}") from None
    finally:
        path.unlink()
    return text


def _without_requests(draft: Draft, path: Path, scratch: Path) -> Model:
    """The model, once nothing is left that lint refuses."""
    for _ in range(MOST_ROUNDS):
        _written(draft, path, with_requests=False)
        try:
            return _load(scratch)
        except SpecErrors as errors:
            places = [place for place, _ in lines_of(draft, with_requests=False)]
            refused = [(places[one.location.line - 1], one) for one in errors.diagnostics if _is_of(one, path, places)]
            if not refused or not _take_away(draft, *_first(refused)):
                path.unlink()
                raise CannotDraft(f"{draft.name}: {errors}") from None
    path.unlink()
    raise CannotDraft(f"{draft.name}: lint refuses it after {MOST_ROUNDS} simplifications")


def _is_of(diagnostic: Diagnostic, path: Path, places: list[Place]) -> bool:
    name = f"{path.parent.name}/{path.name}"
    return diagnostic.location.file.endswith(name) and diagnostic.location.line <= len(places)


def _first(refused: list[tuple[Place, Diagnostic]]) -> tuple[Place, Diagnostic]:
    """Rules go before what they may depend on; of several the last, so that the numbers of the others stay."""
    rules = [one for one in refused if one[0][0] == "rules" and one[0][1]]
    return rules[-1] if rules else refused[0]


def _written(draft: Draft, path: Path, *, with_requests: bool) -> str:
    text = "".join(f"{line}\n" for _, line in lines_of(draft, with_requests=with_requests))
    path.write_text(text, encoding="utf-8")
    return text


def _load(scratch: Path) -> Model:
    """The one model of the folder. Raises SpecErrors."""
    return next(iter(list(Specs(SpecFolder(scratch, "specs")).models())))


def _take_away(draft: Draft, place: Place, diagnostic: Diagnostic) -> bool:
    """Take the refused entry, or the part of it that is meant, into the notes. False where that cannot help."""
    section, name = place
    reason = f"{diagnostic.code}: {diagnostic.message}"
    match section:
        case "rules" if name:
            _keep(draft, draft.rules.pop(int(name)), reason, "rule")
        case "fields" if name in draft.fields:
            _lighten(draft, draft.fields, name, diagnostic, reason)
        case "providerSettings" if isinstance(draft.settings, dict) and name in draft.settings:
            _lighten(draft, draft.settings, name, diagnostic, reason)
            if not draft.settings:
                draft.settings = Entry("none", [], ["what the page lists cannot be described"])
        case "dimensions" if draft.dimensions:
            gone = draft.dimensions.pop(name or next(iter(draft.dimensions)))
            _keep(draft, gone, reason, "sizes")
        case "media" if draft.media:
            _keep(draft, draft.media.pop(name or next(iter(draft.media))), reason, "input files")
        case "frames" if draft.frames:
            _keep(draft, draft.frames, reason, "frames")
            draft.frames = None
        case "workflows" if isinstance(draft.workflows.value, list) and draft.workflows.value:
            draft.workflows.guesses.append("without what shows them")
            names: list[Json] = [next(iter(one)) if isinstance(one, dict) else one for one in draft.workflows.value]
            draft.workflows.value = names if names != draft.workflows.value else []
        case _:
            return False
    return True


def _lighten(draft: Draft, entries: dict[str, Entry], name: str, diagnostic: Diagnostic, reason: str) -> None:
    """A field without the keyword that is refused; without all but its type; without itself."""
    entry = entries[name]
    value = entry.value if isinstance(entry.value, dict) else {}
    named = re.search(r'"(\w+)" is not a key', diagnostic.message)
    key = named[1] if named else _KEY_OF.get(diagnostic.code, "")
    if key in value:
        _keep(draft, Entry({key: value.pop(key)}, entry.lines), reason, name)
    elif len(value) > 1 and "type" in value:
        kept = {"type": value["type"]}
        _keep(draft, Entry({word: inner for word, inner in value.items() if word != "type"}, entry.lines), reason, name)
        entry.value = {**kept}
    else:
        _keep(draft, entries.pop(name), reason, name)


def _keep(draft: Draft, entry: Entry, reason: str, subject: str) -> None:
    draft.note(f"The page also says of {subject}: {flow(entry.value)}; not kept as such ({reason}).", entry.lines)
