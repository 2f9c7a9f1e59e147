"""Skeletons of a spec and of a folder of specs: they pass lint, and say what is left to fill in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from .diagnostics import Diagnostic, SpecErrors
from .load.folder import SpecFile, SpecFolder
from .load.layout import CATALOG
from .load.modelines import modelines
from .load.spec_schema import AIR, SLUG
from .model.specs import Specs

_NO_WORD = re.compile(r"[^a-z0-9]+")
LONGEST = 100
"""More characters than this, and some file system takes no such name."""

_TAKEN = ("provider", "sets", "tasks")
"""Names that mean something else in a folder of specs."""
_ESCAPED = {'"': '\\"', "\\": "\\\\"}


_CATALOG = f"""{modelines("./catalog.schema.json")}# What is made of all models together: names and versions of the packages, and where their schemas are published.
spec: 1
summary: Models of my own.
packages:
  # The name that pip installs, and the one that Python imports.
  python: {{name: my-models, module: my_models, version: 0.1.0}}
  npm: {{name: my-models, version: 0.1.0}}
# The URL that stands in the ids of the JSON Schemas; nothing is fetched from it.
schemas: {{base: "https://example.com/schemas", version: 0.1.0}}
# What the packages link to, and the terms they are under: what is generated is yours.
# urls: {{homepage: "https://example.com", source: "https://example.com/source"}}
# license:
#   expression: MIT
#   text: |
#     The whole text of the licence.
"""

_TASK = """# The fields that all models of this task share. The copy is yours: change it, or remove it where no model needs it.
"""


class CannotScaffold(Exception):
    """The skeleton cannot be made; the message says why and what would do."""


def slug_of(name: str) -> str:
    """
    >>> slug_of("Sora 2 Pro"), slug_of("DALL·E 3")
    ('sora-2-pro', 'dall-e-3')
    """
    return _NO_WORD.sub("-", name.lower()).strip("-")


def new_model(specs: Path, air: str, name: str, task: str, tasks: Sequence[str], today: str) -> tuple[Path, ...]:
    """Write the spec, and its provider's file if there is none; return what was written.

    Raises CannotScaffold, and leaves nothing behind, for a malformed id, an unknown task, a file
    that is there already, and whatever does not go with the other specs, such as an id that is taken.
    """
    provider, slug = air.partition(":")[0], slug_of(name)
    _refuse_names(air, provider, name, slug)
    if task not in tasks:
        raise CannotScaffold(f"there is no task {task}; tasks: {', '.join(tasks)}")
    path = specs / provider / f"{slug}.yaml"
    if path.exists():
        raise CannotScaffold(_occupied(specs, path, air))
    before = _problems(specs)
    written = [path]
    path.parent.mkdir(parents=True, exist_ok=True)
    shared = path.parent / "provider.yaml"
    if not shared.exists():
        shared.write_text(_provider(provider, today), encoding="utf-8")
        written.append(shared)
    path.write_text(_model(air, name, provider, task, today), encoding="utf-8")
    found = _problems(specs) - before
    if found:
        for one in written:
            one.unlink()
        with suppress(OSError):
            path.parent.rmdir()
        raise CannotScaffold(f"nothing was written: {'; '.join(sorted(one.message for one in found))}")
    return tuple(written)


def new_specs(folder: Path, tasks: Path) -> tuple[Path, ...]:
    """Write a catalog and copies of the files in ``tasks`` to a new folder; return what was written.

    Raises CannotScaffold where the folder holds something.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotScaffold(f"{folder} is there already, and is not an empty folder")
    (folder / "tasks").mkdir(parents=True)
    written = [folder / CATALOG]
    written[0].write_text(_CATALOG, encoding="utf-8")
    for source in sorted(tasks.glob("*.yaml")):
        head = modelines("../task.schema.json")
        written.append(folder / "tasks" / source.name)
        text = source.read_text(encoding="utf-8").removeprefix(head)
        written[-1].write_text(f"{head}{_TASK}{text}", encoding="utf-8")
    return tuple(written)


def _occupied(specs: Path, path: Path, air: str) -> str:
    """What to do about a file that stands where the skeleton would."""
    folder = SpecFolder(specs, specs.as_posix())
    try:
        same = folder.read(SpecFile(path.relative_to(specs).as_posix(), "spec")).data.get("air") == air
    except SpecErrors:
        same = False
    return f"{path} is there already: " + ("edit it" if same else "give another --name")


def _problems(specs: Path) -> set[Diagnostic]:
    """What is wrong with a folder of specs."""
    try:
        for _ in Specs(SpecFolder(specs, specs.name)).models():
            pass
    except SpecErrors as errors:
        return set(errors.diagnostics)
    return set()


def _refuse_names(air: str, provider: str, name: str, slug: str) -> None:
    if not re.fullmatch(AIR, air):
        raise CannotScaffold(f"{air} is not an AIR id; write source:id@version, such as openai:2@3")
    if not re.fullmatch(SLUG, provider) or provider in _TAKEN:
        raise CannotScaffold(f"{provider} cannot be the name of a provider: lower-case words joined by hyphens can")
    if not name.isprintable():
        raise CannotScaffold("a name holds no control characters")
    if len(air) > LONGEST or len(slug) > LONGEST:
        raise CannotScaffold(f"an AIR id and a name take at most {LONGEST} characters")
    if not re.fullmatch(SLUG, slug) or slug in _TAKEN:
        raise CannotScaffold(f"no file name can be made of {name!r}; give a --name that begins with a Latin letter")


def _text(words: str) -> str:
    """Words in double quotes, which keep YAML from reading a number or ``null`` in them."""
    return '"' + "".join(_ESCAPED.get(char, char) for char in words) + '"'


def _word(word: str) -> str:
    return _text(word) if word in ("null", "true", "false") else word


def _provider(key: str, today: str) -> str:
    return f"""{modelines("../provider.schema.json")}spec: 1
provider: {_word(key)}
name: {_text(key.capitalize())}
source: {{url: "https://runware.ai/docs/en/providers/{key}", fetched: "{today}"}}
order: []
settings: {{}}
"""


def _model(air: str, name: str, provider: str, task: str, today: str) -> str:
    return f"""{modelines("../spec.schema.json")}spec: 1
air: {air}
name: {_text(name)}
provider: {_word(provider)}
task: {task}
# summary: One sentence on what the model does.
lifecycle: {{stage: live, checked: "{today}"}}
source: {{url: "https://runware.ai/docs/en/providers/{provider}", fetched: "{today}"}}
# workflows: [text-to-image]
# What the page limits; everything else comes from the task.
# fields:
#   positivePrompt: {{type: string, length: [1, 4000], required: true}}
# dimensions:
#   pairs: [1024x1024 1:1]
providerSettings: none
# notes:
#   - What the page says beyond limits.
# examples:
#   - title: As on the page
#     request: |
#       {{"taskType": "{task}", "taskUUID": "...", "model": "{air}"}}
"""
