"""Models whose every free text tries to get out of where generated code puts it, and whose names mean something."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

from airsmith.model.catalog import Model

from support import models

PLANTED: Final = "globalThis.__planted = 1"
TEXTS: Final = (
    f'"; {PLANTED}; //',
    f"'; {PLANTED}; //",
    f"`; {PLANTED}; `",
    f"${{{PLANTED}}}",
    f"`${{{PLANTED}}}`",
    f'" + ({PLANTED}) + "',
    f"*/ {PLANTED}; /*",
    f"\\*/ {PLANTED}; //",
    f"\u2028{PLANTED};\u2029",
    f"\n{PLANTED};\r\n",
    f"</script><script>{PLANTED}</script><!--",
    f"\\u0022; {PLANTED}; \\",
    f"\\\\'\\\"; {PLANTED}",
    f"{{{{ {PLANTED} }}}} {{% if x %}} {{# #}}",
    "@deprecated @internal {@link x} @type {never}",
    "* / // # \\",
    "\x07\x1b[31m\x7f\u200b\u202e\ufeff",
    "模型的名称和它的说明 " * 3,
    "🚰👍 e\u0301 ﬁ ｗｉｄｅ",
    "'\"`" * 3,
)
"""Each is the free text of some model: its name, its notes, its words."""
NAMES: Final = """arguments async await break class const default delete do enum eval export for from function get has
    if implements import in interface is isObject let media method model2 n new newTaskUUID null of options out package
    pixels private protected public r report request result return row set settings static super switch this throw
    toJSON true type typeof undefined v0 v1 violations void while withMedia withoutUnset with yield NaN Infinity
    Array Object String Boolean Symbol Record Choice DOCS SIZES STAGE""".split()
"""Names of fields that a language, or the generated code itself, uses for something else."""
PROMPTS: Final = ("options", "newTaskUUID", "withoutUnset", "settings", "pixels", "default", "eval", "withMedia")
LONG_SLUG: Final = "a-name-that-goes-on-and-on-until-no-line-of-any-file-has-room-for-it-1"
SIZE: Final = {"size": {"type": "boolean"}}
SOURCE: Final = {"url": "https://kitchen.example/docs#'x'", "fetched": "2025-10-27"}


@cache
def hostile_models() -> tuple[Model, ...]:
    """A model per text, and one per name of a prompt; the second has a name that no line has room for."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        _write(folder / "catalog.yaml", _catalog())
        _write(folder / "kitchen" / "provider.yaml", _provider())
        for number, prompt in enumerate(PROMPTS):
            _write(folder / "tasks" / f"task{number}.yaml", _task(number, prompt))
            slug = LONG_SLUG if number == 1 else f"prompt-{number}"
            _write(folder / "kitchen" / f"{slug}.yaml", _model(f"p{number}", TEXTS[number], number))
        for number, text in enumerate(TEXTS):
            _write(folder / "kitchen" / f"text-{number}.yaml", _model(f"t{number}", text, 0))
        return tuple(models(folder))


def requests() -> list[Any]:
    """Requests to every one of them: a valid one, and one with everything wrong."""
    return [request for model in hostile_models() for request in _requests(model)]


def _requests(model: Model) -> list[Any]:
    text = TEXTS[int(model.air.partition("@")[2][1:])]
    start = {"taskType": model.task.name, "model": model.air, model.task.prompt: text + "x" * 8}
    wrong = {**start, **dict.fromkeys(NAMES, text), text: text, "word": text + "y", "safe": 1, "number": 3, "tag": text}
    small = {**start, "word": text, "safe": {"result": {"size": True}}, "number": 1e-07, "width": 64, "height": 64}
    return [start, small, wrong, {**wrong, "providerSettings": {"kitchen": {"mood": "x", "class": text}, text: 1}}]


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(exist_ok=True)
    # JSON is YAML, but for the escaped halves of characters beyond the first plane.
    text = json.dumps(data, ensure_ascii=False)
    for char in "\x7f\u2028\u2029\ufeff":
        text = text.replace(char, f"\\u{ord(char):04x}")
    path.write_text(text, encoding="utf-8")


def _catalog() -> dict[str, Any]:
    npm = {"name": "hostile", "version": "0.1.0"}
    python = {**npm, "module": "hostile"}
    packages = {"python": python, "npm": npm}
    schemas = {"base": "https://kitchen.example/schemas", "version": "0.1.0"}
    return {"spec": 1, "summary": TEXTS[6], "packages": packages, "schemas": schemas}


def _provider() -> dict[str, Any]:
    settings = {
        "mood": {"enum": list(dict.fromkeys(TEXTS)), "summary": TEXTS[6]},
        "class": {"type": "string", "length": [2, None], "summary": TEXTS[10]},
        "default": {"type": "boolean"},
    }
    return {"spec": 1, "provider": "kitchen", "name": TEXTS[0], "source": SOURCE, "settings": settings}


def _task(number: int, prompt: str) -> dict[str, Any]:
    identity = {"taskType": {"const": f"task{number}", "required": True}, "model": {"type": "string", "required": True}}
    return {
        "spec": 1,
        "task": f"task{number}",
        "name": TEXTS[number],
        "media": "image",
        "source": SOURCE,
        "prompt": prompt,
        "dimensions": {"required": False},
        "order": ["taskType", "model", prompt, "width", "height"],
        "fields": {**identity, prompt: {"type": "string", "length": [2, None], "required": True, "summary": TEXTS[8]}},
        "response": {
            "order": ["taskType", "word"],
            "fields": {"taskType": identity["taskType"], "word": {"enum": list(dict.fromkeys(TEXTS))}},
        },
    }


def _model(version: str, text: str, task: int) -> dict[str, Any]:
    # Names and texts do not meet: all names in every model would only take long to compile.
    names = NAMES if version.startswith("p") else NAMES[:3]
    fields: dict[str, Any] = {
        **{name: {"type": "boolean", "summary": text} for name in names if name != PROMPTS[task]},
        "word": {"enum": [text, "x"], "labels": {"x": text}, "summary": text, "default": text},
        "tag": {"type": "string", "pattern": {"match": "[a-z/]{1,3}|\\$\\{`", "called": text}},
        "number": {"type": "number", "range": [1e-07, 2.0], "unit": text},
        "large": {"type": "number", "enum": [0.5, 1.0, 1e15, 2.5e-10]},
        "safe": {"shape": {name: {"required": False, "shape": SIZE} for name in ("options", "result", "fields")}},
        **{name: {"shape": SIZE} for name in ("options", "result", "request", "fields") if name != PROMPTS[task]},
        "size2": {"shape": {"image": {"type": "image"}}},
        "clips": {"items": {"shape": {"image": {"type": "image"}, "of": {"const": text}}}, "count": [1, 2]},
    }
    return {
        "spec": 1,
        "air": f"kitchen:{'text' if version[0] == 't' else 'prompt'}@{version}",
        "name": text,
        "provider": "kitchen",
        "task": f"task{task}",
        "summary": text,
        "lifecycle": {"stage": "retired", "since": "2026-01-31", "source": SOURCE["url"], "checked": "2026-02-01"},
        "source": SOURCE,
        "fields": fields,
        "dimensions": {"pairs": ["64x64", "128x64"]},
        "providerSettings": ["mood", "class", "default"],
        "rules": [{"when": {"word": "x"}, "forbid": ["number"], "why": text}],
        "notes": [text],
    }
