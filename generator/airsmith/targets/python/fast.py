"""The fast path: one function per model that decides a request of plain JSON and allocates nothing.

It says yes, no, or that it cannot tell. A yes is right for any Python object. A no is final, as
it is only said of values of the very types that JSON has: what looks wrong may be right in a
subclass of them, so of any other type ``None`` is returned and the full path decides. What
looking into a wrong value raises is a no, too: nothing that could turn out right raises.
Keys are counted instead of compared, so an optional field that is absent costs at most one
look-up, and nothing where all that was sent has been seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...meaning.contract import Contract
from ...meaning.predicates import All, Compare, Count, RowIn
from ...meaning.shapes import (
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
from ...meaning.values import Path
from ...meaning.violations import Check, Rule
from ..printer import Block, Chain, Doc, Group, fits_line
from ..shared import Printed
from .expressions import accepts, accepts_str, broken, every, holds, looks_inside, negated, of_items, some
from .literals import string
from .names import identifier

FEW = 3
"""Objects of at most this many optional fields get a case of their own for all being given."""

DISPATCHED = "model"
"""The field by whose value the function was found: it is known to be right."""

TAKEN = frozenset(
    {
        *("r", "n", "re", "type", "len", "sum", "item", "isinstance", "bool", "dict", "list", "str", "int", "float"),
        *("encode", "isascii"),
    }
)
"""Names the generated function uses itself."""

_OPTIONAL = Printed()


def fast_path(contract: Contract, common: Sequence[str], block: Block) -> None:
    """The body of ``fits(r)``, which may raise KeyError, TypeError and ValueError for a no.

    The optional fields named in ``common`` are looked for first.
    """
    root = contract.root
    required = [field for field in root.properties if field.required]
    optional = [field for field in root.properties if field.presence is Presence.OPTIONAL]
    optional.sort(key=lambda field: field.name not in common)
    pairs = [rule for rule in contract.rules if _reads_only(rule, required)]
    _required(required, pairs, block)
    rest = [rule for rule in contract.rules if rule not in pairs]
    groups = _groups(optional, rest)
    late = [rule for rule in rest if not any(rule in rules for _, rules in groups)]
    block.add("n = len(r)")
    if not late:
        _return_if_seen(len(required), block)
    for fields, rules in groups:
        last = None if late else len(required) + len(fields)
        if len(fields) == 1:
            _alone(fields[0], last, block)
        else:
            _together(fields, rules, last, block)
    if late:
        _rules(late, block)
    block.add(f"return n == {len(required)}" if late else "return False")


def _alone(field: Property, last: int | None, block: Block) -> None:
    """An optional field that no other one has to come with."""

    def statements(block: Block, _: str) -> None:
        _together([field], (), last, block)

    _OPTIONAL.write(field, "", block, statements, last)


def _together(fields: Sequence[Property], rules: Sequence[Rule], last: int | None, block: Block) -> None:
    """Optional fields that come together; all is said where no more than ``last`` keys were left to see."""
    inner = _group(fields, rules, block)
    if last is not None:
        _return_if_seen(last, inner)
    inner.add(f"n -= {len(fields)}")


def _reads_only(rule: Rule, fields: Sequence[Property]) -> bool:
    return all(path[0] in {field.name for field in fields} and len(path) == 1 for path in rule.reads)


def _groups(optional: Sequence[Property], rules: Sequence[Rule]) -> list[tuple[list[Property], list[Rule]]]:
    """Fields that come together are looked for once; every other field is a group of its own."""
    by_name = {field.name: field for field in optional}
    sizes = [by_name[name] for name in ("width", "height") if name in by_name]
    own = [rule for rule in rules if len(sizes) == 2 and _reads_only(rule, sizes)]
    paired = any(rule.code == "unpaired_dimensions" for rule in own)
    if not paired:
        return [([field], list[Rule]()) for field in optional]
    alone = [([field], list[Rule]()) for field in optional if field not in sizes]
    return [(sizes, own), *alone]


def _return_if_seen(count: int, block: Block) -> None:
    """All keys that were sent have been seen: done, where no rule across optional fields is left."""
    block.add(f"if n == {count}:")
    block.nest().add("return True")


def _required(fields: Sequence[Property], rules: Sequence[Rule], block: Block) -> None:
    """Required fields, scalars and the rules about them first."""
    simple = [field for field in fields if _is_scalar(field.shape) and field.name != DISPATCHED]
    _scalars(simple, "r", block, rules)
    for field in fields:
        if not _is_scalar(field.shape):
            _nested(field.shape, f"r[{string(field.name)}]", block, 1)


def _scalars(
    fields: Sequence[Property], owner: str, block: Block, rules: Sequence[Rule] = (), read: str | None = None
) -> None:
    """Fields of an object that are there, each in a variable of its own, then the rules that read nothing else.

    That named ``read`` is in its variable already.
    """
    listed = {path[-1] for rule in rules if isinstance(rule.holds, RowIn) for path in rule.holds.paths}
    for field in fields:
        name = _variable(field)
        if field.name != read:
            block.add(f"{name} = {owner}[{string(field.name)}]")
        _refuse_unless([accepts(field.shape, name, fast=True, listed=field.name in listed)], block, name)
    variables: dict[Path, str] = {(field.name,): _variable(field) for field in fields}
    _refuse_unless([_rule_test(rule, variables) for rule in rules if rule.code != "unpaired_dimensions"], block)


def _rule_test(rule: Rule, variables: dict[Path, str]) -> Doc:
    """A rule about required fields, over their variables."""
    text = holds(rule.holds, "r", frozenset(rule.reads))
    return _renamed(text, {f"r[{string(path[0])}]": name for path, name in variables.items()})


def _renamed(doc: Doc, names: dict[str, str]) -> Doc:
    match doc:
        case str():
            for old, new in names.items():
                doc = doc.replace(old, new)
            return doc
        case Chain(operator, items):
            return Chain(operator, tuple(_renamed(item, names) for item in items))
        case _:
            return type(doc)(doc.open, tuple(_renamed(item, names) for item in doc.items), doc.close, doc.trailing)


def _refuse_unless(tests: list[Doc], block: Block, doubted: str = "") -> None:
    """A no unless all tests are true.

    ``doubted`` is the variable whose type may be why they are not; if JSON does not have that
    type, the full path has to look at it.
    """
    if tests:
        block.add(negated(every(tests)), prefix="if ", suffix=":")
        block.nest().add(_no(doubted) if doubted else "return False")


def _no(doubted: str) -> str:
    return f"return False if type({doubted}) in JSON else None"


def _group(fields: Sequence[Property], rules: Sequence[Rule], block: Block) -> Block:
    """An optional field, or two that come together; returns the block for what follows where they are given."""
    first, *others = fields
    inner = _if_given(first, "r", _variable(first) if others else "v1", block)
    if others:
        _scalars(fields, "r", inner, rules, read=first.name)
    else:
        _judged(first.shape, "v1", inner, 1)
    return inner


def _if_given(field: Property, owner: str, name: str, block: Block) -> Block:
    """The block for the case that an optional field is given, whose value is then in the variable ``name``.

    One look-up tells and reads. A null passes for absent, but its key is counted and never met: legal it is nowhere.
    """
    block.add(f"{name} = {owner}.get({string(field.name)})")
    block.add(f"if {name} is not None:")
    return block.nest()


def _nested(shape: Shape, value: str, block: Block, depth: int) -> None:
    """Statements that leave the function unless the value has the shape."""
    block.add(f"v{depth} = {value}")
    _judged(shape, f"v{depth}", block, depth)


def _judged(shape: Shape, name: str, block: Block, depth: int) -> None:
    """The same for a value that is in the variable ``name``."""
    match shape:
        case Object():
            _refuse_unless([f"type({name}) is dict"], block, name)
            _members(shape, name, block, depth)
        case Array():
            _refuse_unless([f"type({name}) is list"], block, name)
            _items(shape, name, block, depth)
        case Union(branches):
            _union(branches, name, block, depth)
        case _:
            _refuse_unless([accepts(shape, name, fast=True)], block, name)


def _items(shape: Array, name: str, block: Block, depth: int) -> None:
    """The items of a list; checks of the list that look into them wait until they have their types."""
    item = f"v{depth + 1}"
    if _is_single(shape.checks):
        block.add(f"[{item}] = {name}")
        _judged(shape.items, item, block, depth + 1)
        return
    late = [check for check in shape.checks if looks_inside(check.holds)]
    _refuse_unless([holds(check.holds, name) for check in shape.checks if check not in late], block)
    block.add(f"for {item} in {name}:")
    _judged(shape.items, item, block.nest(), depth + 1)
    _refuse_unless([of_items(check.holds, name) for check in late], block)


def _is_single(checks: Sequence[Check]) -> bool:
    """Whether the array has exactly one item, which unpacking tells as it takes it."""
    ends = {Compare(Count(), ">=", 1), Compare(Count(), "<=", 1)}
    return len(checks) == 1 and isinstance(checks[0].holds, All) and set(checks[0].holds.parts) == ends


def _members(shape: Object, name: str, block: Block, depth: int) -> None:
    """The keys of an object; the case that everything was given goes first, since it needs no look-ups."""
    fields = [field for field in shape.properties if field.presence is not Presence.UNSUPPORTED]
    if not fields:
        _refuse_unless([f"not {name}"], block)
        return
    if len(fields) <= FEW and not any(field.required for field in fields):
        block.add(f"if len({name}) == {len(fields)}:")
        _every_member(fields, name, block.nest(), depth)
        block.add(f"elif {name}:")
        block = block.nest()
        if len(fields) == 1:
            block.add("return False")
            return
    block.add(f"n{depth} = len({name})")
    _counted_members(fields, name, block, depth)
    _refuse_unless([f"not n{depth}"], block)


def _every_member(fields: Sequence[Property], name: str, block: Block, depth: int) -> None:
    if all(_is_scalar(field.shape) for field in fields):
        _scalars(fields, name, block)
        return
    for field in fields:
        _nested(field.shape, f"{name}[{string(field.name)}]", block, depth + 1)


def _counted_members(fields: Sequence[Property], name: str, block: Block, depth: int) -> None:
    for field in fields:
        if field.required:
            _nested(field.shape, f"{name}[{string(field.name)}]", block, depth + 1)
            block.add(f"n{depth} -= 1")
        else:
            inner = _if_given(field, name, f"v{depth + 1}", block)
            _judged(field.shape, f"v{depth + 1}", inner, depth + 1)
            inner.add(f"n{depth} -= 1")


def _union(branches: Sequence[Shape], name: str, block: Block, depth: int) -> None:
    """One of several types, asked for one after the other."""
    numbers = [
        accepts(branch, name, fast=True) for branch in branches if isinstance(branch, Integer | Number | Boolean)
    ]
    keyword = "if"
    for branch in branches:
        match branch:
            case String() | Media():
                block.add(f"{keyword} type({name}) is str:")
                _refuse_unless([accepts_str(branch, name)], block.nest())
            case Object():
                block.add(f"{keyword} type({name}) is dict:")
                _members(branch, name, block.nest(), depth)
            case Array():
                block.add(f"{keyword} type({name}) is list:")
                _items(branch, name, block.nest(), depth)
            case _:
                continue
        keyword = "elif"
    if keyword == "elif" and not numbers:
        block.add("else:")
        block.nest().add(_no(name))
    elif numbers:
        block.add(negated(some(numbers)), prefix=f"{keyword} ", suffix=":")
        block.nest().add(_no(name))


def _rules(rules: Sequence[Rule], block: Block) -> None:
    for rule in rules:
        inner = block
        for part in _conditions(broken(rule, "r"), block):
            inner.add(part, prefix="if ", suffix=":")
            inner = inner.nest()
        inner.add("return False")


def _conditions(parts: list[Doc], block: Block) -> list[Doc]:
    """One condition where it fits on a line, else one nested in the other: long ones are read more easily so."""
    whole = every(parts)
    return [whole] if fits_line(whole, block, 4) else [_without_brackets(part) for part in parts]


def _without_brackets(doc: Doc) -> Doc:
    single = isinstance(doc, Group) and doc.open == "(" and len(doc.items) == 1
    return doc.items[0] if single and isinstance(doc, Group) else doc


def _is_scalar(shape: Shape) -> bool:
    return not isinstance(shape, Array | Object | Union)


def _variable(field: Property) -> str:
    name = identifier(field.name)
    taken = name in TAKEN or name[:1] in "vn" and name[1:].isdecimal()
    return f"{name}_" if taken else name
