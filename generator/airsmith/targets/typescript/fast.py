"""The fast path in TypeScript: one straight line per model, true only for valid requests.

Keys are counted, so that whatever nothing names, and whatever is there with the value
undefined, makes the count differ; then the full path decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ...meaning.contract import Contract
from ...meaning.shapes import Array, Object, Presence, Property, Shape, Union
from ...meaning.violations import Rule
from ..printer import Block, Group
from .expressions import accepts, holds
from .logic import Bool, Call, Every, document, every, opposite, some

DISPATCHED: Final = "model"
"""The field by whose value the function was found: it is known to be right."""


def fast_path(contract: Contract, common: Sequence[str], block: Block) -> None:
    """The body of ``fits(r)``. The optional fields named in ``common`` are looked for first."""
    root = contract.root
    required = [field for field in root.properties if field.required]
    optional = [field for field in root.properties if field.presence is Presence.OPTIONAL]
    optional.sort(key=lambda field: field.name not in common)
    names = {field.name for field in required}
    early = [rule for rule in contract.rules if all(path[0] in names and len(path) == 1 for path in rule.reads)]
    late = [rule for rule in contract.rules if rule not in early]
    simple = [field for field in required if _is_scalar(field.shape) and field.name != DISPATCHED]
    tests = [opposite(accepts(field.shape, f"r.{field.name}")) for field in simple]
    _refuse_if([*tests, *(opposite(holds(rule.holds, "r")) for rule in early)], block)
    for field in required:
        if not _is_scalar(field.shape):
            _nested(field.shape, f"r.{field.name}", block, 1)
    _optional(optional, len(required), late, block)


def _optional(fields: Sequence[Property], required: int, late: Sequence[Rule], block: Block) -> None:
    block.add("let n = 0;")
    block.add("for (const _ in r) n++;")
    if not late:
        _return_if_seen(required, block)
    for field in fields:
        block.add(f"if (r.{field.name} !== undefined) {{")
        inner = block.nest()
        _nested(field.shape, f"r.{field.name}", inner, 1)
        if not late:
            _return_if_seen(required + 1, inner)
        inner.add("n--;")
        block.add("}")
    for rule in late:
        broken = opposite(holds(rule.holds, "r"))
        applies = holds(rule.applies, "r")
        _refuse_if([broken if applies == Every(()) else every([applies, broken])], block)
    block.add(f"return n === {required};" if late else "return false;")


def _return_if_seen(count: int, block: Block) -> None:
    block.add(f"if (n === {count}) return true;")


def _refuse_if(tests: Sequence[Bool], block: Block) -> None:
    """``return false`` where any of the tests is true; on the line of the condition if that fits."""
    if not tests:
        return
    test = document(some(tests))
    before = len(block.written)
    block.add(test, prefix="if (", suffix=") return false;")
    if len(block.written) - before > 1:
        del block.written[before:]
        block.add(Group("(", (test,), ")", trailing=False), prefix="if ", suffix=" {")
        block.nest().add("return false;")
        block.add("}")


def _nested(shape: Shape, value: str, block: Block, depth: int) -> None:
    """Statements that return false unless the value has the shape."""
    match shape:
        case Object():
            name = f"v{depth}"
            block.add(f"const {name} = {value};")
            _refuse_if([Call(f"isObject({name})", positive=False)], block)
            _members(shape, name, block, depth)
        case Array(items):
            name = f"v{depth}"
            block.add(f"const {name} = {value};")
            counts = [
                opposite(holds(check.holds, name, shape)) for check in shape.checks if check.code == "wrong_count"
            ]
            _refuse_if([Call(f"Array.isArray({name})", positive=False), *counts], block)
            block.add(f"for (const i{depth} of {name}) {{")
            _nested(items, f"i{depth}", block.nest(), depth + 1)
            block.add("}")
            rest = [opposite(holds(check.holds, name, shape)) for check in shape.checks if check.code != "wrong_count"]
            for test in rest:
                _refuse_if([test], block)
        case Union(branches):
            _union(branches, value, block, depth)
        case _:
            _refuse_if([opposite(accepts(shape, value))], block)


def _members(shape: Object, name: str, block: Block, depth: int) -> None:
    fields = [field for field in shape.properties if field.presence is not Presence.UNSUPPORTED]
    block.add(f"let n{depth} = 0;")
    block.add(f"for (const _ in {name}) n{depth}++;")
    for field in fields:
        value = f"{name}.{field.name}"
        if field.required:
            _nested(field.shape, value, block, depth + 1)
            block.add(f"n{depth}--;")
        else:
            block.add(f"if ({value} !== undefined) {{")
            inner = block.nest()
            _nested(field.shape, value, inner, depth + 1)
            inner.add(f"n{depth}--;")
            block.add("}")
    block.add(f"if (n{depth} !== 0) return false;")


def _union(branches: Sequence[Shape], name: str, block: Block, depth: int) -> None:
    scalars = [opposite(accepts(branch, name)) for branch in branches if _is_scalar(branch)]
    nested = next((branch for branch in branches if isinstance(branch, Object)), None)
    if nested is None:
        _refuse_if([every(scalars)], block)
        return
    block.add(f"if (isObject({name})) {{")
    _members(nested, name, block.nest(), depth)
    block.add("} else {")
    _refuse_if([every(scalars)], block.nest())
    block.add("}")


def _is_scalar(shape: Shape) -> bool:
    return not isinstance(shape, Array | Object | Union)
