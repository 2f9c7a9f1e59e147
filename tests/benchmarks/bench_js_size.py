"""What a web page loads: the parts of our package and the peers' validators, each bundled, minified and compressed."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench_js_build import NAME, run
from bench_js_peers import JS_PEERS, OURS
from node import tool

IS_VALID = "isValid"
VIOLATIONS = "violations"
PARTS = {
    IS_VALID: (IS_VALID,),
    VIOLATIONS: (VIOLATIONS,),
    "isValid, validate, violations": (IS_VALID, "validate", VIOLATIONS),
}
"""What is imported of our package, by name."""


@dataclass(frozen=True)
class Size:
    """Bytes of one bundle: minified, and then compressed by gzip."""

    name: str
    minified: int
    compressed: int


def sizes(modules: Mapping[str, Path]) -> tuple[Size, ...]:
    """Our parts, then what the peers need for yes or no; `modules` are the bundles of `bench_js_build.build`."""
    work = modules["ours"].parents[1]
    ours = [_size(name, f'export {{ {", ".join(names)} }} from "{NAME}";', work) for name, names in PARTS.items()]
    peers = [
        _size(peer.name, f'export {{ accepts }} from "./peer_{peer.module}.mjs";', work)
        for peer in JS_PEERS
        if peer.name != OURS
    ]
    return (*ours, *peers)


def _size(name: str, entry: str, work: Path) -> Size:
    source, target = work / "size.mjs", work / "bundle" / "size.mjs"
    source.write_text(entry + "\n", encoding="utf-8")
    options = ("--bundle", "--minify", "--format=esm", "--platform=browser", "--target=es2022", "--log-level=error")
    run([*tool("esbuild"), source.name, *options, f"--outfile={target}"], work)
    content = target.read_bytes()
    return Size(name, len(content), len(gzip.compress(content, compresslevel=9, mtime=0)))
