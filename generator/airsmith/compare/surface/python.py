"""The public names of a generated Python package, with their signatures, from its source."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from .symbols import Member, Surface, Symbol, is_output
from .types import Atom, Type, type_of

_OPTIONAL = ("NotRequired",)
_TAKES = {"str": ("str",), "bool": ("bool",), "int": ("int", "bool"), "float": ("float", "int", "bool")}
"""The types that a checker accepts for another: whole numbers stand for any, as PEP 484 has it."""
_GIVEN = ("NamedTuple", "Protocol", "TypedDict", "dataclass")
"""Bases and decorators of classes whose fields callers give, or have to offer themselves."""


def python_surface(files: Mapping[str, str], module: str) -> Surface:
    """``files`` are those of the package, by their path below ``src/``; ``module`` is its import name.

    Where a module has a stub beside it, that is what counts, as for a type checker.
    """
    modules = sorted(path for path in files if path.endswith((".py", ".pyi")))
    reader = _Reader({_dotted(path): ast.parse(files[path]) for path in modules})
    found: dict[str, Symbol] = {}
    homes: set[tuple[str, str]] = set()
    for name in sorted(reader.trees, key=lambda name: (name.count("."), name)):
        if any(part.startswith("_") for part in name.split(".")):
            continue
        for public in reader.exported(name):
            home = reader.home(name, public)
            if home is None or home in homes:
                continue
            homes.add(home)
            below = name.removeprefix(module).removeprefix(".")
            shown = f"{below}.{public}" if below else public
            found.update(_symbols(shown, reader.definition(*home)))
    return found


def _dotted(path: str) -> str:
    return path.removesuffix(".pyi").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class _Reader:
    def __init__(self, trees: Mapping[str, ast.Module]) -> None:
        self.trees = trees
        self._brought = {module: _brought(tree.body) for module, tree in trees.items()}
        self._packages = {package for module in trees for package in _above(module)}

    def exported(self, module: str) -> list[str]:
        """The names in ``__all__``, else those that do not begin with an underscore."""
        for node in self.trees[module].body:
            if isinstance(node, ast.Assign) and any(_name(target) == "__all__" for target in node.targets):
                return [str(name) for name in ast.literal_eval(node.value)]
        names = (_defined(node) for node in self.trees[module].body)
        return [name for name in names if name and not name.startswith("_")]

    def home(self, module: str, name: str) -> tuple[str, str] | None:
        """The module and the name under which something is defined; None for what is not of this package."""
        node, inner = self._brought.get(module, {}).get(name, (None, ""))
        if isinstance(node, ast.ImportFrom):
            return self.home(self._source(module, node), inner)
        return (module, name) if node else None

    def _source(self, module: str, node: ast.ImportFrom) -> str:
        words = module.split(".")
        kept = words[: len(words) - node.level + (module in self._packages)]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def definition(self, module: str, name: str) -> ast.stmt:
        return self._brought[module][name][0]


def _brought(body: Iterable[ast.stmt]) -> dict[str, tuple[ast.stmt, str]]:
    """Name -> the first statement that brings it into a module, and its name there or where it is imported from."""
    found: dict[str, tuple[ast.stmt, str]] = {}
    for node in _statements(body):
        if name := _defined(node):
            found.setdefault(name, (node, name))
        elif isinstance(node, ast.ImportFrom) and node.level:
            for alias in node.names:
                found.setdefault(alias.asname or alias.name, (node, alias.name))
    return found


def _above(module: str) -> Iterator[str]:
    """The packages that a module is in."""
    while "." in module:
        module = module.rpartition(".")[0]
        yield module


def _statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements of a module; those under a condition, such as TYPE_CHECKING, count like others."""
    for node in body:
        if isinstance(node, ast.If):
            yield from _statements(node.body)
        else:
            yield node


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _defined(node: ast.stmt) -> str:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return node.name
        case ast.Assign(targets=[ast.Name() as target]) | ast.AnnAssign(target=ast.Name() as target):
            return target.id
        case _:
            return ""


def _symbols(name: str, node: ast.stmt) -> Iterator[tuple[str, Symbol]]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield name, _function(node)
        case ast.ClassDef():
            yield name, _class(node)
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) and _is_public(inner.name):
                    yield f"{name}.{inner.name}", _function(inner, method=True)
        case ast.AnnAssign():
            yield name, Symbol("value", returns=_type(node.annotation))
        case ast.Assign():
            yield name, Symbol("value", returns=_type(node.value))


def _is_public(name: str) -> bool:
    return name == "__init__" or not name.startswith("_")


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, *, method: bool = False) -> Symbol:
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    needed = len(positional) - len(arguments.defaults)
    members = [_parameter(one, i < needed, i) for i, one in enumerate(positional)][1 if method else 0 :]
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        members.append(_parameter(one, default is None, None))
    returns = _type(node.returns) if node.returns else frozenset()
    return Symbol("function", tuple(members), returns)


def _parameter(argument: ast.arg, required: bool, position: int | None) -> Member:
    return Member(argument.arg, _type(argument.annotation) if argument.annotation else frozenset(), required, position)


def _class(node: ast.ClassDef) -> Symbol:
    """Annotated fields count; a TypedDict's may be left out where it says so."""
    members: list[Member] = []
    for inner in node.body:
        if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name) and _is_public(inner.target.id):
            annotation = inner.annotation
            optional = isinstance(annotation, ast.Subscript) and _name(annotation.value) in _OPTIONAL
            kept = annotation.slice if optional and isinstance(annotation, ast.Subscript) else annotation
            members.append(Member(inner.target.id, _type(kept), not optional and inner.value is None))
        elif isinstance(inner, ast.Assign) and _is_public(_defined(inner) or "_"):
            members.append(Member(_defined(inner), _type(inner.value), False))
    output = is_output(node.name)
    bases = tuple(map(ast.unparse, node.bases))
    return Symbol("class", tuple(members), bases=bases, output=output, given=not output and _is_given(node))


def _is_given(node: ast.ClassDef) -> bool:
    heads = (ast.unparse(part).partition("(")[0].partition("[")[0] for part in (*node.bases, *node.decorator_list))
    return any(head in _GIVEN for head in heads)


def _type(node: ast.expr) -> Type:
    return type_of(_atoms(node))


def _atoms(node: ast.expr) -> Iterator[Atom]:
    match node:
        case ast.BinOp(left, ast.BitOr(), right):
            yield from (*_atoms(left), *_atoms(right))
        case ast.Subscript(ast.Name("Literal"), inner):
            values = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            yield from (_literal(value) for value in values)
        case ast.Subscript(ast.Name("Optional"), inner):
            yield from (*_atoms(inner), Atom("None"))
        case ast.Subscript(head, inner):
            parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            yield Atom(ast.unparse(head), tuple(map(_type, parts)))
        case ast.Name(name) if name in _TAKES:
            yield Atom(name, takes=_TAKES[name])
        case _:
            yield Atom(ast.unparse(node))


def _literal(node: ast.expr) -> Atom:
    value = node.operand if isinstance(node, ast.UnaryOp) else node
    kind = type(value.value).__name__ if isinstance(value, ast.Constant) else ""
    return Atom(ast.unparse(node), literal_of=kind)
