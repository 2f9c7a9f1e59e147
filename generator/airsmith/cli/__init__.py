"""The commands: arguments in, exit code out. The only place that prints."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Final, NoReturn

import click

from .. import __version__
from .common import INTERRUPTED, USAGE, Interrupted
from .suggesting import Group, with_hint

HOMES: Final = {
    "generate": "generate",
    "lint": "specs",
    "validate": "validate",
    "explain": "specs",
    "new": "specs",
    "docs": "docs",
    "diff": "diff",
    "changelog": "diff",
    "version": "diff",
    "publish": "publish",
    "site": "site",
    "sandbox": "sandbox",
}
"""Command -> the module it is in. Only that one is imported: a run with nothing to do is shorter than all imports."""


def main() -> NoReturn:
    """Run the command line; the process ends here."""
    for stream in (sys.stdout, sys.stderr):
        # Names of files and keys of requests may hold what no encoding has: half a character.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(standalone_mode=False)
    except click.ClickException as error:
        with_hint(error).show()
        code = USAGE
    except Interrupted:
        click.echo("interrupted; nothing was left half-written", err=True)
        code = INTERRUPTED
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        code = INTERRUPTED
    sys.exit(code if isinstance(code, int) else 0)


class _Commands(Group):
    """The commands of `HOMES`, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in HOMES:
            return None
        found: object = getattr(import_module(f".{HOMES[cmd_name]}", __name__), cmd_name)
        assert isinstance(found, click.Command)
        return found


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="airsmith")
def cli() -> None:
    """Generate validators, clients, types and schemas from one YAML file per model.

    \b
    Start here:
      airsmith generate                 make everything in generated/
      airsmith lint                     check the specs
      airsmith explain openai:2@3       what a model accepts, and who says so
      airsmith validate request.json    is this request legal?
      airsmith docs drift page.md       what does a docs page say otherwise?
      airsmith diff HEAD~1 specs        what changed, and whom does it break?
      airsmith publish --check          are the schemas released as they are?
      airsmith site --serve             look at all of it in a browser
      airsmith sandbox                  a local service to try clients on

    Exit codes: 0 fine, 1 findings, 2 usage, 3 unreadable file, 4 stale files (--check), 130 Ctrl-C.
    """
