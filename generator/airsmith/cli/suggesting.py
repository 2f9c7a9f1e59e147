"""What to type instead: commands by names nearly right, or without the group they are in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

__all__ = ["Group", "with_hint"]


class Group(click.Group):
    """Commands that are named with what comes nearest to a word that is none of them."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            near = _nearest(args[0], dict(_commands(self, ctx)))
            hint = f" Did you mean {' '.join([ctx.command_path, near])}?" if near else ""
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


def with_hint(error: click.ClickException) -> click.ClickException:
    """An error about an argument too many, with the option that such an argument may be meant for."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None or not error.message.startswith("Got unexpected extra argument"):
        return error
    takes_specs = any(parameter.name == "specs" for parameter in context.command.params)
    folder = error.message.partition("(")[2].rstrip(")")
    if takes_specs and Path(folder).is_dir():
        words = f"{error.message}. A folder of specs is named by an option: --specs {folder}"
        return click.UsageError(words, context)
    return error


def _commands(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Each command's last word and all its words, of groups inside, too; the nearer ones last."""
    names = group.list_commands(ctx)
    for name in names:
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from ((inner, f"{name} {words}") for inner, words in _commands(command, ctx))
    yield from ((name, name) for name in names)


def _nearest(word: str, commands: dict[str, str]) -> str | None:
    # Imported here, as it is wanted for mistakes only.
    from ..meaning.values import nearest_word

    near = nearest_word(word, commands)
    return commands[near] if near else None
