"""The billing proof: whatever a call meets, it ends in time, is billed once at most, and loses no finished result.

Each run prints the schedule it broke on; ``draw(seed)`` makes it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from airsmith.sandbox import Sandbox

from proof import Call, broken_promises
from python_clients import KEY, run_async, run_restarted, run_sync
from schedules import Schedule, draw
from typescript_client import TypeScriptClient

Run = Callable[[Schedule, Sandbox, Path], Call]
CLIENTS: dict[str, Run] = {"Runware": run_sync, "AsyncRunware": run_async}
FEW, MANY = 200, 2000
RESTARTS, MANY_RESTARTS = 6, 50


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(api_key=KEY) as running:
        yield running


@pytest.fixture(scope="module")
def typescript() -> Iterator[TypeScriptClient]:
    client = TypeScriptClient()
    yield client
    client.close()


@pytest.mark.parametrize("client", CLIENTS)
def test_a_few_schedules(client: str, sandbox: Sandbox, tmp_path: Path) -> None:
    prove(CLIENTS[client], range(FEW), sandbox, tmp_path)


def test_a_few_schedules_in_typescript(typescript: TypeScriptClient, sandbox: Sandbox, tmp_path: Path) -> None:
    prove(typescript.run, range(FEW), sandbox, tmp_path)


def test_a_few_killed_processes(sandbox: Sandbox, tmp_path: Path) -> None:
    prove(run_restarted, range(RESTARTS), sandbox, tmp_path)


@pytest.mark.prove
@pytest.mark.parametrize("client", CLIENTS)
def test_many_schedules(client: str, sandbox: Sandbox, tmp_path: Path) -> None:
    prove(CLIENTS[client], range(MANY), sandbox, tmp_path)


@pytest.mark.prove
def test_many_schedules_in_typescript(typescript: TypeScriptClient, sandbox: Sandbox, tmp_path: Path) -> None:
    prove(typescript.run, range(MANY), sandbox, tmp_path)


@pytest.mark.prove
def test_many_killed_processes(sandbox: Sandbox, tmp_path: Path) -> None:
    prove(run_restarted, range(MANY_RESTARTS), sandbox, tmp_path)


def prove(run: Run, seeds: range, sandbox: Sandbox, folder: Path) -> None:
    """Run the schedules of all seeds; fails with every promise that was broken."""
    wrong: list[str] = []
    for seed in seeds:
        schedule = draw(seed)
        call = run(schedule, sandbox, folder / f"{seed}.jsonl")
        wrong += [f"{schedule}\n    {promise}\n    {call}" for promise in broken_promises(schedule, call, sandbox)]
    assert not wrong, f"{len(wrong)} broken promises in {len(seeds)} runs\n" + "\n".join(wrong[:20])
