"""Keeping what was generated from other specs: nobody who names specs alone means to replace it."""

from __future__ import annotations

from pathlib import Path

from ..manifest import MANIFEST, read

CODE = "other-specs"


def refusal(specs: Path, out: Path) -> str:
    """Why ``out``, which nobody named, is not the place for what these specs make; empty where it is.

    A folder belongs to other specs if none of the models it was made from is among these, or if all that is known is
    that ``specs``, of which it would be without being told, has some of them as well.
    """
    models = {source for entry in read(out / MANIFEST).values() for source in entry.sources if _is_of_a_model(source)}
    local = Path("specs")
    if not models or (_has_some(specs, models) and (_is_same(local, specs) or not _has_some(local, models))):
        return ""
    return (
        f"{(out / MANIFEST).as_posix()}: error[{CODE}]: {out.as_posix()} was made from other specs than "
        f"{specs.as_posix()}: its files would be replaced\n"
        f"  hint: name a folder for these, such as --out my{out.name}; --out {out.as_posix()} replaces what is there"
    )


def _is_of_a_model(source: str) -> bool:
    """Whether a path of the specs is in a provider's folder."""
    folder, _, name = source.partition("/")
    return bool(name) and folder not in ("tasks", "sets")


def _has_some(specs: Path, models: set[str]) -> bool:
    return any((specs / name).is_file() for name in models)


def _is_same(one: Path, other: Path) -> bool:
    return one.is_dir() and one.samefile(other)
