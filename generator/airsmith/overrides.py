"""A folder of one's own templates: files that do nothing there, and where a broken one is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from .meaning.values import nearest_word


def idle(folder: Path, others: Sequence[Path]) -> Iterator[str]:
    """A sentence per file that neither replaces one of the other folders nor is named by another file of its own."""
    own = _texts(folder)
    known = [name for other in others for name in _names(other)]
    for name in own:
        served = any(name.encode() in text for other, text in own.items() if other != name)
        if name not in known and not served:
            yield f"{folder / name} replaces no template{_hint(name, known)}"


def opened(error: Exception, folder: Path) -> Exception:
    """The error with the path of the template, where that is one of the folder."""
    # Imported here, since a run with nothing to do looks for idle files, too.
    from .render import RenderError

    if not isinstance(error, RenderError) or not (folder / error.template).is_file():
        return error
    found = RenderError((folder / error.template).as_posix(), error.line, error.reason)
    found.__notes__ = [*getattr(error, "__notes__", ())]
    return found


def _texts(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in _names(folder)}


def _names(folder: Path) -> list[str]:
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.as_posix() for path in found if not any(part.startswith((".", "__")) for part in path.parts[:-1])]


def _hint(name: str, known: Sequence[str]) -> str:
    alike = [other for other in known if other.rsplit("/", 1)[-1] == name.rsplit("/", 1)[-1]]
    near = nearest_word(name, known) or (alike[0] if len(alike) == 1 else None)
    return f"; did you mean {near}?" if near else ""
