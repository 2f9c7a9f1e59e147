"""Naming what changed about the public names of a package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .symbols import Member, Surface, Symbol
from .types import Type, covers, shown


@dataclass(frozen=True)
class Difference:
    """``path`` is the name, with a parameter or field of it in brackets, a member after a full stop."""

    rule: str
    path: str
    before: str = ""
    after: str = ""


def surface_differences(old: Surface, new: Surface) -> Iterator[Difference]:
    """Every difference, name by name."""
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before is None:
            yield Difference("symbol-added", name)
        elif after is None:
            yield Difference("symbol-removed", name)
        elif before == after:
            continue
        elif before.kind != after.kind:
            yield Difference("symbol-kind-changed", name, before.kind, after.kind)
        else:
            yield from _symbols(name, before, after)


def _symbols(name: str, old: Symbol, new: Symbol) -> Iterator[Difference]:
    if old.bases != new.bases:
        yield Difference("base-changed", name, ", ".join(old.bases), ", ".join(new.bases))
    yield from _members(name, old, new)
    output = old.output or old.kind in ("function", "value")
    yield from _types(name, old.returns, new.returns, output=output)


def _members(name: str, old: Symbol, new: Symbol) -> Iterator[Difference]:
    before = {member.name: member for member in old.members}
    after = {member.name: member for member in new.members}
    for member in old.members:
        if member.name not in after:
            if old.given:
                yield Difference("parameter-removed", f"{name}({member.name})", shown(member.type))
            else:
                yield Difference("symbol-removed", f"{name}.{member.name}", shown(member.type))
    for member in new.members:
        if member.name not in before:
            yield _added(name, member, new.given)
        else:
            yield from _member(f"{name}({member.name})", before[member.name], member, new)
    if _order(old, after) != _order(new, before):
        yield Difference("parameter-reordered", name, ", ".join(_order(old, after)), ", ".join(_order(new, before)))


def _added(name: str, member: Member, given: bool) -> Difference:
    if not given:
        return Difference("symbol-added", f"{name}.{member.name}", "", shown(member.type))
    rule = "parameter-added-required" if member.required else "parameter-added"
    return Difference(rule, f"{name}({member.name})", "", shown(member.type))


def _order(symbol: Symbol, known: dict[str, Member]) -> list[str]:
    """The positional parameters that the other side has, too."""
    return [member.name for member in symbol.members if member.position is not None and member.name in known]


def _member(path: str, old: Member, new: Member, owner: Symbol) -> Iterator[Difference]:
    if old.required != new.required:
        harder = new.required if owner.given else old.required
        words = ("required", "optional") if old.required else ("optional", "required")
        yield Difference(f"parameter-became-{'required' if harder else 'optional'}", path, *words)
    yield from _types(path, old.type, new.type, output=owner.output)


def _types(path: str, old: Type, new: Type, *, output: bool) -> Iterator[Difference]:
    if old == new:
        return
    narrower, wider = not covers(new, old), not covers(old, new)
    if output and wider:
        yield Difference("return-widened", path, shown(old), shown(new))
    elif output and narrower:
        yield Difference("return-narrowed", path, shown(old), shown(new))
    elif narrower:
        yield Difference("parameter-narrowed", path, shown(old), shown(new))
    elif wider:
        yield Difference("parameter-widened", path, shown(old), shown(new))
