"""What importing costs: fresh interpreters in turn, each against a bare one of the same round."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns

from bench_corpus import ROOT, SCHEMAS, by_name

PACKAGE = ROOT / "generated" / "python" / "src"
HERE = Path(__file__).resolve().parent
BARE_S, BARE = "bare interpreter, -S", "bare interpreter"


@dataclass(frozen=True)
class Program:
    """A line of Python to start; `isolated` leaves `site` out (-S), as nothing of ours needs it."""

    code: str
    isolated: bool = False

    @property
    def baseline(self) -> str:
        return BARE_S if self.isolated else BARE


@dataclass(frozen=True)
class Start:
    """Milliseconds of one program: all of it, and above the bare interpreter."""

    name: str
    total_ms: float
    above_ms: float


def programs() -> dict[str, Program]:
    """Everything that is started, the bare interpreters included."""
    request = repr(by_name("dall-e-3 1"))
    schema, schema_07 = (
        repr(str(folder / "openai" / "dall-e-3.request.schema.json")) for folder in (SCHEMAS, SCHEMAS / "draft-07")
    )
    ready = "import + first validation"
    return {
        BARE_S: Program("pass", isolated=True),
        "runware_openai: import": Program("import runware_openai", isolated=True),
        f"runware_openai: {ready}": Program(f"import runware_openai as r; assert r.is_valid({request})", isolated=True),
        BARE: Program("pass"),
        "msgspec: import": Program("import msgspec"),
        "jsonschema-rs: import": Program("import jsonschema_rs"),
        "fastjsonschema: import": Program("import fastjsonschema"),
        "pydantic: import": Program("import pydantic; pydantic.TypeAdapter, pydantic.BaseModel"),
        # Checkers of formats that happen to be installed beside it are no part of it: one takes most of a second.
        "jsonschema: import": Program("import sys; sys.modules['rfc3987_syntax'] = None; import jsonschema"),
        f"msgspec, five models: {ready}": Program(f"import peers_msgspec as p; assert p.accepts({request})"),
        f"pydantic TypedDict, five models: {ready}": Program(
            f"import peers_pydantic as p; assert p.accepts({request})"
        ),
        f"jsonschema-rs, one schema: {ready}": Program(
            "import json, jsonschema_rs as j; "
            f"s = json.load(open({schema}, encoding='utf-8')); assert j.Draft202012Validator(s).is_valid({request})"
        ),
        f"fastjsonschema, one schema: {ready}": Program(
            "import json, fastjsonschema as f; "
            f"s = json.load(open({schema_07}, encoding='utf-8')); f.compile(s)({request})"
        ),
    }


def environment(program: Program) -> dict[str, str]:
    """This process's, without what changes how Python imports: bytecode is cached, one folder is searched first."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(PACKAGE if program.isolated else HERE)}


def milliseconds(program: Program) -> float:
    """From start to end of one interpreter; -P keeps the working directory off its path."""
    command = [sys.executable, "-P", *(["-S"] if program.isolated else []), "-c", program.code]
    env = environment(program)
    start = perf_counter_ns()
    subprocess.run(command, env=env, check=True, close_fds=False)
    return (perf_counter_ns() - start) / 1e6


def starts(rounds: int) -> tuple[Start, ...]:
    """Medians over `rounds`; a program's excess is the median of its differences to the bare run of the round."""
    table = programs()
    for program in table.values():
        milliseconds(program)
    measured: dict[str, list[float]] = {name: [] for name in table}
    for _ in range(rounds):
        for name, program in table.items():
            measured[name].append(milliseconds(program))
    found = []
    for name, program in table.items():
        pairs = zip(measured[name], measured[program.baseline], strict=True)
        found.append(Start(name, statistics.median(measured[name]), statistics.median(a - b for a, b in pairs)))
    return tuple(found)
