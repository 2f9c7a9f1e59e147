"""The fast path in TypeScript: every key of a request is met once, and only the keys that are there cost anything.

A loop over the keys with a `switch` depends less on the order of keys than reading the fields one
by one, and needs no second look: what nothing names ends in `default`, what an object hides is not
met, what it inherits is passed over. A value is read where its key is known, so that no other is.
So its answer is exact, both ways, for whatever holds no getter and no proxy. What an object is made
by is asked last: then few forms of it are left, and engines know the answer from the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...meaning.contract import Contract
from ...meaning.predicates import paths_read
from ...meaning.shapes import Array, Object, Presence, Property, Shape, Union
from ..printer import PRETTIER, Block, Group
from ..shared import Printed
from .expressions import KEPT, accepts, holds, owns
from .literals import string
from .logic import Bool, Call, Every, document, every, opposite, some
from .names import pascal

_CASES = Printed()


class FastPath:
    """Writes ``fits(r, open)``. Whatever is no scalar gets a function of its own, which ``functions`` collects."""

    def __init__(self, contract: Contract, common: Sequence[str]) -> None:
        self.functions: list[Block] = []
        self._names: set[str] = set()
        self.body = Block(PRETTIER, 1)
        self._root(contract, common)

    def _root(self, contract: Contract, common: Sequence[str]) -> None:
        """The statements about a request; those of its fields that a rule reads are kept in variables."""
        fields, rules = _fields(contract.root, common), contract.rules
        read = {path[0] for rule in rules for part in (rule.applies, rule.holds) for path in paths_read(part)}
        kept = tuple(field.name for field in fields if field.name in read)
        for name in kept:
            self.body.add(f"let {KEPT}{name}: unknown;")
        never = [field.name for field in contract.root.properties if field.presence is Presence.UNSUPPORTED]
        self._loop(fields, (), self.body, kept, never, "if (!open) return false;")
        for rule in rules:
            broken = opposite(holds(rule.holds, KEPT))
            applies = holds(rule.applies, KEPT)
            _refuse_if([broken if applies == Every(()) else every([applies, broken])], self.body)
        self.body.add(_verdict(fields))

    def _loop(
        self,
        fields: Sequence[Property],
        names: tuple[str, ...],
        block: Block,
        kept: Sequence[str] = (),
        never: Sequence[str] = (),
        otherwise: str = "return false;",
    ) -> None:
        """The statements that meet every key of the object ``r``; keys that are ``never`` legal need a list of them."""
        if any(field.required for field in fields):
            block.add("let n = 0;")
        block.add("for (const key in r) {")
        loop = block.nest()
        loop.add(f"if (!{owns('r')}) continue;")
        loop.add("let v: unknown;")
        loop.add("switch (key) {")
        for field in fields:
            self._kept_case(field, names, field.name in kept, loop.nest())
        for name in never:
            loop.nest().add(f"case {string(name)}:")
        if never:
            loop.nest().nest().add("return false;")
        loop.nest().add("default:")
        loop.nest().nest().add(otherwise)
        loop.add("}")
        block.add("}")

    def _kept_case(self, field: Property, names: tuple[str, ...], kept: bool, block: Block) -> None:
        """The case of a key; one for which no function is written is the same in all models that share its field."""
        if isinstance(field.shape, Object | Array | Union):
            self._case(field, names, kept, block)
        else:
            _CASES.write(field, "", block, lambda block, _: self._case(field, names, kept, block), kept)

    def _case(self, field: Property, names: tuple[str, ...], kept: bool, block: Block) -> None:
        block.add(f"case {string(field.name)}:")
        inner = block.nest()
        inner.add("v = r[key];")
        _refuse_if([opposite(self._accepts(field.shape, "v", (*names, field.name)))], inner)
        if kept:
            inner.add(f"{KEPT}{field.name} = v;")
        if field.required:
            inner.add("n++;")
        inner.add("break;")

    def _accepts(self, shape: Shape, value: str, names: tuple[str, ...]) -> Bool:
        """The test that a value of any type has the shape."""
        match shape:
            case Object():
                return Call(f"{self._object(shape, names)}({value})")
            case Array():
                return Call(f"{self._array(shape, names)}({value})")
            case Union(branches):
                return some([self._accepts(branch, value, names) for branch in branches])
            case _:
                return accepts(shape, value)

    def _object(self, shape: Object, names: tuple[str, ...]) -> str:
        body = Block(PRETTIER, 1)
        fields = _fields(shape)
        if fields:
            _refuse_if([Call("isRecord(r)", positive=False)], body)
            self._loop(fields, names, body)
        else:
            _refuse_if([Call("isObject(r)", positive=False)], body)
            body.add(f"for (const key in r) if ({owns('r')}) return false;")
        body.add(_verdict(fields))
        return self._function(names, "r", body)

    def _array(self, shape: Array, names: tuple[str, ...]) -> str:
        body = Block(PRETTIER, 1)
        counts: list[Bool] = []
        rest: list[Bool] = []
        for check in shape.checks:
            (counts if check.code == "wrong_count" else rest).append(opposite(holds(check.holds, "v", shape)))
        _refuse_if([Call("isArray(v)", positive=False), *counts], body)
        body.add("for (let i = 0; i < v.length; i++) {")
        body.nest().add("const item = v[i];")
        _refuse_if([opposite(self._accepts(shape.items, "item", (*names, "item")))], body.nest())
        body.add("}")
        for test in rest:
            _refuse_if([test], body)
        body.add("return true;")
        return self._function(names, "v", body)

    def _function(self, names: tuple[str, ...], parameter: str, body: Block) -> str:
        """Writes a function under a name that no other one has, and tells the name."""
        name = plain = f"fits{pascal(*names)}"
        number = 1
        while name in self._names:
            number += 1
            name = f"{plain}{number}"
        self._names.add(name)
        whole = Block(PRETTIER)
        whole.add(f"function {name}({parameter}: unknown): boolean {{")
        whole.written.extend(body)
        whole.add("}")
        self.functions.append(whole)
        return name


def _fields(shape: Object, common: Sequence[str] = ()) -> list[Property]:
    """The fields that a valid object may have, those first that are met most often."""
    fields = [field for field in shape.properties if field.presence is not Presence.UNSUPPORTED]
    return sorted(fields, key=lambda field: (not field.required, field.name not in common))


def _verdict(fields: Sequence[Property]) -> str:
    """The answer after all keys: whether none is missing, and whether the object is one of JSON."""
    if not fields:
        return "return true;"
    required = sum(field.required for field in fields)
    plain = f"isPlain(r, r.{fields[0].name})"
    return f"return n === {required} && {plain};" if required else f"return {plain};"


def _refuse_if(tests: Iterable[Bool], block: Block) -> None:
    """``return false`` where any of the tests is true; on the line of the condition if that fits."""
    test = document(some(tests))
    before = len(block.written)
    block.add(test, prefix="if (", suffix=") return false;")
    if len(block.written) - before > 1:
        del block.written[before:]
        block.add(Group("(", (test,), ")", trailing=False), prefix="if ", suffix=" {")
        block.nest().add("return false;")
        block.add("}")
