"""Random requests that schemathesis makes from the document, sent to a sandbox that runs as people run it."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from documented import documented
from openapi_tools import ECOSYSTEM, OWN, own, run

SECONDS = 60
CHECKS = "not_a_server_error,content_type_conformance,response_schema_conformance,status_code_conformance"
PHASES = "examples,coverage,fuzzing"


@contextmanager
def sandbox() -> Iterator[str]:
    """The address, without its path, of a sandbox in a process of its own."""
    command = [sys.executable, "-m", "airsmith", "sandbox", "--latency", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip().removesuffix("/v1")
        finally:
            process.terminate()


def journal(url: str) -> Any:
    with urllib.request.urlopen(urllib.request.Request(f"{url}/__sandbox/journal", method="POST")) as answer:
        return json.load(answer)


def schemathesis(document: Path, url: str, seed: int, seconds: int, cwd: Path) -> subprocess.CompletedProcess[str]:
    program = ECOSYSTEM.program("schemathesis", "schemathesis")
    options = ["--checks", CHECKS, "--phases", PHASES, "--seed", seed, "--max-time", seconds, "--max-examples", 1000]
    key = ["--header", "Authorization: Bearer k"]
    return run(program, "run", document, "--url", url, *key, *options, cwd=cwd, seconds=seconds * 10)


def test_the_sandbox_answers_as_the_document_says(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**31)
    print(f"schemathesis --seed {seed}")
    with sandbox() as url:
        ended = schemathesis(OWN, url, seed, SECONDS, tmp_path)
        sent = journal(url)
    assert ended.returncode == 0, f"seed {seed}\n{ended.stdout[-8000:]}\n{ended.stderr[-2000:]}"
    statuses = Counter(request["status"] for request in sent["requests"])
    print(f"answers: {dict(statuses)}, tasks accepted: {sent['billed']}")
    # Random requests must get somewhere: the documented ones at least, once for each taskUUID.
    assert statuses[200] >= len({one.request["taskUUID"] for one in documented()}) and statuses[400] > 100


def test_a_document_that_says_otherwise_is_found_out(tmp_path: Path) -> None:
    document = copy.deepcopy(own())
    document["components"]["schemas"]["Answer"]["required"] = ["errors"]
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
    with sandbox() as url:
        ended = schemathesis(tmp_path / "openapi.json", url, 1, 10, tmp_path)
    assert ended.returncode == 1 and "Response violates schema" in ended.stdout
