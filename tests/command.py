"""The command line in this process, with standard streams and folder of its own."""

from __future__ import annotations

import contextlib
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from airsmith.cli import main

from support import ROOT


@dataclass(frozen=True)
class Outcome:
    """Exit code and what was printed where."""

    code: int
    out: str
    err: str


def airsmith(*arguments: str, stdin: bytes = b"", cwd: Path = ROOT) -> Outcome:
    """Run a command to its end."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    entered = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    code = 0
    streams = mock.patch.multiple(sys, stdin=entered, stdout=out, stderr=err, argv=["airsmith", *arguments])
    with streams, contextlib.chdir(cwd):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else -1
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]  # type: ignore[attr-defined]
    assert "Traceback" not in texts[1], texts[1]
    return Outcome(code, *texts)
