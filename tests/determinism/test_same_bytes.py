"""The output follows from the specs alone: not from where, when, in which order or how often a run is made."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from airsmith.load.yaml_nodes import Mapping, Node, Scalar, Sequence, parse
from airsmith.targets.registry import TARGETS

from support import ROOT
from trees import airsmith, states, tree

GENERATED = ROOT / "generated"


def generated() -> dict[str, str]:
    listed = json.loads((GENERATED / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    return {name: digest for name, digest in tree(GENERATED).items() if name in listed or name == "MANIFEST.json"}


def test_generating_anew_gives_what_is_there(project: Path) -> None:
    airsmith("generate", cwd=project)
    assert tree(project / "generated") == generated()
    shutil.rmtree(project / "generated")
    airsmith("generate", cwd=project)
    assert tree(project / "generated") == generated()


def test_the_manifest_says_what_is_there() -> None:
    listed = json.loads((GENERATED / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    found = tree(GENERATED)
    assert {name: found[name] for name in listed} == {name: entry["sha256"] for name, entry in listed.items()}


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "COLUMNS": "20"},
        {"PYTHONHASHSEED": "random", "LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONIOENCODING": "latin-1", "SOURCE_DATE_EPOCH": "0"},
        {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
    ],
    ids=lambda environment: ",".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_makes_no_difference(project: Path, environment: dict[str, str]) -> None:
    airsmith("generate", cwd=project, **environment)
    assert tree(project / "generated") == generated()


def test_the_place_makes_no_difference(tmp_path: Path) -> None:
    specs, out = tmp_path / "other place é" / "specs", tmp_path / "deep" / "out"
    shutil.copytree(ROOT / "specs", specs)
    airsmith("generate", "--specs", str(specs), "--out", str(out), cwd=Path("/"))
    assert tree(out) == generated()


def test_the_order_of_files_and_targets_makes_no_difference(project: Path) -> None:
    for target in sorted(TARGETS, reverse=True):
        airsmith("generate", "--target", target, cwd=project)
    assert tree(project / "generated") == generated()


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_keys_makes_no_difference(project: Path, seed: int) -> None:
    chance = random.Random(seed)
    for path in project.glob("specs/**/*.yaml"):
        node = parse(path.read_bytes(), path.name)
        shuffled = "\n".join(emit(node, 0, chance)) + "\n"
        assert plain(parse(shuffled.encode(), path.name)) == plain(node)
        assert shuffled != path.read_text(encoding="utf-8")
        path.write_text(shuffled, encoding="utf-8")
    airsmith("generate", cwd=project)
    assert tree(project / "generated") == generated()


def emit(node: Node, depth: int, chance: random.Random) -> Iterator[str]:
    """A node as block YAML, the keys of every mapping in another order."""
    margin = "  " * depth
    match node:
        case Mapping(entries) if entries:
            mixed = list(entries)
            while len(mixed) > 1 and tuple(mixed) == entries:
                chance.shuffle(mixed)
            for key, value in mixed:
                yield from _entry(f"{margin}{json.dumps(str(key.value))}:", value, depth, chance)
        case Sequence(items) if items:
            for item in items:
                yield from _entry(f"{margin}-", item, depth, chance)
        case _:
            yield margin + flow(node)


def _entry(head: str, value: Node, depth: int, chance: random.Random) -> Iterator[str]:
    if isinstance(value, Scalar) or flow(value) in ("{}", "[]"):
        yield f"{head} {flow(value)}"
    else:
        yield head
        yield from emit(value, depth + 1, chance)


def flow(node: Node) -> str:
    match node:
        case Scalar(value):
            return json.dumps(value)
        case Mapping(entries):
            return "{" + ", ".join(f"{json.dumps(str(key.value))}: {flow(value)}" for key, value in entries) + "}"
        case Sequence(items):
            return "[" + ", ".join(map(flow, items)) + "]"


def plain(node: Node) -> object:
    match node:
        case Scalar(value):
            return value
        case Mapping(entries):
            return {str(key.value): plain(value) for key, value in entries}
        case Sequence(items):
            return [plain(item) for item in items]


def test_a_second_run_touches_nothing(project: Path) -> None:
    first = airsmith("generate", cwd=project).stdout.decode()
    assert f"{len(generated())} files from specs" in first
    before = states(project)
    for _ in range(2):
        assert airsmith("generate", cwd=project).stdout == b"generated is up to date\n"
        assert airsmith("generate", "--check", cwd=project).stdout == b"generated is up to date\n"
        assert airsmith("generate", "--diff", cwd=project).stdout == b""
    assert states(project) == before


def test_without_its_note_a_run_still_touches_no_output(project: Path) -> None:
    airsmith("generate", cwd=project)
    shutil.rmtree(project / "generated" / ".airsmith")
    before = states(project / "generated")
    assert b"0 added, 0 changed, 0 removed" in airsmith("generate", cwd=project).stdout
    after = states(project / "generated")
    assert {name: after[name] for name in before} == before


def test_a_comment_in_a_spec_changes_no_file(project: Path) -> None:
    airsmith("generate", cwd=project)
    with (project / "specs" / "catalog.yaml").open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    before = states(project / "generated" / "python")
    assert b"0 added, 0 changed, 0 removed" in airsmith("generate", cwd=project).stdout
    assert states(project / "generated" / "python") == before
    assert airsmith("generate", cwd=project).stdout == b"generated is up to date\n"


def test_schemas_for_editors_are_made_where_they_are_missing(project: Path) -> None:
    airsmith("generate", cwd=project)
    for path in (project / "specs").glob("*.schema.json"):
        path.unlink()
    stale = airsmith("generate", "--check", cwd=project, expected=4)
    assert b"  + specs/spec.schema.json\n" in stale.stdout
    airsmith("generate", cwd=project)
    for path in (ROOT / "specs").glob("*.schema.json"):
        assert (project / "specs" / path.name).read_bytes() == path.read_bytes()
    airsmith("generate", cwd=project)
    assert airsmith("generate", cwd=project).stdout == b"generated is up to date\n"
