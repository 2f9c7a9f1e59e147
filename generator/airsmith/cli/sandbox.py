"""``airsmith sandbox``: the local service, until it is interrupted."""

from __future__ import annotations

import math
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import guarded, specs_folder, specs_option
from .progress import busy

if TYPE_CHECKING:
    from ..sandbox.settings import Retired

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def _finite(seconds: float | None) -> float | None:
    """No range leaves out what is no number at all. Raises click.BadParameter."""
    if seconds is not None and not math.isfinite(seconds):
        raise click.BadParameter("must be a finite number of seconds")
    return seconds


@click.command()
@specs_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen at. [default: a free one]")
@click.option("--api-key", metavar="KEY", help="The only key that is accepted. [default: any]")
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed: same UUIDs, seeds and bytes.")
@click.option(
    "--latency",
    type=click.FloatRange(min=0),
    callback=lambda context, option, value: _finite(value),
    metavar="SECONDS",
    help="How long every task takes. [default: 0 for pictures, 2 for videos]",
)
@click.option("--scenario", type=_FILE, help="YAML file of what is to go wrong, and when.")
@click.option("--record", type=click.Path(file_okay=False, path_type=Path), help="Folder for a file per exchange.")
@click.option(
    "--retired",
    type=click.Choice(["serve", "refuse"]),
    default="serve",
    show_default=True,
    help="Whether models that the service has turned off are served.",
)
@click.option("--allow-host", "allow_hosts", metavar="HOST", multiple=True, help="Host that may be called; repeatable.")
@guarded
def sandbox(
    specs: Path | None,
    host: str,
    port: int,
    api_key: str | None,
    seed: int,
    latency: float | None,
    scenario: Path | None,
    record: Path | None,
    retired: Retired,
    allow_hosts: tuple[str, ...],
) -> int:
    """Run a local service that speaks like Runware, makes real files and bills nobody.

    \b
    Point a client at the address in the first line of output:
      RUNWARE_BASE_URL=http://127.0.0.1:8080/v1 RUNWARE_API_KEY=any python my_script.py

    The same address takes WebSockets (ws://...). Requests are judged by the specs. Webhooks,
    uploads and input files reach this machine only, and the hosts named with --allow-host.
    Recorded exchanges hold prompts and media, but no key.

    \b
    A scenario makes things go wrong:
      scenario: 1
      rules:
        - match: {taskType: videoInference}
          times: 1
          do: {cut: after}          # accepted and billed, then no answer

    Ctrl-C ends it with exit code 130, SIGTERM with 0.
    """
    try:
        from ..sandbox import Sandbox
    except ImportError as error:
        raise ImportError(f"{error}; the sandbox needs: pip install 'airsmith[sandbox]'") from None
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    folder = specs_folder(specs)
    with busy("reading", folder):
        running = Sandbox(
            folder,
            host=host,
            port=port,
            api_key=api_key,
            seed=seed,
            latency=latency,
            scenario=scenario,
            record=record,
            retired=retired,
            allow_hosts=allow_hosts,
        )
    with running:
        click.echo(running.url)
        sys.stdout.flush()
        ended.wait()
    return 0
