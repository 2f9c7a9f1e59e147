"""The history of Sora 2, as its page told it from October 2025 to October 2026, with the verdict on each step."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from airsmith.compare.changes import Change
from airsmith.meaning.evaluate import violations

from spec_pairs import Edit, compared
from support import ROOT, models

HISTORY = ROOT / "tests" / "compare" / "sora-2"
SPEC = "openai/sora-2.yaml"
OTHER = """spec: 1
air: openai:9@9
name: Another
task: videoInference
lifecycle: {stage: live}
source: {url: "https://airsmith.example/other", fetched: "2026-01-01"}
"""
STAYS = Edit("openai/other.yaml", "", OTHER)
"""A folder of specs has a model at any time."""


def version(month: str) -> tuple[Edit, ...]:
    return (Edit(SPEC, "", (HISTORY / f"{month}.yaml").read_text(encoding="utf-8")), STAYS)


FIRST = (STAYS,)
GONE = (Edit(SPEC), STAYS)


@cache
def step(old: tuple[Edit, ...], new: tuple[Edit, ...], on: date | None = None) -> dict[tuple[str, str], Change]:
    changes = compared(old, new, base=HISTORY / "base", on=on)
    return {(change.rule, change.after or change.before): change for change in changes}


def june() -> dict[tuple[str, str], Change]:
    return step(FIRST, version("2026-06"))


def test_longer_durations_are_minor() -> None:
    for seconds in ("16", "20"):
        change = june()["enum-value-added", seconds]
        assert change.level == "minor"
        assert change.proof is not None and change.proof.request is not None


def test_the_frames_moved_which_breaks() -> None:
    change = june()["field-moved", "inputs.frameImages"]
    assert (change.level, change.before) == ("break", "frameImages")
    assert change.migration == "Write inputs.frameImages instead of frameImages."
    assert change.proof is not None
    assert change.proof.documented == "Image-to-video"


def test_either_frames_or_a_size_breaks_even_those_who_move_the_frames() -> None:
    change = next(
        one for (rule, words), one in june().items() if rule == "rule-added" and words.startswith("width and")
    )
    assert change.level == "break"
    assert change.note == "Refused with inputs.frameImages in place of frameImages, too."
    assert change.proof is not None
    assert change.proof.documented == "Image-to-video"
    assert {"frameImages", "width", "height"} <= set(dict(change.proof.request))  # type: ignore[arg-type]
    assert change.proof.why == (
        "width is not accepted when inputs.frameImages is given.",
        "height is not accepted when inputs.frameImages is given.",
    )


def test_every_request_that_is_shown_is_taken_by_one_side_only(tmp_path: Path) -> None:
    from spec_pairs import edited

    contracts = []
    for number, edits in enumerate((FIRST, version("2026-06"))):
        folder = edited(HISTORY / "base", tmp_path / str(number), edits)
        contracts.append({model.air: model.contract for model in models(folder)})
    shown = [change.proof for change in june().values() if change.proof and change.proof.request]
    assert len(shown) >= 5
    for proof in shown:
        takes, refuses = contracts if proof.refused else contracts[::-1]
        assert not violations(proof.request, takes)
        assert violations(proof.request, refuses)


def test_a_size_that_must_be_given_breaks_who_gave_none() -> None:
    change = next(one for (rule, words), one in june().items() if rule == "rule-added" and words.startswith("width is"))
    assert change.level == "break"
    assert change.proof is not None and "width" not in dict(change.proof.request)  # type: ignore[arg-type]


def test_deprecation_is_minor() -> None:
    changes = step(version("2026-06"), version("2026-08"))
    assert changes["model-deprecated", "deprecated since 2026-08-01"].level == "minor"


def test_a_shutdown_is_minor() -> None:
    changes = step(version("2026-08"), version("2026-10"))
    assert changes["shutdown-set", "retired since 2026-09-24"].level == "minor"


def test_removal_after_the_shutdown_is_a_break_that_costs_a_minor_version() -> None:
    change = step(version("2026-10"), GONE)["model-removed", "openai:3@1"]
    assert (change.level, change.bump) == ("break", "minor")
    assert change.note.startswith("It was shut down on 2026-09-24, as seen from 2026-10-12")


def test_removal_before_the_shutdown_costs_a_major_version() -> None:
    change = step(version("2026-10"), GONE, date(2026, 9, 23))["model-removed", "openai:3@1"]
    assert (change.level, change.bump) == ("break", "break")
    assert change.note == "Its shutdown on 2026-09-24 lies after 2026-09-23."


def test_removal_of_a_live_model_costs_a_major_version() -> None:
    change = step(version("2026-06"), GONE)["model-removed", "openai:3@1"]
    assert (change.level, change.bump) == ("break", "break")
