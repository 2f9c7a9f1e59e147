"""Commands for who writes specs: check them, read them, start a new one."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from .common import format_option, guarded, show, specs_folder, specs_option
from .progress import busy
from .suggesting import Group


@click.command()
@specs_option
@format_option
@guarded
def lint(specs: Path | None, form: str) -> int:
    """Check the specs: structure, meaning, rules, examples. All errors of all files at once.

    Of a file whose fields cannot be read as they are written, the rules are checked against each other, and the
    examples against all of it, once they can; examples wait for rules that cannot be read, too.
    """
    from ..pipeline import read

    folder = specs_folder(specs)
    with busy("checking", folder):
        count = sum(1 for _ in read(folder).models())
    if form == "text":
        click.echo(f"{count} model{'s' if count != 1 else ''}, no errors")
        if specs is None and folder != Path("specs"):
            click.echo(
                f"there is no folder specs here; these are the specs that come with airsmith: {folder}", err=True
            )
    else:
        show([], form)
    return 0


@click.command()
@click.argument("air")
@click.argument("field", required=False)
@specs_option
@guarded
def explain(air: str, field: str | None, specs: Path | None) -> int:
    """Say what a model accepts, or what is known about one FIELD of it, and who says so.

    AIR is the model's id, such as openai:2@3, or its short name, such as dall-e-3.
    """
    from ..diagnostics import one_line
    from ..explain import explain_field, explain_model
    from ..meaning.values import nearest_word, some
    from ..pipeline import read

    folder = specs_folder(specs)
    loaded = read(folder)
    with busy("reading", folder):
        models = {model.air: model for model in loaded.models()}
    by_slug = {model.slug: model for model in models.values()}
    model = models.get(air) or by_slug.get(air)
    if model is None:
        near = nearest_word(air, [*models, *by_slug])
        hint = f"; did you mean {near}?" if near else f"; models: {some(list(models))}"
        raise click.UsageError(f"no spec describes {air}{hint}")
    try:
        place = loaded.folder.place(model.file)
        lines = list(explain_model(model, place) if field is None else explain_field(model, field, place))
    except KeyError as error:
        raise click.UsageError(str(error.args[0])) from None
    click.echo("\n".join(map(one_line, lines)))
    return 0


@click.group(cls=Group)
def new() -> None:
    """Start something new."""


@new.command("specs")
@click.argument("folder", type=click.Path(path_type=Path))
@guarded
def new_specs(folder: Path) -> int:
    """Start a folder of specs of your own: a catalog, and the tasks that models can share."""
    from .. import resources, scaffold
    from ..editors import refresh

    try:
        written = scaffold.new_specs(folder, resources.specs() / "tasks")
    except scaffold.CannotScaffold as error:
        raise click.UsageError(str(error)) from None
    for path in (*written, *(folder / name for name in refresh(folder))):
        click.echo(f"  + {path}")
    click.echo(f"Name your packages in {folder / 'catalog.yaml'}; then:")
    click.echo(f"  airsmith new model acme:brush@1 --name Brush --specs {shlex.quote(str(folder))}")
    return 0


@new.command("model")
@click.argument("air")
@click.option("--name", help="The name people call it by. [default: made of the AIR id]")
@click.option("--task", default="imageInference", show_default=True, help="The task its requests are of.")
@specs_option
@guarded
def new_model(air: str, name: str | None, task: str, specs: Path | None) -> int:
    """Write a skeleton of a spec for the model AIR (source:id@version), ready to be filled in."""
    from datetime import date

    from .. import scaffold
    from ..pipeline import read

    folder = specs or Path("specs")
    if name is not None and not name.strip():
        raise click.BadParameter("a name is wanted", param_hint="--name")
    if not folder.is_dir():
        # Those that come with airsmith are read where there is no other folder, but they are no place to write to.
        raise click.UsageError("there is no folder specs here; name one with --specs, or start one: airsmith new specs")
    tasks = read(folder).tasks()
    called = name or air.replace(":", " ").replace("@", " ")
    try:
        written = scaffold.new_model(folder, air, called, task, tasks, date.today().isoformat())
    except scaffold.CannotScaffold as error:
        raise click.UsageError(str(error)) from None
    for path in written:
        click.echo(f"  + {path}")
    option = f" --specs {shlex.quote(str(specs))}" if specs else ""
    # What comes of other specs than ./specs does not belong into ./generated.
    out = " --out mygenerated" if specs else ""
    click.echo(f"Fill it in from the model's page, then run: airsmith lint{option} && airsmith generate{option}{out}")
    return 0
