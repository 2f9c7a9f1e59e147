"""Runs that make again only what changed, and runs of several processes: the bytes are those of a whole run."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest import mock

import pytest
from airsmith import pipeline, workers
from airsmith.diagnostics import SpecErrors
from airsmith.files import File
from airsmith.load.folder import SpecFile
from airsmith.making import Checked, Made, Maker
from airsmith.memory import Memory
from airsmith.options import Options

from support import ROOT
from trees import airsmith, states, tree

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from catalogues import clones, write  # noqa: E402

MODELS = 5
SPEC = "openai/dall-e-3.yaml"


@pytest.fixture
def made(project: Path) -> Path:
    """The project after a run."""
    airsmith("generate", cwd=project)
    return project


def change(project: Path, old: str = "length: [1, 4000]", new: str = "length: [1, 4001]") -> None:
    path = project / "specs" / SPEC
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def whole(project: Path) -> dict[str, str]:
    """What a run makes that remembers nothing."""
    airsmith("generate", "--out", "whole", cwd=project)
    found = tree(project / "whole")
    shutil.rmtree(project / "whole")
    return found


def remade(project: Path) -> set[str]:
    """The specs whose files a run would make again."""
    options = Options(project / "specs", None, project / "generated")
    specs = {f"openai/{path.name}" for path in (project / "specs" / "openai").glob("*.yaml")} - {"openai/provider.yaml"}
    memory = Memory(options.memory, options.inputs(), options.out)
    try:
        return specs - memory.known(specs)
    finally:
        memory.close()


def made_again(project: Path) -> set[str]:
    """The files of which a run would make the text, whatever it then finds on disk."""
    options = Options(project / "specs", None, project / "generated")
    memory = Memory(options.memory, options.inputs(), options.out)
    try:
        files = pipeline.emit(options, lambda entry: None, memory)
        return {file.path for file in files if isinstance(file, File)}
    finally:
        memory.close()


def targets_listing_models(paths: set[str]) -> set[str]:
    """The targets of which index files are among the paths."""
    return {path.partition("/")[0] for path in paths if "dall-e-3" not in path and "dall_e_3" not in path}


def test_one_changed_spec_is_all_that_is_made_again(made: Path) -> None:
    assert remade(made) == set()
    change(made)
    assert remade(made) == {SPEC}
    before = states(made / "generated")
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)
    after = states(made / "generated")
    others = [name for name in before if "sora-2" in name or "sora_2" in name]
    assert others and all(before[name] == after[name] for name in others)


def test_a_run_makes_only_the_indexes_that_say_what_changed(made: Path) -> None:
    assert made_again(made) == set()
    change(made)
    assert targets_listing_models(made_again(made)) == {"docs", "openapi", "schemas"}
    airsmith("generate", cwd=made)
    assert made_again(made) == set()
    change(made, "name: DALL·E 3", "name: DALL·E three")
    assert {"python", "typescript", "vectors"} < targets_listing_models(made_again(made))
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)


@pytest.mark.parametrize("name", ["python/README.md", "typescript/src/index.ts", "schemas/requests.schema.json"])
def test_an_index_that_was_changed_by_hand_is_made_again(made: Path, name: str) -> None:
    expected = tree(made / "generated")
    path = made / "generated" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert targets_listing_models(made_again(made)) == {name.partition("/")[0]}
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == expected


def test_an_index_is_not_kept_for_other_targets_or_without_a_model(made: Path) -> None:
    (made / "specs" / SPEC).unlink()
    assert {"docs", "openapi", "python", "schemas", "typescript", "vectors"} == targets_listing_models(made_again(made))
    airsmith("generate", "--target", "python", cwd=made)
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)


@pytest.mark.parametrize("shared", ["tasks/image-inference.yaml", "openai/provider.yaml", "catalog.yaml"])
def test_a_changed_file_that_models_share_makes_all_of_them_again(made: Path, shared: str) -> None:
    path = made / "specs" / shared
    path.write_text(path.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    assert len(remade(made)) == MODELS


def test_a_model_follows_from_the_one_it_extends(project: Path) -> None:
    base = (project / "specs" / SPEC).read_text(encoding="utf-8")
    head = "\n".join(line for line in base.split("\n") if line.startswith(("spec:", "lifecycle:", "source:")))
    text = f'{head}\nair: openai:2@9\nname: DALL·E 9\nextends: "openai:2@3"\n'
    (project / "specs" / "openai" / "dall-e-9.yaml").write_text(text, encoding="utf-8")
    airsmith("generate", cwd=project)
    assert remade(project) == set()
    change(project)
    assert remade(project) == {SPEC, "openai/dall-e-9.yaml"}


@pytest.mark.parametrize("harm", ["changed", "touched", "gone", "replaced by a link"])
def test_files_that_are_not_as_they_were_left_are_made_again(made: Path, harm: str) -> None:
    expected = tree(made / "generated")
    path = made / "generated" / "vectors" / "openai" / "dall-e-3.json"
    left = path.stat()
    if harm == "changed":
        path.write_text("changed\n", encoding="utf-8")
    elif harm == "touched":
        os.utime(path, ns=(left.st_atime_ns, left.st_mtime_ns + 1))
    else:
        moved = path.rename(path.with_name("moved.json"))
        if harm != "gone":
            path.symlink_to(moved.name)
    assert remade(made) == {SPEC}
    path.with_name("moved.json").unlink(missing_ok=True)
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == expected


def test_a_manifest_that_says_otherwise_is_believed(made: Path) -> None:
    path = made / "generated" / "MANIFEST.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"]["vectors/openai/dall-e-3.json"]["sha256"] = "0" * 64
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert remade(made) == {SPEC}


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_a_memory_that_is_broken_is_no_memory(made: Path, content: bytes) -> None:
    memory = Options(made / "specs", None, made / "generated").memory
    memory.write_bytes(content)
    assert len(remade(made)) == MODELS
    change(made)
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)
    assert remade(made) == set()


def test_a_memory_with_other_tables_is_no_memory(made: Path) -> None:
    memory = Options(made / "specs", None, made / "generated").memory
    memory.unlink()
    database = sqlite3.connect(memory)
    database.execute("CREATE TABLE owners (something)")
    database.commit()
    database.close()
    assert len(remade(made)) == MODELS


def test_a_run_that_fails_remembers_nothing(made: Path) -> None:
    memory = Options(made / "specs", None, made / "generated").memory
    before = memory.read_bytes()
    change(made, "name: DALL·E 3", "name: ''")
    change(made, "length: [1, 4000]", "length: [1, 4001]")
    airsmith("generate", cwd=made, expected=1)
    assert memory.read_bytes() == before


def test_a_spec_that_went_is_forgotten(made: Path) -> None:
    (made / "specs" / SPEC).unlink()
    airsmith("generate", cwd=made)
    assert tree(made / "generated") == whole(made)
    database = sqlite3.connect(Options(made / "specs", None, made / "generated").memory)
    assert database.execute("SELECT count(*) FROM owners WHERE owner = ?", (SPEC,)).fetchone() == (0,)
    assert database.execute("SELECT count(*) FROM notes WHERE owner = ?", (SPEC,)).fetchone() == (0,)
    database.close()


def test_a_check_remembers_nothing_and_looks_at_contents(made: Path) -> None:
    path = made / "generated" / "vectors" / "openai" / "dall-e-3.json"
    left = path.stat()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("a", "b"), encoding="utf-8")
    os.utime(path, ns=(left.st_atime_ns, left.st_mtime_ns))
    assert airsmith("generate", "--check", cwd=made, expected=4)


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


def test_a_catalogue_is_the_same_for_the_same_seed() -> None:
    assert list(clones(12)) == list(clones(40))[:12]
    assert [clone.text for clone in clones(12, seed=2)] != [clone.text for clone in clones(12)]
    assert len({clone.air for clone in clones(500)}) == 500
