"""Whether callers give an interface or only read it decides what a new field of it breaks, and nothing in it says so."""

from __future__ import annotations

import re

from airsmith.compare.surface.typescript import typescript_surface

from support import ROOT

SOURCE = ROOT / "generated" / "typescript" / "src"
GIVEN = {
    "JobFields",
    "Journal",
    "ManyOptions",
    "Polling",
    "RunOptions",
    "RunwareOptions",
    "Timeouts",
    "ValidateOptions",
    "WaitOptions",
}
READ = {"Method", "Progress", "ViolationJson"}


def test_of_every_interface_of_the_runtime_it_is_known_who_makes_it() -> None:
    """A new one belongs to READ, and to the list in compare/surface/typescript.py, if the package makes it."""
    texts = {path.relative_to(SOURCE).as_posix(): path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.ts")}
    runtime = "\n".join(text for path, text in texts.items() if not path.startswith("models/"))
    interfaces = set(re.findall(r"^export interface (\w+)", runtime, re.MULTILINE))
    surface = {name: symbol for name, symbol in typescript_surface(texts).items() if name in interfaces}
    assert {name for name, symbol in surface.items() if symbol.given} == GIVEN
    assert {name for name, symbol in surface.items() if not symbol.given} == READ
