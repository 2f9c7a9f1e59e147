"""What a command costs: time on the clock, time of the processor, and memory, of all processes it starts."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PAGE = os.sysconf("SC_PAGE_SIZE")
MIB = 2**20


class CommandFailed(Exception):
    """A command of the benchmark that did not end with 0; says what it printed last."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and of the processor; MiB at the peak, of all its processes together."""

    wall: float
    cpu: float
    memory: float


def cost(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises CommandFailed."""
    peak = 0
    done = threading.Event()
    began, before = time.perf_counter(), os.times()
    with subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:

        def watch() -> None:
            nonlocal peak
            while not done.wait(0.02):
                peak = max(peak, sum(map(_resident, _tree(process.pid))))

        watcher = threading.Thread(target=watch)
        watcher.start()
        try:
            _, said = process.communicate()
        finally:
            done.set()
            watcher.join()
    wall, after = time.perf_counter() - began, os.times()
    if process.returncode:
        raise CommandFailed(f"{' '.join(map(str, command))}: exit {process.returncode}: {said[-2000:]}")
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(wall, used, peak / MIB)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(*(median(getattr(one, name) for one in costs) for name in ("wall", "cpu", "memory")))


def in_turn(commands: Mapping[str, Callable[[], Cost]], rounds: int) -> dict[str, Cost]:
    """Medians of several commands, each run once per round, so that all of them meet the same weather."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, run in commands.items():
            found[name].append(run())
    return {name: middle(costs) for name, costs in found.items()}


def _tree(pid: int) -> list[int]:
    """A process and all below it that are there now."""
    found = [pid]
    for one in found:
        try:
            children = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, children.split())
    return found


def _resident(pid: int) -> int:
    """Bytes of memory a process has, 0 for one that is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE
    except (OSError, IndexError):
        return 0
