"""Reading a model's workflows, and checking what their names and needs stand for."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic
from ..load.document import Document, Keys
from ..meaning.kinds.base import Refused
from ..meaning.values import Json
from .catalog import Workflow
from .layers import Layers
from .scope import ModelScope
from .written import texts

_KEY = "workflows"


def read_workflows(layers: Layers) -> tuple[Workflow, ...]:
    """The workflows in the order of the list; a mapping has none, so its names are sorted."""
    return tuple(
        Workflow(name, tuple(tuple(need.split(".")) for need in _needs(written)))
        for _, name, written in _entries(layers.value(_KEY))
    )


def workflow_problems(layers: Layers, scope: ModelScope) -> Iterator[Diagnostic]:
    """Workflows that are listed twice, and needs that are no fields."""
    document = layers.holder(_KEY)
    if document is None:
        return
    seen: set[str] = set()
    for keys, name, written in _entries(document.data[_KEY]):
        if name in seen:
            yield document.problem("duplicate-value", f"the workflow {name} is listed twice", keys, key=True)
        seen.add(name)
        for i, need in enumerate(_needs(written)):
            yield from _need_problems(need, scope, document, _place(keys, written, i))


def _entries(value: Json) -> Iterator[tuple[Keys, str, Json]]:
    """Place, name and content of each workflow."""
    if isinstance(value, dict):
        for name in sorted(value):
            yield (_KEY, name), name, value[name]
    for i, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, dict):
            for name in sorted(entry):
                yield (_KEY, i, name), name, entry[name]
        else:
            yield (_KEY, i), str(entry), None


def _needs(written: Json) -> list[str]:
    needs = written.get("needs") if isinstance(written, dict) else None
    return [needs] if isinstance(needs, str) else list(texts(needs))


def _place(keys: Keys, written: Json, i: int) -> Keys:
    listed = isinstance(written, dict) and isinstance(written["needs"], list)
    return (*keys, "needs", i) if listed else (*keys, "needs")


def _need_problems(need: str, scope: ModelScope, document: Document, keys: Keys) -> Iterator[Diagnostic]:
    try:
        scope.path(need)
    except Refused as refused:
        yield document.problem(refused.code, refused.message, keys, refused.hint)
