"""Publishing in tests: specs with a version of their own, the command, and a server of what it wrote."""

from __future__ import annotations

import json
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from command import Outcome, airsmith
from support import FROZEN

BASE = "https://schemas.example/runware"


def specs(folder: Path, version: str = "0.1.0", **changes: tuple[str, str]) -> Path:
    """Three of the frozen models under this version; ``sora_2=("8", "9")`` replaces text in a model's file."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(FROZEN, folder, ignore=shutil.ignore_patterns("gpt-image-1.yaml", "sora-2-pro.yaml"))
    replace(folder / "catalog.yaml", 'schemas", version: 0.1.0', f'schemas", version: {version}')
    for slug, (old, new) in changes.items():
        replace(folder / "openai" / f"{slug.replace('_', '-')}.yaml", old, new)
    return folder


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} does not stand in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


@cache
def _first() -> Path:
    scratch = Path(tempfile.mkdtemp(prefix="airsmith-test-"))
    published(specs(scratch / "specs"), scratch / "out")
    return scratch


def released(folder: Path) -> Path:
    """A folder ``out`` with the release 0.1.0, made from ``specs`` beside it."""
    shutil.copytree(_first(), folder, dirs_exist_ok=True)
    return folder / "out"


def publish(source: Path, out: Path, *arguments: str, base: str = BASE) -> Outcome:
    return airsmith("publish", "--specs", str(source), "--out", str(out), "--base-url", base, *arguments)


def published(source: Path, out: Path, *arguments: str, base: str = BASE) -> Path:
    """The folder of schemas after a publish that must succeed."""
    outcome = publish(source, out, *arguments, base=base)
    assert outcome.code == 0, outcome.out + outcome.err
    return out / "schemas"


def document(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and every empty folder and link, by path."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"link"
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[name] = b"empty folder"
    return found


class _Quiet(SimpleHTTPRequestHandler):
    """Every reading of a file is noted in ``server.asked``."""

    def log_message(self, format: str, *args: Any) -> None:
        assert isinstance(self.server, Server)
        self.server.asked.append(self.path)


class Server(ThreadingHTTPServer):
    """A plain file server on the loopback."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
        self.asked: list[str] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """The server of a folder, which need not hold anything yet."""
    with Server(folder) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
