"""Compiled templates, kept where Python would keep the compiled modules of their folder."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

__all__ = ["Compiled"]


class Compiled(BytecodeCache):
    """The compiled templates of a folder; each counts for the text that it has now and the compiler that is there now.

    What cannot be read is compiled, what cannot be written is not kept: that costs time, nothing else.
    """

    def __init__(self, folder: Path, settings: bytes) -> None:
        """``settings`` are those the templates are compiled with, in any form that changes when they do."""
        self._compiler = sha256(version("jinja2").encode() + settings).hexdigest()
        self._folder = Path(cache_from_source(str(folder / "templates.py"))).parent

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{self._compiler} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with self._path(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except Exception:  # There may be none, and one that was cut off fails in ways that jinja2 does not foresee.
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                path = self._path(bucket)
                # Others may read it, as they may Python's own, and nobody reads half of it.
                begun = path.with_name(f"{path.name}.{os.getpid()}")
                begun.write_bytes(bucket.bytecode_to_string())
                os.replace(begun, path)

    def _path(self, bucket: Bucket) -> Path:
        # Python of each version has a format of its own.
        return self._folder / f"{bucket.key}.{sys.implementation.cache_tag}.bin"
