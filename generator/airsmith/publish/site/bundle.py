"""Modules to one classic script, which a page opened from a file may load: browsers refuse it modules there.

What nobody uses is left out. As in the packages of npm that say so of themselves, a module that is imported does
nothing by being imported: only the one that is run may have statements that declare nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from posixpath import dirname, join, normpath

from .erase import Literal, NotPlain
from .modules import Import, Module, Statement, module

_SHARED = "$$"
"""What the strings are called that stand several times in a script."""

_WORTH = 14
"""Shorter strings stay where they are, their quotes counted."""

__all__ = ["bundle"]


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """The script that runs the module ``entry`` after all that it imports.

    Args:
        modules: TypeScript by path, such as ``validate/sora-2.ts``; imports call such a file ``./sora-2.js``.
        entry: The path of the module that is run last.

    Raises:
        NotPlain: A module is more than JavaScript with types, is not there, or imports itself in a circle.
    """
    found = _reached(modules, entry)
    graph = {path: [_resolved(path, one) for one in read.imports] for path, read in found.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise NotPlain(f"modules import each other: {' -> '.join(error.args[1])}") from None
    live = _Live(found)
    live.take_all(entry)
    live.settle()
    names = {path: f"m{number}" for number, path in enumerate(order)}
    parts = [part for path in order if live.of(path) for part in _scope(names, path, found[path], live)]
    table = _shared(parts)
    texts = "".join(
        f"{_SHARED}[{table[part]}]" if part in table and isinstance(part, Literal) else part for part in parts
    )
    return f'(() => {{\n"use strict";\nconst {_SHARED} = [{",".join(table)}];\n{texts}}})();\n'


def _shared(parts: Sequence[str]) -> dict[str, int]:
    """The place of each string that stands several times, in the order of the script."""
    counts = Counter(part for part in parts if isinstance(part, Literal) and len(part) >= _WORTH)
    return {text: number for number, text in enumerate(text for text, count in counts.items() if count > 1)}


def _reached(modules: Mapping[str, str], entry: str) -> dict[str, Module]:
    found: dict[str, Module] = {}
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = _read(modules, path)
            waiting += [_resolved(path, one) for one in found[path].imports]
            if path != entry and any(not one.declares for one in found[path].statements):
                raise NotPlain(f"{path}: a module that is imported only declares")
    return found


def _read(modules: Mapping[str, str], path: str) -> Module:
    if path not in modules:
        raise NotPlain(f"there is no module {path}")
    try:
        return module(modules[path])
    except NotPlain as error:
        raise NotPlain(f"{path}: {error}") from None


def _resolved(path: str, one: Import) -> str:
    return normpath(join(dirname(path), one.path)).removesuffix(".js") + ".ts"


class _Live:
    """Which statements are used, by the names they declare.

    A module that is taken as a whole is an object: of its exports those are used whose name stands anywhere as the
    name of a property.
    """

    def __init__(self, modules: Mapping[str, Module]) -> None:
        self._modules = modules
        self._taken: dict[str, set[Statement]] = {path: set() for path in modules}
        self._members: set[str] = set()
        self._whole: set[str] = set()

    def of(self, path: str) -> set[Statement]:
        return self._taken[path]

    def take_all(self, path: str) -> None:
        for one in self._modules[path].statements:
            self._take(path, one)

    def settle(self) -> None:
        """Take what is used through objects, until nothing is added."""
        count = -1
        while count != (count := sum(map(len, self._taken.values()))):
            for path in sorted(self._whole):
                for one in self._modules[path].statements:
                    if one.exported and self._members.intersection(one.declares):
                        self._take(path, one)

    def _take(self, path: str, statement: Statement) -> None:
        if statement in self._taken[path]:
            return
        self._taken[path].add(statement)
        self._members |= statement.members
        for one in self._modules[path].statements:
            if statement.names.intersection(one.declares):
                self._take(path, one)
        for taken in self._modules[path].imports:
            other = _resolved(path, taken)
            wanted = {there for there, here in taken.names if here in statement.names}
            for one in self._modules[other].statements:
                if one.exported and wanted.intersection(one.declares):
                    self._take(other, one)
            if taken.whole in statement.names:
                self._whole.add(other)


def _scope(names: Mapping[str, str], path: str, read: Module, live: _Live) -> Iterator[str]:
    """A module in a scope of its own, in parts; its name is bound to what it exports."""
    statements = [one for one in read.statements if one in live.of(path)]
    used = {name for one in statements for name in one.names}
    yield f"const {names[path]} = (() => {{\n"
    for taken in read.imports:
        other = names[_resolved(path, taken)]
        pairs = [f"{there}: {here}" if there != here else here for there, here in taken.names if here in used]
        yield f"const {{ {', '.join(pairs)} }} = {other};\n" if pairs else ""
        yield f"const {taken.whole} = {other};\n" if taken.whole in used else ""
    for one in statements:
        yield from (*one.tokens, "\n")
    given = [name for one in statements if one.exported for name in one.declares]
    yield "return {" + ", ".join(f"{json.dumps(name)}: {name}" for name in given) + "};\n})();\n"
