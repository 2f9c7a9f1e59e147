"""``airsmith validate``: are these requests legal?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from .common import FINDINGS, UNREADABLE, format_option, guarded, show, specs_folder, specs_option
from .progress import busy

if TYPE_CHECKING:
    from ..findings import Finding
    from ..model.catalog import Model
    from ..requests import Read

OTHER_TASK: Final = "other_task"
"""The code of the warning about a task whose type the specs do not describe."""


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@specs_option
@format_option
@click.option("--allow-unknown", is_flag=True, help="Let unknown keys pass at the top level.")
@guarded
def validate(file: str, specs: Path | None, form: str, allow_unknown: bool) -> int:
    """Check the requests in FILE, or in standard input for "-".

    FILE holds one task, an array of tasks as it goes on the wire, or one task per line
    (NDJSON). A key `$schema`, which is for editors, is ignored. Tasks of types that the
    specs do not describe, such as getResponse, are named and not checked.

    An array of no tasks is no error, as it is none on the wire: the exit code is 0.
    """
    from ..diagnostics import one_line
    from ..findings import broken_line
    from ..pipeline import read
    from ..requests import BrokenLine, Unreadable, read_requests, text_of

    folder = specs_folder(specs)
    loaded = read(folder)
    with busy("reading", folder):
        judge = _Judge({model.air: model for model in loaded.models()}, loaded.tasks(), allow_unknown)
    name = "<stdin>" if file == "-" else file
    try:
        tasks = list(read_requests(text_of(file)))
    except Unreadable as error:
        click.echo(f"{one_line(name)}:{error.line}: {error}", err=True)
        return UNREADABLE
    findings = [
        finding
        for task in tasks
        for finding in ([broken_line(task, name)] if isinstance(task, BrokenLine) else judge.findings(task, name))
    ]
    show(findings, form)
    failed = any(one.level == "error" for one in findings)
    if form == "text" and not failed:
        count = len(tasks) - sum(one.code == OTHER_TASK for one in findings)
        click.echo(f"{count} valid request{'s' if count != 1 else ''}")
    if not tasks:
        click.echo(f"no request is in {one_line(name)}", err=True)
    return FINDINGS if failed else 0


class _Judge:
    """What is found in tasks, by the models of some specs."""

    def __init__(self, models: dict[str, Model], task_types: tuple[str, ...], allow_unknown: bool) -> None:
        self._models = models
        self._contracts = {air: model.contract for air, model in models.items()}
        self._task_types = task_types
        self._allow_unknown = allow_unknown

    def findings(self, task: Read, name: str) -> Iterator[Finding]:
        """Violations; of a valid request warnings; of one to a known model that it is retired, where it is."""
        from ..findings import of_violation
        from ..meaning.evaluate import violations, warnings

        other = self._other_task(task.task)
        if other:
            yield _warning(OTHER_TASK, "/taskType", other, task, name)
            return
        found = violations(task.task, self._contracts, allow_unknown=self._allow_unknown)
        yield from (of_violation(one, name, task.line, task.prefix) for one in found)
        model = self._models.get(str(task.task.get("model"))) if isinstance(task.task, dict) else None
        if model is None:
            return
        notice = model.lifecycle.notice(model.name)
        if notice:
            yield _warning(f"{model.lifecycle.stage}_model", "/model", notice, task, name)
        if not found:
            pointless = warnings(task.task, model.contract)
            yield from (of_violation(one, name, task.line, task.prefix, "warning") for one in pointless)

    def _other_task(self, task: object) -> str:
        """A sentence about a task of a type of its own, which names no model; empty for any other."""
        from ..meaning.values import listing, nearest_word, show_key

        kind = task.get("taskType") if isinstance(task, dict) and "model" not in task else None
        if not isinstance(kind, str) or kind in self._task_types or nearest_word(kind, self._task_types):
            return ""
        known = listing(self._task_types, "and")
        return f"{show_key(kind)} is a task the specs do not describe, so it was not checked; they describe {known}."


def _warning(code: str, path: str, message: str, task: Read, name: str) -> Finding:
    from ..findings import Finding

    column = 1 if task.line else 0
    return Finding(name, task.line, column, code, message, path=task.prefix + path, level="warning")
