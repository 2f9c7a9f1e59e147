"""Random requests near the edge of what models accept: valid ones, then a few things wrong with them."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from typing import Any

from airsmith.meaning.evaluate import holds
from airsmith.meaning.kinds.dimensions import HEIGHT, WIDTH
from airsmith.meaning.predicates import All, AnyOf, Compare, Count, In, Length, Not, Predicate, Value
from airsmith.meaning.shapes import (
    Array,
    Boolean,
    Integer,
    Media,
    Number,
    Object,
    Presence,
    Property,
    Shape,
    String,
    Union,
)
from airsmith.model.catalog import Model

UUIDS = ("24cd5dff-cb81-4db5-8506-b72a9425f9d1", "6BA7B831-9DAD-11D1-80B4-00C04FD430C8")
CHARACTERS = ("a", "Z", " ", "é", "\u00df", "\u4e2d", "\U0001f44d", "\u0000", '"', "{", "\n", "\u2028")
WRONG: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    -0.0,
    1.0,
    8.0,
    8.5,
    512.0,
    1024,
    4000,
    2**53 - 1,
    2**53,
    2**53 + 1,
    -(2**53) - 1,
    1e300,
    float("inf"),
    float("-inf"),
    "",
    "a",
    "8",
    "first",
    "last",
    "HD",
    "hd ",
    "true",
    "\ud800",
    "a\udfff",
    "24cd5dff-cb81-4db5-8506-b72a9425f9d1\n",
    "24cd5dffcb814db58506b72a9425f9d1",
    "24cd5dff-cb81-4db5-8506-b72a9425f9dg",
    "２4cd5dff-cb81-4db5-8506-b72a9425f9d1",
    [],
    [[]],
    ["a"],
    ["a", "b"],
    ["a", {"inputImage": "b", "frame": "first"}],
    [{"inputImage": "b", "frame": 0}, {"inputImage": "c", "frame": "first"}],
    [{"inputImage": "b", "frame": "first"}, {"inputImage": "c", "frame": "last"}],
    [{"inputImage": "b", "frame": False}],
    [{"inputImage": "b", "frame": 0.0}],
    [{"frame": "first"}],
    {},
    {"openai": {}},
    {"openai": {"quality": "hd"}},
    {"checkContent": True},
    {"mode": "fast", "x": 1},
)
KEYS = (
    "seed",
    "Width",
    "styel",
    "qualty",
    "model ",
    "a/b",
    "~",
    "5",
    "*",
    "constructor",
    "__proto__",
    "ü",
    "\U0001f600",
    "\ufffd",
    "k" * 70,
)


class Fuzz:
    """Requests from one seed; the same seed gives the same requests."""

    def __init__(self, seed: int, models: Sequence[Model]) -> None:
        self.random = random.Random(seed)
        self.models = models

    def request(self) -> Any:
        """A valid request about a third of the time, else one with one to three things wrong."""
        chance = self.random.random()
        if chance < 0.01:
            return self.random.choice(WRONG)
        model = self.random.choice(self.models)
        request = self._start(model)
        for _ in range(self.random.choice((0, 0, 1, 1, 1, 2, 3))):
            self._spoil(request, model)
        return request

    def _start(self, model: Model) -> dict[str, Any]:
        if model.examples and self.random.random() < 0.3:
            found: dict[str, Any] = copy.deepcopy(self.random.choice(model.examples).request)  # type: ignore[assignment]
        else:
            found = self._object(model.contract.root)
        self._settle(found, model)
        items = list(found.items())
        self.random.shuffle(items)
        return dict(items)

    def _settle(self, request: dict[str, Any], model: Model) -> None:
        """Make most requests satisfy the rules: sizes from the list, and no rule broken if a few tries can help it."""
        rows = model.dimensions.rows if model.dimensions else ()
        if (
            rows
            and ("width" in request or model.dimensions and model.dimensions.required)
            and self.random.random() < 0.9
        ):
            request["width"], request["height"] = self.random.choice(rows)
        for _ in range(4):
            for rule in model.contract.rules:
                if holds(rule.applies, request) and not holds(rule.holds, request):
                    self._settle_rule(request, rule.path, rule.choices)

    def _settle_rule(self, request: dict[str, Any], path: tuple[str, ...], choices: tuple[Any, ...]) -> None:
        owner: Any = request
        for name in path[:-1]:
            owner = owner.setdefault(name, {}) if isinstance(owner, dict) else {}
        if path == WIDTH and choices and isinstance(choices[0], tuple):
            request["width"], request["height"] = self.random.choice(choices)
        elif path in (WIDTH, HEIGHT):
            request.pop("width", None)
            request.pop("height", None)
        elif choices:
            owner[path[-1]] = self.random.choice(choices)
        elif isinstance(owner, dict):
            owner.pop(path[-1], None)

    def _object(self, shape: Object) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in shape.properties:
            if field.presence is Presence.UNSUPPORTED:
                continue
            if field.required or self.random.random() < 0.2:
                found[field.name] = self._value(field.shape)
        return found

    def _value(self, shape: Shape) -> Any:
        """A value that has the shape."""
        listed = [value for check in shape.checks if isinstance(check.holds, In) for value in check.holds.values]
        match shape:
            case String() | Media():
                words = [value for value in listed if isinstance(value, str)]
                if words:
                    return self.random.choice(words)
                return self._text(shape)
            case Integer() | Number():
                numbers = [value for value in listed if not isinstance(value, str)]
                value = self.random.choice(numbers or [end for end in self._ends(shape, Value)])
                return float(value) if self.random.random() < 0.15 else value
            case Boolean():
                return self.random.choice(listed or [True, False])
            case Array(items):
                return [self._value(items) for _ in range(self.random.choice(self._ends(shape, Count) or [1]))]
            case Object():
                return self._object(shape)
            case Union(branches):
                return self._value(self.random.choice(branches))

    def _text(self, shape: Shape) -> str:
        if any("UUID" in check.sentence for check in shape.checks):
            return self.random.choice(UUIDS)
        length = self.random.choice([*self._ends(shape, Length), 1, 2, 12])
        if length > 5000 and self.random.random() < 0.9:
            length = 40
        few = "".join(self.random.choice(CHARACTERS) for _ in range(min(length, 6)))
        return few + self.random.choice(CHARACTERS) * (length - len(few))

    def _ends(self, shape: Shape, term: type[Any]) -> list[int]:
        """The ends of the limits on the term, and what lies just inside."""
        found: list[int] = []
        for predicate in _parts([check.holds for check in shape.checks]):
            if isinstance(predicate, Compare) and isinstance(predicate.term, term):
                inside = 1 if predicate.operator == ">=" else -1
                found += [int(predicate.bound), int(predicate.bound) + inside]
        legal = [end for end in found if all(self._keeps(check.holds, term, end) for check in shape.checks)]
        return legal or [1, 2]

    def _keeps(self, predicate: Predicate, term: type[Any], end: int) -> bool:
        if isinstance(predicate, All):
            return all(self._keeps(part, term, end) for part in predicate.parts)
        if not isinstance(predicate, Compare) or not isinstance(predicate.term, term):
            return True
        return end >= predicate.bound if predicate.operator == ">=" else end <= predicate.bound

    def _spoil(self, request: dict[str, Any], model: Model) -> None:
        owner, fields = self._somewhere(request, model.contract.root)
        names = [field.name for field in fields]
        action = self.random.random()
        if action < 0.15 and owner:
            owner.pop(self.random.choice(list(owner)), None)
        elif action < 0.3:
            owner[self.random.choice(KEYS)] = self.random.choice(WRONG)
        elif names:
            name = self.random.choice(names)
            field = next(field for field in fields if field.name == name)
            owner[name] = self._near(field, owner.get(name))

    def _somewhere(self, value: dict[str, Any], shape: Object) -> tuple[dict[str, Any], tuple[Property, ...]]:
        """An object of the request, mostly the request itself."""
        for field in shape.properties:
            inner = value.get(field.name)
            if isinstance(inner, dict) and isinstance(field.shape, Object) and self.random.random() < 0.5:
                return self._somewhere(inner, field.shape)
            if isinstance(inner, list) and inner and isinstance(inner[0], dict) and self.random.random() < 0.5:
                return inner[0], ()
        return value, shape.properties

    def _near(self, field: Property, old: Any) -> Any:
        """Another value for a field: of a wrong kind, or just beyond a limit."""
        chance = self.random.random()
        bounds = [check.holds for check in field.shape.checks]
        beyond = [
            (predicate, int(predicate.bound) + (-1 if predicate.operator == ">=" else 1))
            for predicate in _parts(bounds)
            if isinstance(predicate, Compare)
        ]
        if beyond and chance < 0.35:
            predicate, size = self.random.choice(beyond)
            if isinstance(predicate.term, Value):
                return size
            if isinstance(predicate.term, Count):
                return ["a"] * max(size, 0)
            return self.random.choice(CHARACTERS) * max(size, 0)
        if chance < 0.5 and isinstance(old, int | float) and not isinstance(old, bool):
            return round(old + self.random.choice((-1, 1, 64, 256, -256, 8, -8, 0.1, -0.1, 0.05)), 6)
        if chance < 0.6 and isinstance(old, str):
            return self.random.choice((old.upper(), old + "\n", old + "x", old[:-1], " " + old))
        if chance < 0.8 and isinstance(old, list) and isinstance(field.shape, Array):
            return self._other_items(old, field.shape)
        return copy.deepcopy(self.random.choice(WRONG))

    def _other_items(self, old: list[Any], shape: Array) -> list[Any]:
        """One item more, one less, another order, or one that is there twice."""
        match self.random.randrange(4):
            case 0:
                return [*old, self._value(shape.items)]
            case 1:
                return old[1:]
            case 2:
                return [*old[1:], *old[:1]]
            case _:
                return [*old, *copy.deepcopy(old[:1])]


def _parts(predicates: Sequence[Predicate]) -> list[Predicate]:
    found: list[Predicate] = []
    for predicate in predicates:
        match predicate:
            case All(parts) | AnyOf(parts):
                found += _parts(parts)
            case Not(part):
                found += _parts([part])
            case _:
                found.append(predicate)
    return found
