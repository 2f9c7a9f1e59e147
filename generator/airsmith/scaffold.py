"""A skeleton of a spec for a new model: it passes lint, and says what is left to fill in."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from .load.spec_schema import AIR

_SLUG = re.compile(r"[^a-z0-9]+")


class CannotScaffold(Exception):
    """The skeleton cannot be made; the message says why and what would do."""


def slug_of(name: str) -> str:
    """
    >>> slug_of("Sora 2 Pro"), slug_of("DALL·E 3")
    ('sora-2-pro', 'dall-e-3')
    """
    return _SLUG.sub("-", name.lower()).strip("-")


def new_model(specs: Path, air: str, name: str, task: str, tasks: Sequence[str], today: str) -> tuple[Path, ...]:
    """Write the spec, and its provider's file if there is none; return what was written.

    Raises CannotScaffold, and writes nothing, for a malformed id, an unknown task or a file
    that is there already.
    """
    if not re.match(AIR, air):
        raise CannotScaffold(f"{air} is not an AIR id; write source:id@version, such as openai:2@3")
    if task not in tasks:
        raise CannotScaffold(f"there is no task {task}; tasks: {', '.join(tasks)}")
    provider, slug = air.partition(":")[0], slug_of(name)
    if not re.match(r"[a-z]", slug):
        raise CannotScaffold(f"no file name can be made of {name!r}; give --name with a Latin letter first")
    path = specs / provider / f"{slug}.yaml"
    if path.exists():
        raise CannotScaffold(f"{path.name} is there already; edit it, or give another --name")
    written = [path]
    path.parent.mkdir(parents=True, exist_ok=True)
    shared = path.parent / "provider.yaml"
    if not shared.exists():
        shared.write_text(_provider(provider, today), encoding="utf-8")
        written.append(shared)
    path.write_text(_model(air, name, provider, task, today), encoding="utf-8")
    return tuple(written)


def _provider(key: str, today: str) -> str:
    return f"""# yaml-language-server: $schema=../provider.schema.json
spec: 1
provider: {key}
name: {key.capitalize()}
source: {{url: "https://runware.ai/docs/en/providers/{key}", fetched: "{today}"}}
order: []
settings: {{}}
"""


def _model(air: str, name: str, provider: str, task: str, today: str) -> str:
    return f"""# yaml-language-server: $schema=../spec.schema.json
spec: 1
air: {air}
name: {json.dumps(name, ensure_ascii=False)}
provider: {provider}
task: {task}
summary: One sentence on what the model does.
lifecycle: {{stage: live, checked: "{today}"}}
source: {{url: "https://runware.ai/docs/en/providers/{provider}", fetched: "{today}"}}
# workflows: [text-to-image]
fields: {{}}
  # What the page limits; everything else comes from the task. For example:
  # positivePrompt: {{type: string, length: [1, 4000], required: true}}
# dimensions:
#   pairs: [1024x1024 1:1]
providerSettings: none
notes: []
examples: []
  # - title: As on the page
  #   request: |
  #     {{"taskType": "{task}", "taskUUID": "...", "model": "{air}"}}
"""
