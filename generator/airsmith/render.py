"""Views to text, by jinja2.

A template prints; it decides nothing. Three things hold it to that here: a view may hold only finished words, only
`Code` may be printed, and no function or filter is there but `indent` and `join`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path, PurePosixPath
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, cast

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

from . import resources
from .compiled import Compiled
from .targets.code import Code

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
else:
    DataclassInstance = object

__all__ = ["RenderError", "Renderer"]


class RenderError(Exception):
    """A template that cannot be read or rendered.

    Attributes:
        template: Its name within the templates folder.
        line: The line at fault, or 0 if none is known.
        reason: What is wrong, in one sentence.
    """

    def __init__(self, template: str, line: int, reason: str) -> None:
        self.template = template
        self.line = line
        self.reason = reason
        super().__init__(f"{template}:{line}: {reason}" if line else f"{template}: {reason}")


class Renderer:
    """Renders templates; of a name that several folders have, the first folder's counts."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._environment = _environment(folders)

    def render(self, template: str, view: DataclassInstance) -> str:
        """Render a template; the fields of the view are its variables.

        Raises:
            RenderError: The template is missing or broken, or the view holds something other than finished words.
        """
        names = {field.name: getattr(view, field.name) for field in fields(view)}
        try:
            for name, value in names.items():
                _refuse_unfinished(value, f"{type(view).__name__}.{name}")
            return self._environment.get_template(template).render(names)
        except TemplateNotFound as error:
            raise RenderError(template, 0, f"there is no template {error.name}") from error
        except TemplateSyntaxError as error:
            raise RenderError(error.name or template, error.lineno, error.message or "broken") from error
        except Exception as error:
            raise self._located(template, error) from error

    def copy(self, name: str) -> str:
        """Return the text of a runtime file, which is copied as it is.

        Raises:
            RenderError: It is missing, not UTF-8, or not inside the templates folder.
        """
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise RenderError(name, 0, "a runtime file is named relative to the templates folder")
        holder = next((folder for folder in self._folders if (folder / path).is_file()), self._folders[-1])
        try:
            return (holder / path).read_bytes().decode("utf-8")
        except OSError as error:
            raise RenderError(name, 0, f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise RenderError(name, 0, "is not UTF-8") from error

    def _located(self, template: str, error: Exception) -> RenderError:
        """Find the line of the innermost template that the error passed through."""
        found = (template, 0)
        for frame, line in walk_tb(error.__traceback__):
            path = Path(frame.f_code.co_filename)
            for folder in self._folders:
                if path.is_relative_to(folder):
                    found = (path.relative_to(folder).as_posix(), line)
        return RenderError(*found, f"{type(error).__name__}: {error}")


def _environment(folders: Sequence[Path]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,
        bytecode_cache=_compiled(folders),
        undefined=StrictUndefined,
        finalize=_only_code,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.clear()
    environment.tests.clear()
    environment.filters.clear()
    environment.filters.update(indent=_indent, join=_join)
    return environment


def _compiled(folders: Sequence[Path]) -> Compiled | None:
    """What was compiled of our templates, in this module's way; nothing is left beside those of others."""
    ours = resources.templates()
    return Compiled(ours, Path(__file__).read_bytes()) if tuple(folders) == (ours,) else None


# With the context passed in, jinja cannot fold constants while it compiles, which would go around this check.
@pass_context
def _only_code(_context: Context, value: object) -> Markup:
    """Let `Code` pass, and the Markup that macros return; refuse everything else."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Undefined):
        str(value)
    raise TypeError(f"a template may print only Code, not {type(value).__name__}")


def _refuse_unfinished(value: object, path: str) -> None:
    """Refuse what is not Code, a flag, a tuple or a frozen view: a template must have nothing to decide on."""
    found = _unfinished(value)
    if found is not None:
        where, kind = found
        raise TypeError(f"{path}{where} is {kind.__name__}; a view holds Code, flags, tuples and frozen views")


def _unfinished(value: object) -> tuple[str, type] | None:
    """Where the first of what is not that is inside a value, and its type. Views are large, so no path is made ahead."""
    if value is None or isinstance(value, (Code, bool)):
        return None
    if isinstance(value, tuple):
        for i, item in enumerate(cast(tuple[object, ...], value)):
            if (found := _unfinished(item)) is not None:
                return f"[{i}]{found[0]}", found[1]
    elif (names := _names(cast(Any, type(value)))) is not None:
        for name in names:
            if (found := _unfinished(getattr(value, name))) is not None:
                return f".{name}{found[0]}", found[1]
    else:
        return "", type(value)
    return None


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a frozen view; None for any other type."""
    made = getattr(kind, "__dataclass_params__", None)
    if made is None or not made.frozen:
        return None
    return tuple(field.name for field in fields(kind))


def _indent(text: Markup, width: int = 4, first: bool = False, blank: bool = False) -> Code:
    """Indent every line but the first, and none that is blank, unless asked to."""
    if not first and isinstance(text, Code) and "\n" not in text:
        return text
    margin = " " * width
    lines = [
        margin + line if (first or number) and (blank or line.strip()) else line
        for number, line in enumerate(str(_code(text)).split("\n"))
    ]
    return Code("\n".join(lines))


def _join(items: Iterable[Markup], separator: str = "") -> Code:
    """Join code; the separator is the template's own text and is not escaped."""
    return Code(separator.join(str(_code(item)) for item in items))


def _code(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    raise TypeError(f"only Code can be joined or indented, not {type(value).__name__}")
