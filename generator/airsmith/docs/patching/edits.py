"""One difference between page and spec as a change of one file: never more than the page says."""

from __future__ import annotations

from ..finding import Drift, Kind
from ..facts import SpecFacts
from ..names import SETTINGS
from . import parts
from .base import Edit, NoEdit, set_at
from .entries import field_edit, setting_edit
from .requests import example


def edit_of(drift: Drift, spec: SpecFacts) -> Edit:
    """How the spec would say what the page says. Raises NoEdit."""
    if drift.kind in (Kind.CONTRADICTED, Kind.UNKNOWN):
        raise NoEdit("the page has to be read by a person")
    file = drift.facts[0].document.file if drift.facts else spec.document.file
    match drift.key:
        case ():
            raise NoEdit("a model comes with docs import, and goes by hand")
        case ("name",):
            return Edit(file, set_at(("name",), drift.claims[0].value))
        case ("example", *_):
            return Edit(spec.document.file, example(drift))
        case ("field", name, word):
            return field_edit(drift, spec, name, word)
        case ("setting", name, word):
            return setting_edit(drift, spec, name, word)
        case ("settings", *_):
            return Edit(spec.document.file, set_at((SETTINGS,), "none"))
        case ("sizes", _, word):
            return Edit(file, parts.sizes(drift, word))
        case ("frames", *_):
            return Edit(file, parts.listed_items(("frames",), drift))
        case ("workflows", *_):
            return Edit(file, parts.workflows(drift))
        case ("media", kind, word):
            return Edit(file, parts.media(drift, kind, word))
        case ("rule", *_):
            return Edit(file, parts.rule(drift))
        case ("lifecycle", _, word):
            return Edit(file, set_at(("lifecycle", word), drift.claims[-1].value if drift.claims else None))
        case _:
            raise NoEdit("there is no way to write this")
