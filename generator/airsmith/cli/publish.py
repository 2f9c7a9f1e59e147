"""``airsmith publish``: releases of schemas that never change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from .common import FINDINGS, STALE, Interrupted, format_option, guarded, show, specs_folder, specs_option
from .places import keep_apart
from .progress import busy

if TYPE_CHECKING:
    from ..findings import Finding
    from ..publish.releases.plan import Plan

SCHEMAS: Final = "schemas"
"""The folder below ``--out``; the base URL is its address."""

MOST_LINES: Final = 120
"""Lines of a difference that are shown; the others are counted."""


@click.command()
@specs_option
@click.option(
    "--base-url", metavar="URL", help="Address of the folder schemas. [default: schemas.base of catalog.yaml]"
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("releases"),
    show_default=True,
    help="Folder to publish into.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 4 if there is something to publish.")
@click.option("--backport", is_flag=True, help="Let the version be lower than the highest release; latest/ stays.")
@format_option
@guarded
def publish(specs: Path | None, base_url: str | None, out: Path, check: bool, backport: bool, form: str) -> int:
    """Publish the schemas as a release that never changes.

    \b
    Example:
      airsmith publish --base-url https://example.com/schemas --out public
      airsmith publish --base-url https://example.com/schemas --out public --check

    The first writes public/schemas/0.1.0 (the version stands in catalog.yaml), and beside it aliases, lists and the
    changelog; a version that is there with other bytes is refused. The second verifies everything that is published,
    and says whether the specs are published as they are.

    Exit codes: 0 fine, 1 refused or damaged, 2 usage, 3 cannot be written, 4 not published yet (--check).
    """
    folder = specs_folder(specs)
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is not a folder; name another with --out")
    keep_apart(out, folder, None, lambda: (SCHEMAS,))
    root = out / SCHEMAS
    decided = _published(folder, base_url, root, check=check, backport=backport)
    show([*_findings(decided, root, folder)], form)
    if decided.refused:
        _show_differences(decided.differences if form == "text" else ())
        click.echo(f"{root} is left as it is", err=True)
        return FINDINGS
    click.echo(_outcome(decided, root, check), err=form != "text")
    return STALE if check and decided else 0


def _published(specs: Path, given: str | None, root: Path, *, check: bool, backport: bool) -> Plan:
    from ..pipeline import read
    from ..publish.releases.disk import publish as write
    from ..publish.releases.made import made_of
    from ..publish.releases.plan import plan

    source = read(specs)
    base = _base(given, source.packages().schema_base)
    with busy("making schemas of", specs):
        made = made_of(source, base)
    if check:
        return plan(made, specs, root, backport=backport)
    try:
        return write(root, lambda: plan(made, specs, root, backport=backport))
    except KeyboardInterrupt:
        raise Interrupted from None


def _base(given: str | None, default: str) -> str:
    from ..publish.releases.address import base_url

    try:
        return base_url(default if given is None else given)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--base-url") from None


def _findings(decided: Plan, root: Path, specs: Path) -> Iterator[Finding]:
    from ..findings import Finding

    for one in decided.problems:
        file = ((specs if one.of_specs else root) / one.path).as_posix()
        yield Finding(file, one.line, 1, one.code, one.message, one.hint, level=one.level)


def _show_differences(lines: Sequence[str]) -> None:
    from .generate import shortened

    for line in lines[:MOST_LINES]:
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.echo(click.style(shortened(line), fg=colour))
    if len(lines) > MOST_LINES:
        click.echo(f"... and {len(lines) - MOST_LINES} more lines")


def _outcome(decided: Plan, root: Path, check: bool) -> str:
    """One line: what was done, or would be."""
    if not decided:
        return f"{root}: {decided.version} is published, and everything is as it was written"
    files, lists = len(decided.release or ()), len(decided.lists or ())
    what = f"{decided.version} ({files} files) and {lists} lists and aliases" if files else f"{lists} lists and aliases"
    return f"{root}: would publish {what}" if check else f"{root}: published {what}"
