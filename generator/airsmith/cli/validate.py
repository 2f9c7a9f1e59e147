"""``airsmith validate``: are these requests legal?"""

from __future__ import annotations

from pathlib import Path

import click

from .common import FINDINGS, UNREADABLE, format_option, guarded, show, specs_folder, specs_option


@click.command()
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
    from ..diagnostics import one_line
    from ..findings import of_violation
    from ..meaning.evaluate import violations, warnings
    from ..pipeline import read
    from ..requests import Unreadable, read_requests, text_of

    models = {model.air: model for model in read(specs_folder(specs)).models()}
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
    show(findings, form)
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
