"""A memory of earlier runs that was damaged, and inputs that change while a run reads them: nothing is made wrong."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from airsmith import pipeline
from airsmith.files import File, Kept
from airsmith.making import Checked, Made, Maker
from airsmith.load.folder import SpecFile
from airsmith.memory import Memory
from airsmith.options import Options

from trees import airsmith, tree

SPEC = "openai/dall-e-3.yaml"
PAGE = 4096


@pytest.fixture
def options(project: Path) -> Options:
    """A project after a run."""
    airsmith("generate", cwd=project)
    return Options(project / "specs", None, project / "generated")


def hashes(made: Iterator[File | Kept]) -> dict[str, str]:
    return {
        file.path: file.sha256 if isinstance(file, Kept) else hashlib.sha256(file.text.encode()).hexdigest()
        for file in made
    }


def with_memory(options: Options) -> dict[str, str]:
    """What a run makes or keeps that has the memory."""
    memory = Memory(options, options.inputs())
    try:
        return hashes(pipeline.emit(options, lambda entry: None, memory))
    finally:
        memory.close()


def damaged(content: bytes, seed: int) -> bytes:
    """A page of zeros, a page with some bytes inverted, or a single bit that is another."""
    chance, found = random.Random(seed), bytearray(content)
    start = chance.randrange(len(content) // PAGE) * PAGE
    match seed % 3:
        case 0:
            found[start : start + PAGE] = bytes(PAGE)
        case 1:
            for place in range(start, start + PAGE, 64):
                found[place] ^= 0xFF
        case _:
            found[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(found)


def test_damage_costs_time_and_nothing_else(options: Options) -> None:
    whole, content = hashes(pipeline.emit(options, lambda entry: None)), options.memory.read_bytes()
    assert with_memory(options) == whole
    for seed in range(45):
        options.memory.write_bytes(damaged(content, seed))
        assert with_memory(options) == whole, f"seed {seed}"


@pytest.mark.parametrize("seed", range(0, 12))
def test_a_damaged_memory_is_mended_by_the_next_run(options: Options, seed: int) -> None:
    options.memory.write_bytes(damaged(options.memory.read_bytes(), seed))
    path = options.specs / SPEC
    path.write_text(path.read_text(encoding="utf-8").replace("[1, 4000]", "[1, 4001]"), encoding="utf-8")
    airsmith("generate", cwd=options.out.parent)
    airsmith("generate", "--check", cwd=options.out.parent)
    memory = Memory(options, options.inputs())
    assert memory.known([SPEC]) == {SPEC}
    memory.close()


@pytest.mark.parametrize("changed", [SPEC, "tasks/image-inference.yaml"])
def test_a_spec_that_changes_while_it_is_read_is_read_again(project: Path, changed: str) -> None:
    options, path, make = (
        Options(project / "specs", None, project / "generated"),
        project / "specs" / changed,
        Maker.make,
    )
    before = path.read_text(encoding="utf-8")

    def making(maker: Maker, file: SpecFile) -> Made | Checked:
        path.write_text(before.replace("[1, 4000]", "[1, 4001]") + "# a word\n", encoding="utf-8")
        return make(maker, file)

    with mock.patch.object(Maker, "make", making), mock.patch("airsmith.assembly.worker_count", return_value=1):
        pipeline.generate(options, options.inputs(), lambda entry: None)
    path.write_text(before, encoding="utf-8")
    airsmith("generate", cwd=project)
    airsmith("generate", "--check", cwd=project)


def test_the_stamp_is_written_before_another_run_can_write(options: Options, tmp_path: Path) -> None:
    """Otherwise one run's inputs would be noted beside the other's outputs."""
    held = list[bool]()
    with mock.patch(
        "airsmith.memory.remember", lambda *_: held.append((options.out / ".airsmith-work" / "lock").exists())
    ):
        pipeline.generate(options, options.inputs(), lambda entry: None)
    assert held == [True]
    assert tree(options.out)
