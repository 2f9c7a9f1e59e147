"""What the commands share: exit codes, options, and what becomes of errors."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

import click

from .. import resources

if TYPE_CHECKING:
    from ..findings import Finding

FINDINGS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
STALE: Final = 4
INTERRUPTED: Final = 130

TRACEBACK: Final = "AIRSMITH_TRACEBACK"
"""The variable of the environment that asks for the traceback of a target that failed."""

FORMATS: Final = ("text", "json", "github", "sarif")


class Interrupted(Exception):
    """Ctrl-C while files were written: each of them is wholly old or wholly new."""


class Refused(Exception):
    """What was asked for is not done, and nothing was; the text says why, with a code, and what would pass."""


Arguments = ParamSpec("Arguments")
Command = TypeVar("Command", bound=Callable[..., object])


def specs_option(command: Command) -> Command:
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "--specs", type=kind, default=None, help="Folder of the specs. [default: specs/, else shipped]"
    )(command)


def format_option(command: Command) -> Command:
    return click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are shown.")(
        command
    )


def force_option(command: Command) -> Command:
    return click.option("--force", is_flag=True, help="Write over files that airsmith did not make, too.")(command)


def guarded(work: Callable[Arguments, int]) -> Callable[Arguments, int]:
    """Turn what can be wrong with specs, templates or the output into findings or a line, and an exit code."""

    @wraps(work)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> int:
        from ..diagnostics import SpecErrors

        try:
            return work(*args, **kwargs)
        except SpecErrors as errors:
            from ..findings import of_diagnostic

            show([of_diagnostic(one) for one in errors.diagnostics], str(kwargs.get("form", "text")))
            count = len(errors.diagnostics)
            click.echo(f"{count} error{'s' if count > 1 else ''} in {errors.where}", err=True)
            return FINDINGS
        except BrokenPipeError:
            # Whoever read our output has seen enough; what is left goes nowhere, silently.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except (OSError, ImportError) as error:
            click.echo(f"error: {_reason(error)}{_notes(error)}", err=True)
        except Exception as error:
            # By name, so that a run with nothing to do imports neither the templates nor the disk module.
            if isinstance(error, Refused) or type(error).__name__ == "ForeignFiles":
                click.echo(str(error), err=True)
                return USAGE
            if type(error).__name__ not in ("RenderError", "OutputError", "FormatError", "NotPlain", "TargetError"):
                raise
            click.echo(f"error: {error}{_notes(error)}", err=True)
            if type(error).__name__ == "TargetError":
                _show_cause(error)
        return UNREADABLE

    return run


def _reason(error: OSError | ImportError) -> str:
    """What the system said, without its number: ``out/x: Permission denied``."""
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _notes(error: Exception) -> str:
    """Whose target it was that failed, where it is not ours."""
    notes = getattr(error, "__notes__", [])
    return f" ({', '.join(notes)})" if notes else ""


def _show_cause(error: Exception) -> None:
    """What a target raised, from its first line to its last, for its author."""
    if error.__cause__ is None:
        return
    if not os.environ.get(TRACEBACK):
        click.echo(f"  hint: {TRACEBACK}=1 in the environment shows the whole traceback", err=True)
        return
    from traceback import format_exception

    click.echo("".join(format_exception(error.__cause__)), err=True, nl=False)


def specs_folder(given: Path | None) -> Path:
    local = Path("specs")
    return given or (local if local.is_dir() else resources.specs())


def show(findings: list[Finding], form: str) -> None:
    """Print findings; as text, warnings go to standard error."""
    from ..findings import render

    aside = [one for one in findings if one.level == "warning"] if form == "text" else []
    for some, err in (([one for one in findings if one not in aside], False), (aside, True)):
        text = render(some, form) if some or not err else ""
        if text:
            click.echo(text, err=err)
