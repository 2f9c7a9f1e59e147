"""Sizes in bullets of their own, by the name of a group, by ratio or by workflow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...meaning.values import Json
from ..claims import Said
from ..names import Names
from .asides import workflows
from .base import Bullet, Sayings, bare, rule
from .derived_sizes import read_in_workflow
from .scopes import Scope
from .size_rows import RATIO, Row, rows, written


def read_groups(bullet: Bullet, names: Names) -> Sayings | None:
    """Groups of sizes, or sizes of single workflows, in bullets of their own."""
    if bare(bullet.body).strip(" :"):
        return None
    if any(workflows(child.label) for child in bullet.children):
        return _by_workflow(bullet.children, names)
    groups: dict[str, Json] = {}
    plain: list[Row] = []
    scoped: list[tuple[list[Row], tuple[str, ...]]] = []
    for child in bullet.children:
        body, scope = own_workflows(bare(child.body))
        found = rows(body)
        if not found or child.children:
            return None
        scoped += [(found, scope)] if scope else []
        if RATIO.fullmatch(child.label):
            plain += [(width, height, ratio or child.label) for width, height, ratio in found]
        elif child.label:
            groups[child.label] = written(found)
        else:
            plain += found
    rules = _elsewhere(scoped, names)
    if (groups and plain) or rules is None:
        return None
    listed = Said(("dimensions", "groups"), groups) if groups else Said(("dimensions", "pairs"), written(plain))
    return (listed, *rules)


def own_workflows(body: str) -> tuple[str, tuple[str, ...]]:
    """A list of sizes without the workflows behind it that alone have them: `512x512 (1:1) (image-to-video only)`."""
    match = re.fullmatch(r"(.+?) ?\(([^()\d]+?) only\)", body, re.I)
    found = workflows(match[2]) if match else ()
    return (match[1], found) if match and found else (body, ())


def _elsewhere(scoped: Sequence[tuple[list[Row], tuple[str, ...]]], names: Names) -> Sayings | None:
    """What the workflows that lack some sizes are left with."""
    rules: list[Said] = []
    for name in names.workflows if scoped else ():
        lacks = {row[:2] for found, scope in scoped if name not in scope for row in found}
        kept: Json = [f"{width}x{height}" for width, height, _ in names.sizes if (width, height) not in lacks]
        rules += [rule("constrain", {"dimensions": {"pairs": kept}}, {"workflow": name})] if lacks and kept else []
    known = all(name in names.workflows for _, scope in scoped for name in scope)
    return tuple(rules) if known and names.sizes else None if scoped else ()


def _by_workflow(children: Sequence[Bullet], names: Names) -> Sayings | None:
    sized: list[str] = []
    sizes: list[Row] = []
    own: list[tuple[tuple[str, ...], list[Row]]] = []
    said: list[Said] = []
    for child in children:
        scope = workflows(child.label)
        found = rows(bare(child.body))
        if not scope or child.children:
            return None
        if found:
            sizes += found
            sized += scope
            own.append((scope, found))
            continue
        derived = read_in_workflow(child.body, scope[0], names)
        if derived is None:
            return None
        said += derived
    if sizes:
        said = [Said(("dimensions", "pairs"), written(sizes)), *said]
        required: Json = {"in": list(dict.fromkeys(sized))}
        said += [Said(("dimensions", "required"), required)] if len(sized) < len(children) else []
    apart = [(scope, found) for scope, found in own if {row[:2] for row in found} != {row[:2] for row in sizes}]
    if any(name not in names.workflows for scope, _ in apart for name in scope):
        return None
    for scope, found in apart:
        pairs: Json = [f"{width}x{height}" for width, height, _ in found]
        said.append(rule("constrain", {"dimensions": {"pairs": pairs}}, Scope(workflows=scope).condition()))
    return tuple(said)
