"""Writing what a page says into the specs: one change at a time, and none that lint refuses."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...diagnostics import SpecErrors
from ...load.folder import SpecFolder
from ...model.specs import Specs
from ..finding import Drift, Kind
from ..facts import Shared, SpecFacts
from ..page import Page
from ..stated import key_of
from .base import NoEdit
from .edits import edit_of
from .rewrite import rewritten

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap

_GUESSED: Final = re.compile(r"(?m)^source: .*# .*?(guess: [^\r\n]*)")


@dataclass(frozen=True)
class Written:
    """What became of one difference; ``reason`` says why it was not written, and is empty where it was."""

    drift: Drift
    file: str
    reason: str = ""


def write(specs: Path, page: Page, found: Sequence[Drift], today: str) -> list[Written]:
    """Change the files of ``specs`` as far as lint agrees, and note in each the page it was changed by.

    What lint refuses is tried again once the rest is written: a size may go when the request that used it has gone.
    """
    with tempfile.TemporaryDirectory(prefix="airsmith-patch-") as scratch:
        work = Path(scratch) / specs.name
        shutil.copytree(specs, work)
        outcomes: dict[int, Written] = {}
        left = list(enumerate(found))
        disputed = {(one.air, one.key) for one in found if one.kind is Kind.CONTRADICTED}
        for _ in range(2):
            for number, drift in left:
                outcomes[number] = _one(work, drift, is_disputed=(drift.air, drift.key) in disputed)
            left = [(number, drift) for number, drift in left if outcomes[number].reason]
        touched = {outcome.drift.air for outcome in outcomes.values() if not outcome.reason}
        for spec in _facts(work):
            if spec.air in touched:
                _record(work / spec.document.file, page, spec, today)
        _move(work, specs)
    return [outcomes[number] for number in sorted(outcomes)]


def _facts(folder: Path) -> list[SpecFacts]:
    return list(Shared(SpecFolder(folder, folder.name)).facts())


def _one(work: Path, drift: Drift, *, is_disputed: bool) -> Written:
    """Write one difference, or leave the files as they were. Where the page contradicts itself nothing is written."""
    if is_disputed:
        return Written(drift, "", "the page contradicts itself")
    spec = next((spec for spec in _facts(work) if spec.air == drift.air), None)
    if spec is None:
        return Written(drift, "", "docs import drafts a spec for a new model")
    try:
        edit = edit_of(_renewed(drift, spec), spec)
        path = work / edit.file
        before = _text(path)
        _put(path, rewritten(before, edit.change))
    except NoEdit as error:
        return Written(drift, "", str(error))
    refusal = _refusal(work)
    if refusal:
        _put(path, before)
    return Written(drift, edit.file, refusal)


def _renewed(drift: Drift, spec: SpecFacts) -> Drift:
    """The difference with the places of the files as they are now, since earlier changes may have moved them."""
    if not drift.facts or drift.key[:1] != ("rule",):
        return drift
    facts = tuple(fact for fact in spec.facts if key_of(fact.path, fact.value) == drift.key)
    return replace(drift, facts=facts) if facts else drift


def _refusal(work: Path) -> str:
    """What lint says first; empty where it says nothing."""
    try:
        for _ in Specs(SpecFolder(work, work.name)).models():
            pass
    except SpecErrors as errors:
        first = errors.diagnostics[0]
        return f"lint would refuse it: {first.code}: {first.message}"
    return ""


def _record(path: Path, page: Page, spec: SpecFacts, today: str) -> None:
    """Date and address of the page at ``source``, and its sha256 behind it; an address that is a guess stays marked."""
    guessed = _GUESSED.search(_text(path)) if not page.url else None
    behind = f"sha256 {page.sha256}" + (f"; {guessed[1]}" if guessed else "")

    def change(document: CommentedMap) -> None:
        source = document["source"]
        if page.url and page.url.partition("#")[0] != spec.page:
            source["url"] = page.url
        source["fetched"] = page.fetched or today
        document.yaml_add_eol_comment(behind, "source", column=0)

    text = re.sub(
        r"(?m)^(source: .*?)\s+# (?:sha256 [0-9a-f]{64}(?:; )?)?(?:guess: [^\r\n]*)?(?=\r?$)", r"\1", _text(path)
    )
    written = rewritten(text, change)
    _put(path, re.sub(r"(?m)^(source: .*?) +(# sha256 )", r"\1  \2", written))


def _text(path: Path) -> str:
    """The text with its line ends as they are."""
    return path.read_bytes().decode()


def _put(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _move(work: Path, specs: Path) -> None:
    """Replace each file that differs, as a whole; an interrupt leaves each old or new, and nothing beside them."""
    for changed in _changed(work, specs):
        target = specs / changed
        beside = target.with_name(f".{target.name}.new")
        try:
            shutil.copy(work / changed, beside)
            os.replace(beside, target)
        finally:
            beside.unlink(missing_ok=True)


def _changed(work: Path, specs: Path) -> Iterator[Path]:
    for path in sorted(work.rglob("*.yaml")):
        name = path.relative_to(work)
        if path.read_bytes() != (specs / name).read_bytes():
            yield name
