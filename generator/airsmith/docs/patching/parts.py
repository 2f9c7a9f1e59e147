"""The other parts of a spec: sizes, frames, workflows, limits on files, rules and requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...load.document import Keys as Place
from ...meaning.values import Json
from ..finding import Drift
from .base import NoEdit, new_mapping, new_sequence, replace_items, said_by, set_at, tidy_empty
from .rewrite import Change, in_flow

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap


def sizes(drift: Drift, word: str) -> Change:
    value = said_by(drift) if drift.claims else None

    def change(document: CommentedMap) -> None:
        if value is None:
            document.pop("dimensions", None)
            return
        written = (
            document.setdefault("dimensions", new_mapping())
            if "dimensions" in document or "pairs" not in document
            else document
        )
        if word == "required":
            written["required"] = in_flow(value)
            return
        forms = value if isinstance(value, dict) else {}
        for form in ("pairs", "groups", "range", "step", "from", "use"):
            if form not in forms:
                written.pop(form, None)
        for form, inner in forms.items():
            if form == "pairs" and isinstance(inner, list):
                _replace_sizes(written, inner)
            else:
                written[form] = in_flow(inner)

    return change


def _replace_sizes(written: Any, wanted: list[Json]) -> None:
    """Sizes by their two numbers: one that stays keeps its ratio where the page gives none."""
    known = {str(pair).split(" ")[0]: str(pair) for pair in written.get("pairs", ())}
    kept: list[Json] = [known.get(str(pair), pair) if " " not in str(pair) else pair for pair in wanted]
    replace_items(written, "pairs", kept)


def listed_items(place: Place, drift: Drift) -> Change:
    value = said_by(drift) if drift.claims else None

    def change(document: CommentedMap) -> None:
        if isinstance(value, list):
            replace_items(document, str(place[0]), value)
        else:
            document.pop(place[0], None)

    return change


def workflows(drift: Drift) -> Change:
    wanted = said_by(drift) if drift.claims else []

    def change(document: CommentedMap) -> None:
        listed = wanted if isinstance(wanted, list) else []
        before = document.get("workflows", [])
        if isinstance(before, dict):
            raise NoEdit("the workflows are written as a mapping")
        known = {next(iter(one)) if isinstance(one, dict) else str(one): one for one in before}
        for position in reversed(range(len(before))):
            name = next(iter(before[position])) if isinstance(before[position], dict) else before[position]
            if name not in listed:
                del before[position]
        for position, name in enumerate(listed):
            if name not in known:
                before.insert(min(position, len(before)), in_flow(name))
        if "workflows" not in document and listed:
            document["workflows"] = in_flow(listed)

    return change


def media(drift: Drift, kind: str, word: str) -> Change:
    value = said_by(drift) if drift.claims else None

    def change(document: CommentedMap) -> None:
        if value is not None:
            set_at(("media", kind, word), value)(document)
            return
        is_whole = drift.message.endswith("anything about it")
        document["media"].pop(kind) if is_whole else document["media"][kind].pop(word)
        if not document["media"].get(kind, True):
            document["media"].pop(kind)
        tidy_empty(document, ("media",))

    return change


def rule(drift: Drift) -> Change:
    def change(document: CommentedMap) -> None:
        if drift.facts:
            del document["rules"][drift.facts[0].at[1]]
            tidy_empty(document, ("rules",))
            return
        if "rules" not in document:
            before = next((key for key in ("notes", "examples") if key in document), None)
            position = list(document).index(before) if before else len(document)
            document.insert(position, "rules", new_sequence())
        document["rules"].append(in_flow(drift.claims[0].value))

    return change
