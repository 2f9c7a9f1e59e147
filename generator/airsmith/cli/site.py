"""``airsmith site``: the pages about the models, to a folder or to a browser on this machine."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import Final

import click

from .common import force_option, guarded, specs_folder, specs_option
from .places import keep_apart
from .progress import busy

FOLDER: Final = Path("site")
CHANGELOG: Final = "CHANGELOG.md"


@click.command()
@specs_option
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Your templates; they replace shipped ones of the same name.",
)
@click.option("--out", type=click.Path(path_type=Path), help=f"Folder to write to. [default: {FOLDER}/]")
@click.option(
    "--changelog",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Markdown for the page of changes. [default: {CHANGELOG} beside the specs, if there is one]",
)
@click.option("--serve", is_flag=True, help="Serve the site on this machine; it is written only if --out is given.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to serve at. [default: a free one]")
@force_option
@guarded
def site(
    specs: Path | None,
    templates: Path | None,
    out: Path | None,
    changelog: Path | None,
    serve: bool,
    port: int,
    force: bool,
) -> int:
    """Make the site: a page per model, a matrix of all, schemas, and a playground.

    It is static and self-contained: it works from a folder, from any address and without a network.

    \b
      airsmith site                     write it to site/
      airsmith site --serve             look at it; the first line of output is its address

    Ctrl-C ends serving with exit code 130, SIGTERM with 0.
    """
    from ..options import Options
    from ..pipeline import read
    from ..render import Renderer
    from ..write import write

    try:
        from ..publish.site.build import site_files
    except ImportError as error:
        raise ImportError(f"{error}; the site needs: pip install 'airsmith[site]'") from None
    folder = specs_folder(specs)
    loaded = read(folder)
    renderer = Renderer(*Options(folder, templates, out or FOLDER).template_folders)
    changes = _changelog(changelog or folder.parent / CHANGELOG, changelog is not None)
    with busy("making pages of", folder):
        files = tuple(site_files(loaded, renderer, changes))
    if out is not None or not serve:
        keep_apart(out or FOLDER, folder, templates, lambda: {file.path.partition("/")[0] for file in files})
        write(files, out or FOLDER, force=force)
        size = sum(len(file.text.encode()) for file in files)
        click.echo(f"{out or FOLDER}: {len(files)} files, {size / 1000:.0f} kB", err=serve)
    return _serve({file.path: file.text.encode() for file in files}, port) if serve else 0


def _changelog(path: Path, given: bool) -> str:
    """The text of a changelog; that of one nobody named may be missing. Raises OSError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if given:
            raise
        return ""


def _serve(files: dict[str, bytes], port: int) -> int:
    from ..publish.site.serve import Served

    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with Served(files, port) as served:
        click.echo(served.url)
        sys.stdout.flush()
        ended.wait()
    return 0
