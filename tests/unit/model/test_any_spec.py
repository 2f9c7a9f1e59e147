"""Whatever stands in a spec, it is read or refused with findings: nothing else is ever raised."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from airsmith.diagnostics import CODES, SpecErrors
from airsmith.load.yaml_nodes import parse, to_json
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import FIXTURES, models, with_tasks

FILES = ("kitchen/sink.yaml", "kitchen/sink-square.yaml", "kitchen/provider.yaml", "vidu/vidu-1-5.yaml", "catalog.yaml")
DATA: dict[str, Any] = {name: to_json(parse((FIXTURES / name).read_bytes(), name)) for name in FILES}


def places(value: Any, base: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*base, key)
        yield from places(inner, (*base, key))


def replaced(value: Any, place: tuple[str | int, ...], new: Any) -> Any:
    """The value with something else at a place; without the entry where that is None and stands in a mapping."""
    if not place:
        return new
    head, *rest = place
    entries = dict(value) if isinstance(value, dict) else dict(enumerate(value))
    if new is None and not rest and isinstance(value, dict):
        entries.pop(head)
    else:
        entries[head] = replaced(entries[head], tuple(rest), new)
    return entries if isinstance(value, dict) else list(entries.values())


_NAMES = st.sampled_from("type enum const range length count pattern items shape required in unless supported default labels has lacks any all not forbid constrain pairs groups image strength 0 x".split())  # fmt: skip
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from(
        [2**53, 10**400, -0.5, 1e300, "", "x", "a.b", "first", "vidu:1@5", "[a-", "64x64", "2025-02-30", "\n"]
    ),
    _NAMES,
)
_VALUES = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3), max_leaves=6
)
_CHANGES = st.sampled_from(FILES).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(list(places(DATA[name]))), _VALUES)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_tasks(FIXTURES, tmp_path_factory.mktemp("any") / "specs")


def alone(folder: Path, name: str) -> None:
    """Leave of the models the one that is changed, or one that what is changed matters to."""
    kept = name if "provider" not in name and "/" in name else "kitchen/sink-square.yaml"
    kept = "kitchen/sink.yaml" if name == "kitchen/provider.yaml" else kept
    for path in FIXTURES.glob("*/*.yaml"):
        if path.name != "provider.yaml":
            (folder / path.relative_to(FIXTURES)).unlink(missing_ok=True)
    shutil.copy(FIXTURES / kept, folder / kept)


@given(_CHANGES)
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_a_changed_spec_is_read_or_refused(folder: Path, change: tuple[str, tuple[str | int, ...], Any]) -> None:
    name, place, new = change
    alone(folder, name)
    text = json.dumps(replaced(DATA[name], place, new), ensure_ascii=False)
    for odd in "\u2028\u2029\u0007":
        text = text.replace(odd, f"\\u{ord(odd):04x}")
    (folder / name).write_text(text, encoding="utf-8")
    try:
        models(folder)
    except SpecErrors as errors:
        assert errors.diagnostics
        for found in errors.diagnostics:
            assert found.code in CODES and found.message and found.location.file.startswith("specs/")
    finally:
        shutil.copy(FIXTURES / name, folder / name)
