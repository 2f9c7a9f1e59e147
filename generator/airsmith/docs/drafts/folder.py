"""Drafts on disk: a folder of specs that lints and generates by itself."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ...load.folder import SpecFolder
from ...load.layout import CATALOG, PROVIDER
from ...load.modelines import modelines
from ...load.spec_schema import SLUG
from ...meaning.values import Json
from ..claims import ModelReading, Reading
from ..page import Page
from .assemble import Origin, assemble
from .settle import CannotDraft, settle
from .text import comment, flow, scalar

_NO_WORD: Final = re.compile(r"[^a-z0-9]+")
_MEDIA: Final = ("image", "video", "audio")


@dataclass(frozen=True)
class Drafted:
    """What became of one model: the file written, or the reason there is none."""

    model: ModelReading
    path: Path | None
    reason: str = ""


def import_reading(
    page: Page, reading: Reading, out: Path, specs: Path, today: str, *, overwrite: bool = False
) -> Iterator[Drafted]:
    """Draft every model of a page into ``out``, model by model. ``specs`` is a folder to take tasks and catalog from.

    A file that is there is kept, unless ``overwrite``.
    """
    taken: set[str] = set()
    for model in reading.models:
        provider = _provider_of(model)
        _scaffold(out, specs, page, provider, today)
        slug = _slug(model.name, provider, taken)
        taken.add(slug)
        origin = Origin(_url(page, provider), page.fetched or today, page.sha256, slug, provider, _url_guess(page))
        yield _draft(model, origin, out, overwrite)


def _provider_of(model: ModelReading) -> str:
    """The key its requests have under ``providerSettings``, else the source of its AIR id."""
    for request in model.requests:
        settings = json.loads(request.text).get("providerSettings")
        if isinstance(settings, dict) and len(settings) == 1 and re.fullmatch(SLUG, next(iter(settings))):
            return str(next(iter(settings)))
    return model.air.partition(":")[0]


def _draft(model: ModelReading, origin: Origin, out: Path, overwrite: bool) -> Drafted:
    path = out / origin.provider / f"{origin.slug}.yaml"
    if path.exists() and not overwrite:
        return Drafted(model, None, f"{path} is there already")
    if not model.task:
        return Drafted(model, None, "nothing on the page says what task its requests are of")
    _add_task(out, model.task, origin)
    draft = assemble(model, origin, _task_fields(out, model.task))
    with tempfile.TemporaryDirectory(prefix="airsmith-draft-") as scratch:
        for name in (CATALOG, f"tasks/{_kebab(model.task)}.yaml", f"{origin.provider}/{PROVIDER}"):
            (Path(scratch) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(out / name, Path(scratch) / name)
        try:
            text = settle(draft, Path(scratch))
        except CannotDraft as error:
            return Drafted(model, None, str(error))
    path.write_text(text, encoding="utf-8")
    return Drafted(model, path)


def _url(page: Page, provider: str) -> str:
    return page.url or f"https://runware.ai/docs/en/providers/{provider}"


def _url_guess(page: Page) -> tuple[str, ...]:
    return () if page.url else ("the page does not name its address",)


def _slug(name: str, provider: str, taken: set[str]) -> str:
    slug = _NO_WORD.sub("-", name.lower()).strip("-")[:80]
    slug = slug if re.fullmatch(SLUG, slug) and slug not in ("provider", "tasks") else f"{provider}-{slug}".strip("-")
    numbered = (f"{slug}-v{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(one for one in numbered if one not in taken)


def _kebab(task: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", task).lower()


def _task_fields(out: Path, task: str) -> dict[str, Json]:
    folder = SpecFolder(out, out.name)
    document = next(folder.read(file) for file in folder.files() if file.name == f"tasks/{_kebab(task)}.yaml")
    fields = document.data["fields"]
    return fields if isinstance(fields, dict) else {}


def _scaffold(out: Path, specs: Path, page: Page, provider: str, today: str) -> None:
    """The shared files that are not there yet."""
    (out / "tasks").mkdir(parents=True, exist_ok=True)
    (out / provider).mkdir(exist_ok=True)
    for source in sorted((specs / "tasks").glob("*.yaml")):
        target = out / "tasks" / source.name
        if not target.exists():
            shutil.copyfile(source, target)
    catalog, shared = out / CATALOG, out / provider / PROVIDER
    if not catalog.exists():
        catalog.write_text(_catalog(provider), encoding="utf-8")
    if not shared.exists():
        shared.write_text(_provider(page, provider, today), encoding="utf-8")


def _catalog(provider: str) -> str:
    module = provider.replace("-", "_")
    return f"""{modelines("./catalog.schema.json")}spec: 1
summary: Models of {provider} on Runware, drafted from docs pages.
packages:
  python: {{name: runware-{provider}, module: runware_{module}, version: 0.1.0}}
  npm: {{name: runware-{provider}, version: 0.1.0}}
schemas: {{base: "https://airsmith.example/schemas", version: 0.1.0}}
"""


def _provider(page: Page, provider: str, today: str) -> str:
    title = re.sub(r"\s+provider$|\s*\|.*$", "", page.front.get("title", ""), flags=re.I) or provider.capitalize()
    source = flow({"url": _url(page, provider), "fetched": page.fetched or today})
    return f"""{modelines("../provider.schema.json")}spec: 1
provider: {scalar(provider)}
name: {scalar(title)}
source: {source}{comment([], _url_guess(page))}
order: []
settings: {{}}
"""


def _add_task(out: Path, task: str, origin: Origin) -> None:
    """A task that no file describes yet: what all requests have, everything else is for its models."""
    path = out / "tasks" / f"{_kebab(task)}.yaml"
    if path.exists():
        return
    media = next((word for word in _MEDIA if word in task.lower()), "image")
    uuid = "-".join(f"[0-9a-fA-F]{{{count}}}" for count in (8, 4, 4, 4, 12))
    path.write_text(
        f"""{modelines("../task.schema.json")}# guess: drafted for a task that no file describes; only what every request has
spec: 1
task: {task}
name: {scalar(_kebab(task).replace("-", " ").capitalize())}
media: {media}
source: {flow({"url": origin.url, "fetched": origin.fetched})}{comment([], origin.url_guess)}
dimensions: {{required: false}}
order: [taskType, taskUUID, model]
fields:
  taskType: {{const: {task}, required: true}}
  taskUUID:
    type: string
    pattern: {{match: "{uuid}", called: "a UUID (8-4-4-4-12 hexadecimal digits)"}}
    required: true
  model: {{type: string, required: true}}
response:
  order: [taskType, taskUUID]
  fields:
    taskType: {{const: {task}, required: true}}
    taskUUID: {{type: string, required: true}}
""",
        encoding="utf-8",
    )
