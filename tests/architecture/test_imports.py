"""Who may import whom: every arrow between the parts of airsmith, read from the source."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "generator" / "airsmith"

TARGET = {"model", "meaning", "diagnostics", "files", "json_text", "render", "resources", "targets"}
FEATURE = {"load", "model", "meaning", "diagnostics", "resources"}
DISK = {"files", "lock", "manifest", "stamp"}

# A part is a module or folder of airsmith; a target is a part of its own, `targets` is what all targets share.
ALLOWED: dict[str, set[str]] = {
    "airsmith": set(),
    "diagnostics": set(),
    "disk": set(),
    "files": set(),
    "foreign": set(),
    "json_text": {"meaning"},
    "lock": set(),
    "manifest": {"json_text", "meaning"},
    "meaning": set(),
    "resources": set(),
    "compiled": set(),
    "stamp": {"manifest"},
    "write": DISK | {"disk", "foreign"},
    "making": {"diagnostics", "files", "formatting", "load", "meaning", "model", "options", "render", "targets"},
    "memory": DISK | {"editors", "making", "model", "options"},
    "workers": {"making", "options"},
    "assembly": {"diagnostics", "files", "load", "making", "memory", "model", "options", "workers"},
    "load": {"meaning", "diagnostics"},
    "model": {"load", "meaning", "diagnostics"},
    "render": {"compiled", "resources", "targets"},
    "editors": {"load"},
    "explain": {"meaning", "model"},
    "findings": {"diagnostics", "meaning", "requests"},
    "formatting": {"files"},
    "options": {"formatting", "load", "plugins", "resources", "stamp"},
    "outcome": {"editors", "write"},
    "overrides": {"meaning", "render"},
    "plugins": set(),
    "requests": {"meaning"},
    "scaffold": {"diagnostics", "load", "model"},
    "targets": {"model", "meaning", "files", "manifest", "plugins"},
    "targets/python": TARGET,
    "targets/typescript": TARGET,
    "targets/schemas": TARGET,
    "targets/openapi": TARGET | {"targets/schemas"},
    "targets/docs": TARGET,
    "targets/vectors": TARGET,
    "docs": FEATURE,
    "compare": FEATURE | {"targets", "render"},
    "publish": FEATURE | {"targets", "targets/*", "files", "render", "write", "compare", "lock"},
    "sandbox": FEATURE | {"targets", "targets/*", "files", "render"},
    "pipeline": {"*"},
    "cli": {"*"},
    "__main__": {"cli"},
}

# These stand at the end of the flow: nobody imports them but the part named.
LAST = {"pipeline": {"cli"}, "cli": {"__main__"}, "__main__": set[str]()}

HOME_OF = {
    "jinja2": {"compiled.py", "render.py"},
    "markupsafe": {"render.py", "targets/code.py"},
    "click": {"cli/"},
    "rich": {"cli/"},
    "tree_sitter": {"publish/site/erase.py"},
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def part(name: str) -> str:
    """Name the part that a dotted module belongs to: `airsmith.targets.python.views` is in `targets/python`."""
    words = name.split(".")[1:]
    if words[:1] == ["targets"] and len(words) > 1 and (PACKAGE / "targets" / words[1]).is_dir():
        return f"targets/{words[1]}"
    return words[0] if words else "airsmith"


def dotted(path: Path) -> str:
    words = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(words[:-1] if words[-1] == "__init__" else words)


def imported(path: Path, *, only_at_run_time: bool = False) -> Iterator[str]:
    """Yield the dotted names that a module imports, `from airsmith import write` as `airsmith.write`."""
    for node in walk(ast.parse(path.read_text(encoding="utf-8")), only_at_run_time):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = absolute(path, node)
            modules = [f"{package}.{alias.name}" for alias in node.names if is_module(package, alias.name)]
            # `from package import module` reads the module; the package itself only if something else is taken too.
            yield from modules
            if len(modules) < len(node.names):
                yield package


def walk(node: ast.AST, only_at_run_time: bool) -> Iterator[ast.AST]:
    if only_at_run_time and isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from walk(child, only_at_run_time)


def absolute(path: Path, node: ast.ImportFrom) -> str:
    """Name in full what a relative import starts from."""
    if not node.level:
        return node.module or ""
    words = path.relative_to(PACKAGE.parent).parts[: -node.level]
    return ".".join((*words, *([node.module] if node.module else [])))


def is_module(package: str, name: str) -> bool:
    place = PACKAGE.parent.joinpath(*package.split("."), name)
    return package.startswith("airsmith") and (place.with_suffix(".py").is_file() or place.is_dir())


def arrows(path: Path) -> set[tuple[str, str]]:
    source = part(dotted(path))
    targets = {part(name) for name in imported(path) if name.split(".")[0] == "airsmith"}
    return {(source, target) for target in targets - {source, "airsmith"}}


def allowed(source: str, target: str) -> bool:
    if source not in LAST.get(target, {source}):
        return False
    rules = ALLOWED.get(source, set())
    return target in rules or "*" in rules or ("targets/*" in rules and target.startswith("targets/"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_arrow_is_in_the_table(path: Path) -> None:
    assert part(dotted(path)) in ALLOWED, "a new part: decide in the table of this test whom it may import"
    wrong = sorted(f"{source} -> {target}" for source, target in arrows(path) if not allowed(source, target))
    assert not wrong, f"not in the table of allowed imports: {wrong}"


def test_no_part_imports_itself_in_a_circle() -> None:
    graph: dict[str, set[str]] = {}
    for path in modules():
        for source, target in arrows(path):
            graph.setdefault(source, set()).add(target)
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"imports go round: {' -> '.join(error.args[1])}")


def test_no_module_imports_itself_in_a_circle() -> None:
    names = {dotted(path) for path in modules()}
    graph = {dotted(path): names & set(imported(path, only_at_run_time=True)) for path in modules()}
    try:
        list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"imports go round: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("library", HOME_OF)
def test_a_library_is_imported_in_its_home_only(library: str) -> None:
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if any(name.split(".")[0] == library for name in imported(path))
    }
    assert not {user for user in users if not user.startswith(tuple(HOME_OF[library]))}


def test_only_the_command_line_prints() -> None:
    talkers = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert not talkers


def test_the_source_root_is_no_package() -> None:
    assert not (PACKAGE.parent / "__init__.py").exists()


def test_every_arrow_of_the_table_can_be_told_from_the_forbidden() -> None:
    assert allowed("model", "load")
    assert allowed("targets/openapi", "targets/schemas")
    assert allowed("cli", "compare")
    assert allowed("publish", "targets/schemas")
    for source, target in [
        ("load", "model"),
        ("meaning", "diagnostics"),
        ("targets/python", "targets/schemas"),
        ("targets/python", "load"),
        ("targets/python", "pipeline"),
        ("sandbox", "cli"),
        ("pipeline", "cli"),
        ("unheard", "meaning"),
    ]:
        assert not allowed(source, target), (source, target)
