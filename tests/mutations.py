"""Random changes to specs, as edits of pages make them: a limit moves, a value goes, a rule comes."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from airsmith.diagnostics import SpecErrors
from airsmith.load.folder import SpecFolder
from airsmith.model.catalog import Model
from airsmith.model.specs import Specs

Spec = dict[str, Any]

RULES: tuple[Callable[[random.Random, list[str]], Spec], ...] = (
    lambda random_, names: {"when": {"has": names[0]}, "forbid": [names[1]]},
    lambda random_, names: {"when": {"lacks": names[0]}, "require": [names[1]]},
    lambda random_, names: {"when": {"not": {"has": names[0]}, "has": names[2]}, "forbid": [names[1]]},
    lambda random_, names: {"at_most_one": names[: random_.choice((2, 3))]},
    lambda random_, names: {"together": names[:2]},
)
SKIPPED = ("examples", "notes", "summary", "labels", "default")


class Mutator:
    """Changes from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def changed(self, spec: Spec) -> Spec:
        """The spec with one to three things changed; whether it still means something is not looked at."""
        found = deepcopy(spec)
        for _ in range(self.random.choice((1, 1, 2, 3))):
            self.random.choice((self._field, self._field, self._field, self._sizes, self._rules, self._presence))(found)
        return found

    def _field(self, spec: Spec) -> None:
        places = [place for place in _limits(spec) if place[1] not in ("required", "supported")]
        if places:
            owner, key = self.random.choice(places)
            owner[key] = self._limit(key, owner[key])

    def _limit(self, key: str, value: Any) -> Any:
        match key, value:
            case "enum", list():
                if len(value) > 1 and self.random.random() < 0.5:
                    gone = self.random.randrange(len(value))
                    return [one for i, one in enumerate(value) if i != gone]
                return [*value, "new" if isinstance(value[0], str) else max(value) + 1]
            case ("length" | "range" | "count"), [least, most]:
                step = self.random.choice((-2, -1, 1, 2))
                if most is None or (least is not None and self.random.random() < 0.4):
                    return [None if least is None else max(least + step, 0 if key != "range" else least + step), most]
                return [least, most + step]
            case "const", int():
                return value + 1
            case _:
                return value

    def _sizes(self, spec: Spec) -> None:
        dimensions = spec.get("dimensions", {})
        lists = [dimensions["pairs"]] if "pairs" in dimensions else [*dimensions.get("groups", {}).values()]
        if not lists:
            return
        pairs = self.random.choice(lists)
        if len(pairs) > 1 and self.random.random() < 0.5:
            pairs.remove(self.random.choice(pairs))
        else:
            pairs.append(f"{self.random.choice((256, 512, 777))}x{self.random.choice((256, 512, 888))}")

    def _rules(self, spec: Spec) -> None:
        rules = spec.setdefault("rules", [])
        if rules and self.random.random() < 0.5:
            rules.remove(self.random.choice(rules))
            return
        optional = [
            name for name, field in spec.get("fields", {}).items() if not field.get("required") and _given(field)
        ]
        if len(optional) >= 3:
            rules.append(self.random.choice(RULES)(self.random, self.random.sample(optional, k=3)))

    def _presence(self, spec: Spec) -> None:
        fields = spec.get("fields", {})
        if not fields:
            return  # An earlier change took the last one.
        name = self.random.choice(sorted(fields))
        action = self.random.random()
        if action < 0.3:
            fields[name] = {"supported": False}
        elif action < 0.5:
            fields.pop(name)
        elif action < 0.7:
            fields[name] = {**fields[name], "required": not fields[name].get("required", False)}
        elif action < 0.85:
            fields[f"{name}New"] = deepcopy(fields[name])
        else:
            spec["frames"] = self.random.choice((["first"], ["first", "last"], ["last"]))


def _given(field: Spec) -> bool:
    return field.get("supported") is not False


def _limits(value: Any) -> Iterator[tuple[Spec, str]]:
    """Every keyword that limits something, with the mapping it stands in."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("enum", "length", "range", "count", "const"):
                yield value, key
            elif key not in SKIPPED:
                yield from _limits(inner)
    if isinstance(value, list):
        for inner in value:
            yield from _limits(inner)


def with_spec(folder: Path, target: Path, file: str, spec: Spec) -> Path:
    """A copy of a folder of specs in which one file says something else."""
    shutil.copytree(folder, target, dirs_exist_ok=True)
    # JSON is YAML as well, but for two characters that end a line in YAML only.
    text = json.dumps(spec, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    (target / file).write_text(text, encoding="utf-8")
    return target


def read(folder: Path) -> tuple[Specs, dict[str, Model]] | None:
    """The models of a folder by file; None where the specs are refused."""
    specs = Specs(SpecFolder(folder, folder.name))
    try:
        return specs, {model.file: model for model in specs.models()}
    except SpecErrors:
        return None
