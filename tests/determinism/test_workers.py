"""Runs of several processes: what they make, in which order, and what becomes of a worker that does not."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from airsmith import pipeline, workers
from airsmith.diagnostics import SpecErrors
from airsmith.files import File
from airsmith.load.folder import SpecFile
from airsmith.making import Checked, Made, Maker
from airsmith.options import Options

from support import ROOT

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from catalogues import clones, write  # noqa: E402


@pytest.fixture(params=["copies", "anew"])
def several(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers even for few models, and three of them whatever the machine has; copies only on Linux."""
    copies = request.param == "copies"
    if copies and sys.platform != "linux":
        pytest.skip("only Linux has workers that begin as copies")
    monkeypatch.setattr(workers, "can_copy", lambda: copies)
    monkeypatch.setattr(workers, "SHARE_ANEW", 2)
    monkeypatch.setattr(workers, "_cores", lambda: 3)
    yield


def emitted(options: Options) -> dict[str, str]:
    files = pipeline.emit(options, lambda entry: None)
    return {file.path: file.text for file in files if isinstance(file, File)}


@pytest.mark.usefixtures("several")
def test_several_processes_make_what_one_makes(tmp_path: Path) -> None:
    write(tmp_path / "specs", 11)
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("python", "schemas"))
    with (
        mock.patch.object(workers, "worker_count", return_value=1),
        mock.patch("airsmith.assembly.worker_count", return_value=1),
    ):
        alone = emitted(options)
    assert list(emitted(options)) == list(alone)
    assert emitted(options) == alone


@pytest.mark.usefixtures("several")
def test_what_is_wrong_in_any_of_many_specs_is_said(tmp_path: Path) -> None:
    write(tmp_path / "specs", 9)
    for clone in list(clones(9))[3:5]:
        path = tmp_path / "specs" / clone.path
        path.write_text(clone.text.replace("fields:", "feilds:"), encoding="utf-8")
    shutil.copyfile(tmp_path / "specs" / list(clones(1))[0].path, tmp_path / "specs" / "openai" / "twin.yaml")
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("schemas",))
    with pytest.raises(SpecErrors) as raised:
        emitted(options)
    assert [one.code for one in raised.value.diagnostics].count("unknown-key") == 2
    assert "duplicate-air" in [one.code for one in raised.value.diagnostics]


@pytest.mark.usefixtures("several")
def test_a_worker_that_dies_leaves_its_share_to_the_run(tmp_path: Path) -> None:
    write(tmp_path / "specs", 8)
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("schemas",))
    alone = emitted(options)
    with mock.patch.object(workers._Worker, "received", side_effect=EOFError):
        assert emitted(options) == alone


@pytest.fixture
def three_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three workers that are copies, so that they do what a test gives them to do."""
    if sys.platform != "linux":
        pytest.skip("only Linux has workers that begin as copies")
    monkeypatch.setattr(workers, "can_copy", lambda: True)
    monkeypatch.setattr(workers, "_cores", lambda: 3)


@pytest.mark.usefixtures("three_copies")
@pytest.mark.parametrize("deaths", [1, 2, 3])
def test_workers_that_are_killed_leave_their_share_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaths: int
) -> None:
    write(tmp_path / "specs", 30)
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("schemas",))
    whole, run, make = emitted(options), os.getpid(), Maker.make
    fatal = {clone.path for clone in list(clones(30))[5 : 5 + deaths]}

    def dying(maker: Maker, file: SpecFile) -> Made | Checked:
        if os.getpid() != run and file.name in fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return make(maker, file)

    monkeypatch.setattr(Maker, "make", dying)
    assert emitted(options) == whole


@pytest.mark.usefixtures("three_copies")
def test_what_cannot_be_sent_the_run_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "specs", 12)
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("schemas",))
    whole, run, make = emitted(options), os.getpid(), Maker.make
    first, second = list(clones(12))[5:7]

    def strange(maker: Maker, file: SpecFile) -> Made | Checked:
        made = make(maker, file)
        if os.getpid() != run and file.name == first.path:
            raise SystemExit("a target ends the program")
        if os.getpid() != run and file.name == second.path and isinstance(made, Made):
            return replace(made, notes={"schemas": memoryview(b"")})  # type: ignore[dict-item]  # No pickle has it.
        return made

    monkeypatch.setattr(Maker, "make", strange)
    assert emitted(options) == whole
    assert capfd.readouterr().err == ""


@pytest.mark.usefixtures("three_copies")
def test_an_interrupt_while_workers_start_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "specs", 12)
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("schemas",))
    start, started = workers._started, list[workers._Worker]()

    def interrupted(*given: Any) -> workers._Worker:
        os.kill(os.getpid(), signal.SIGINT)
        started.append(start(*given))
        return started[-1]

    monkeypatch.setattr(workers, "_started", interrupted)
    with pytest.raises(KeyboardInterrupt):
        emitted(options)
    assert len(started) == 3 and not any(worker.process.is_alive() for worker in started)


@pytest.mark.usefixtures("three_copies")
def test_a_slow_model_is_not_run_away_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "specs", 40)
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("schemas",))
    slow, make, given = next(iter(clones(1))).path, Maker.make, list[int]()
    hand = workers._Worker.hand

    def handed(worker: workers._Worker, number: int, name: str) -> None:
        given.append(number)
        hand(worker, number, name)

    def slowly(maker: Maker, file: SpecFile) -> Made | Checked:
        if file.name == slow:
            time.sleep(1)
        return make(maker, file)

    monkeypatch.setattr(workers._Worker, "hand", handed)
    monkeypatch.setattr(Maker, "make", slowly)
    made = pipeline.emit(options, lambda entry: None)
    next(made)
    assert given == list(range(workers.AHEAD * 3))
    assert sum(1 for _ in made) > 0 and given == list(range(40))


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize("started", [0, 1])
def test_where_no_further_process_can_be_started_the_run_makes_the_rest(tmp_path: Path, started: int) -> None:
    write(tmp_path / "specs", 8)
    options = Options(tmp_path / "specs", None, tmp_path / "generated", ("schemas",))
    alone = emitted(options)
    start, left = BaseProcess.start, [started]

    def limited(process: BaseProcess) -> None:
        if not left[0]:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        left[0] -= 1
        start(process)

    with mock.patch.object(BaseProcess, "start", limited):
        assert emitted(options) == alone
    assert left == [0]


@pytest.mark.parametrize(("copies", "share"), [(True, workers.SHARE), (False, workers.SHARE_ANEW)])
def test_a_worker_is_for_several_models(monkeypatch: pytest.MonkeyPatch, copies: bool, share: int) -> None:
    monkeypatch.setattr(workers, "can_copy", lambda: copies)
    monkeypatch.setattr(workers, "_cores", lambda: 64)
    assert workers.worker_count(share) == 1
    assert workers.worker_count(5 * share) == 5
    assert workers.worker_count(5000) == workers.MOST


def test_with_a_second_thread_no_worker_is_a_copy() -> None:
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    try:
        assert not workers.can_copy()
    finally:
        done.set()
        other.join()
