"""The commands: arguments in, exit code out. The only place that prints."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, ParamSpec, TypeVar

import click

from . import __version__, resources
from .options import Options
from .stamp import is_current, remember

if TYPE_CHECKING:
    from .findings import Finding
    from .model.catalog import Model
    from .write import Changes

FINDINGS: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
STALE: Final = 4
INTERRUPTED: Final = 130

MOST_SHOWN: Final = 40
"""Changed files listed by name; more are only counted."""

MANY: Final = 50
"""From this many models on, a terminal is shown a progress bar."""

FORMATS: Final = ("text", "json", "github", "sarif")

Arguments = ParamSpec("Arguments")
Command = TypeVar("Command", bound=Callable[..., object])


def main() -> NoReturn:
    """Run the command line; the process ends here."""
    for stream in (sys.stdout, sys.stderr):
        # Names of files and keys of requests may hold what no encoding has: half a character.
        with suppress(AttributeError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing was left half-written", err=True)
        code = INTERRUPTED
    sys.exit(code if isinstance(code, int) else 0)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="airsmith")
def cli() -> None:
    """Generate validators, clients, types and schemas from one YAML file per model.

    \b
    Start here:
      airsmith generate                 make everything in generated/
      airsmith lint                     check the specs
      airsmith explain openai:2@3       what a model accepts, and who says so
      airsmith validate request.json    is this request legal?

    Exit codes: 0 fine, 1 findings, 2 usage, 3 unreadable file, 4 stale files (--check), 130 Ctrl-C.
    """


def specs_option(command: Command) -> Command:
    kind = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option(
        "--specs", type=kind, default=None, help="Folder of the specs. [default: specs/, else shipped]"
    )(command)


def format_option(command: Command) -> Command:
    return click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How findings are shown.")(
        command
    )


def guarded(work: Callable[Arguments, int]) -> Callable[Arguments, int]:
    """Turn what can be wrong with specs, templates or the output into findings or a line, and an exit code."""

    @wraps(work)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> int:
        from .diagnostics import SpecErrors
        from .findings import of_diagnostic

        try:
            return work(*args, **kwargs)
        except SpecErrors as errors:
            _show([of_diagnostic(one) for one in errors.diagnostics], str(kwargs.get("form", "text")))
            count = len(errors.diagnostics)
            click.echo(f"{count} error{'s' if count > 1 else ''} in the specs", err=True)
            return FINDINGS
        except BrokenPipeError:
            # Whoever read our output has seen enough; what is left goes nowhere, silently.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        except (OSError, ImportError) as error:
            click.echo(f"error: {_reason(error)}", err=True)
        except Exception as error:
            # By name, so that a run with nothing to do imports neither the templates nor the disk module.
            if type(error).__name__ not in ("RenderError", "OutputError", "FormatError"):
                raise
            click.echo(f"error: {error}", err=True)
        return UNREADABLE

    return run


def _reason(error: OSError | ImportError) -> str:
    """What the system said, without its number: ``out/x: Permission denied``."""
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


@cli.command()
@specs_option
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Your templates; they replace shipped ones of the same name.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path("generated"), show_default=True)
@click.option("--target", "targets", multiple=True, help="Make only this target; may be repeated.")
@click.option("--check", is_flag=True, help="Write nothing; exit 4 if files are stale.")
@click.option("--diff", "as_diff", is_flag=True, help="Write nothing; print what would change.")
@click.option("--watch", is_flag=True, help="Go on, and generate whenever specs or templates change.")
@guarded
def generate(
    specs: Path | None,
    templates: Path | None,
    out: Path,
    targets: tuple[str, ...],
    check: bool,
    as_diff: bool,
    watch: bool,
) -> int:
    """Make the generated files, or say what would change."""
    if check + as_diff + watch > 1:
        raise click.UsageError("--check, --diff and --watch exclude each other")
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is not a folder; name another with --out")
    options = Options(_specs(specs), templates, out, _known_targets(targets))
    if check:
        return _check(options)
    if as_diff:
        return _diff(options)
    return _watch(options) if watch else _generate(options)


def _specs(given: Path | None) -> Path:
    local = Path("specs")
    return given or (local if local.is_dir() else resources.specs())


def _known_targets(names: tuple[str, ...]) -> tuple[str, ...]:
    if names:
        from .targets.registry import known

        for name in names:
            if name not in known():
                raise click.UsageError(f"there is no target {name}; targets: {', '.join(known())}")
    return tuple(dict.fromkeys(names))


def _generate(options: Options) -> int:
    began, digest = time.monotonic(), options.digest()
    if is_current(digest, options.out, options.stamp):
        click.echo(f"{options.out} is up to date")
        return 0
    from . import pipeline

    with _progress(options.specs) as step:
        changes = pipeline.generate(options, step)
    # What was read is what the digest says, unless the run refreshed the schemas beside the specs: inputs, too.
    if not any(path.startswith(f"{options.specs.name}/") for path in changes.changed):
        remember(digest, options.out, options.stamp)
    _show_changes(changes, options)
    count = len(changes.added) + len(changes.changed) + changes.unchanged_count
    click.echo(f"{count} files from {options.specs} in {time.monotonic() - began:.1f} s: {_counts(changes)}")
    return 0


def _check(options: Options) -> int:
    from . import pipeline

    with _progress(options.specs) as step:
        changes = pipeline.check(options, step)
    if not changes:
        click.echo(f"{options.out} is up to date")
        return 0
    _show_changes(changes, options)
    click.echo(f"{options.out} is stale ({_counts(changes)}): run airsmith generate", err=True)
    return STALE


def _diff(options: Options) -> int:
    from . import pipeline

    found = False
    for line in pipeline.difference(options, lambda model: None):
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(line, fg=colour), nl=not line.endswith("\n"))
        found = True
    if not found:
        click.echo("nothing would change", err=True)
    return 0


def _watch(options: Options) -> int:
    """Generate whenever an input changes; only Ctrl-C ends it."""
    last = ""
    click.echo(f"watching {options.specs}; Ctrl-C ends it", err=True)
    while True:
        # A file may go between being listed and being read; the next look will see what came of it.
        with suppress(OSError):
            digest = options.digest()
            if digest != last:
                last = digest
                guarded(_generate)(options)
        time.sleep(0.3)


def _show_changes(changes: Changes, options: Options) -> None:
    marked = [(mark, path) for mark, paths in _marks(changes) for path in paths]
    for mark, path in marked[:MOST_SHOWN]:
        beside = path.startswith(f"{options.specs.name}/")
        shown = options.specs.parent / path if beside else options.out / path
        click.echo(f"  {mark} {shown}")
    if len(marked) > MOST_SHOWN:
        click.echo(f"  ... and {len(marked) - MOST_SHOWN} more")


def _marks(changes: Changes) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield click.style("+", fg="green"), changes.added
    yield click.style("~", fg="yellow"), changes.changed
    yield click.style("-", fg="red"), changes.removed


def _counts(changes: Changes) -> str:
    added, changed, removed = len(changes.added), len(changes.changed), len(changes.removed)
    return f"{added} added, {changed} changed, {removed} removed, {changes.unchanged_count} unchanged"


@contextmanager
def _progress(specs: Path) -> Iterator[Callable[[Model], None]]:
    """A bar with the remaining time, on a terminal and where the work is long."""
    total = sum(1 for path in specs.glob("*/*.yaml") if path.parent.name != "tasks")
    if total < MANY or not sys.stderr.isatty():
        yield lambda model: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("models"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("models", total=total)
        yield lambda model: bar.advance(task)


def _show(findings: list[Finding], form: str) -> None:
    from .findings import render

    text = render(findings, form)
    if text:
        click.echo(text)


@cli.command()
@specs_option
@format_option
@guarded
def lint(specs: Path | None, form: str) -> int:
    """Check the specs: structure, meaning, rules, examples. All errors of all files at once."""
    from .pipeline import read

    count = sum(1 for _ in read(_specs(specs)).models())
    if form == "text":
        click.echo(f"{count} models, no errors")
    else:
        _show([], form)
    return 0


@cli.command()
@click.argument("file", type=click.Path(allow_dash=True))
@specs_option
@format_option
@click.option("--allow-unknown", is_flag=True, help="Let unknown keys pass at the top level.")
@guarded
def validate(file: str, specs: Path | None, form: str, allow_unknown: bool) -> int:
    """Check the requests in FILE, or in standard input for "-".

    FILE holds one task, an array of tasks as it goes on the wire, or one task per line
    (NDJSON). A key `$schema`, which is for editors, is ignored.
    """
    from .diagnostics import one_line
    from .findings import of_violation
    from .meaning.evaluate import violations, warnings
    from .pipeline import read
    from .requests import Unreadable, read_requests, text_of

    models = {model.air: model for model in read(_specs(specs)).models()}
    known = {air: model.contract for air, model in models.items()}
    name = "<stdin>" if file == "-" else file
    try:
        tasks = list(read_requests(text_of(file)))
    except Unreadable as error:
        click.echo(f"{one_line(name)}:{error.line}: {error}", err=True)
        return UNREADABLE
    findings = [
        of_violation(violation, name, task.line, task.prefix)
        for task in tasks
        for violation in violations(task.task, known, allow_unknown=allow_unknown)
    ]
    _show(findings, form)
    for task in tasks:
        model = models.get(str(task.task.get("model"))) if isinstance(task.task, dict) else None
        if model is not None:
            notice = model.lifecycle.notice(model.name)
            notes = [notice] if notice else []
            is_valid = not violations(task.task, known, allow_unknown=allow_unknown)
            notes += [one.message for one in warnings(task.task, model.contract)] if is_valid else []
            for note in notes:
                click.echo(one_line(f"warning: {task.place(name)}: {note}"), err=True)
    if form == "text" and not findings:
        click.echo(f"{len(tasks)} valid request{'s' if len(tasks) != 1 else ''}")
    return FINDINGS if findings else 0


@cli.command()
@click.argument("air")
@click.argument("field", required=False)
@specs_option
@guarded
def explain(air: str, field: str | None, specs: Path | None) -> int:
    """Say what a model accepts, or what is known about one FIELD of it, and who says so.

    AIR is the model's id, such as openai:2@3, or its short name, such as dall-e-3.
    """
    from .diagnostics import one_line
    from .explain import explain_field, explain_model
    from .meaning.values import nearest_word
    from .pipeline import read

    models = {model.air: model for model in read(_specs(specs)).models()}
    by_slug = {model.slug: model for model in models.values()}
    model = models.get(air) or by_slug.get(air)
    if model is None:
        near = nearest_word(air, [*models, *by_slug])
        hint = f"; did you mean {near}?" if near else f"; models: {', '.join(models)}"
        raise click.UsageError(f"no spec describes {air}{hint}")
    try:
        lines = list(explain_model(model) if field is None else explain_field(model, field))
    except KeyError as error:
        raise click.UsageError(str(error.args[0])) from None
    click.echo("\n".join(map(one_line, lines)))
    return 0


@cli.group()
def new() -> None:
    """Start something new."""


@new.command("model")
@click.argument("air")
@click.option("--name", help="The name people call it by. [default: made of the AIR id]")
@click.option("--task", default="imageInference", show_default=True, help="The task its requests are of.")
@specs_option
@guarded
def new_model(air: str, name: str | None, task: str, specs: Path | None) -> int:
    """Write a skeleton of a spec for the model AIR (source:id@version), ready to be filled in."""
    from datetime import date

    from . import scaffold
    from .pipeline import read

    folder = _specs(specs)
    tasks = read(folder).tasks()
    called = name or air.replace(":", " ").replace("@", " ")
    try:
        written = scaffold.new_model(folder, air, called, task, tasks, date.today().isoformat())
    except scaffold.CannotScaffold as error:
        raise click.UsageError(str(error)) from None
    for path in written:
        click.echo(f"  + {path}")
    click.echo("Fill it in from the model's page, then run: airsmith lint && airsmith generate")
    return 0
