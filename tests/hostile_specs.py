"""Specs whose every free text does its worst to the language it ends up in."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from airsmith.load.yaml_nodes import parse, to_json

PLANT = 'open("planted", "w")'
TEXTS = (
    'It\'s "quoted", \'\'\'thrice\'\'\' and """thrice""" more',
    f'"""\n{PLANT}\n"""',
    f'"\n{PLANT}\n#',
    f"\\\n{PLANT}\n\\",
    "ends in a backslash \\",
    "two of them \\\\",
    'ends in a quote "',
    '"begins with one, and ends in three"""',
    "{} {value} {0} {0.__class__} {choices!r} {{double}} {",
    "} %s %(name)s %d %% $x ${x} ${`id`} `id` $(id) #{x}",
    "{{ header }} {% include 'python/init.py.j2' %} {# comment #}",
    "*/ alert(1) /* // <!-- --> ]]> </script><script>alert(1)</script> <img src=x onerror=alert(1)>",
    "line\nfeed\r\ncarriage\ttab\x0bvertical\x0cform\x85next\u2028line\u2029paragraph",
    "\x00nul \x1b[31mred\x1b[0m \x7f\x9b \u202eevil\u202c \u200b\ufeff \U000e0041",
    "emoji 💥 👩‍👩‍👧 Ünïcode 多 ß ﬁ İ ı \U0001d54f",
    "\\u0022 \\x22 \\N{BULLET} \\101 &quot; &#34; %22",
    "| a | table | `code` | [link](javascript:alert(1)) | # title",
    "- list\n---\n...\n: colon # hash & anchor * alias ! tag",
    "w" * 300,
    "many words " * 40,
    "   ",
)
"""Free text of every dangerous kind."""

FREE = {"name", "summary", "why", "unit", "title", "called"}
"""Keys under which text is free."""


def write(source: Path, folder: Path, first: int) -> None:
    """The specs of a folder with other free texts, which go round from the given one on."""
    texts = itertools.islice(itertools.cycle(TEXTS), first, None)
    for path in sorted(source.rglob("*.yaml")):
        data: Any = to_json(parse(path.read_bytes(), path.name))
        if path.name == "gpt-image-1.yaml":
            _add_values(data)
        changed = _changed(data, "", texts)
        target = folder / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_yaml(changed) + "\n", encoding="utf-8")


def _add_values(data: Any) -> None:
    """Settings and a rule whose values and reasons are hostile; a field of every kind of limit."""
    settings = data["providerSettings"]
    settings["quality"]["enum"] += list(TEXTS)
    settings["quality"]["labels"] |= {text: text[::-1] for text in TEXTS if text.strip()}
    settings["background"]["default"] = "opaque"
    data["rules"] = [
        {
            "when": {"providerSettings.openai.quality": {"in": list(TEXTS[:4])}},
            "forbid": ["ttl"],
            "why": TEXTS[1],
        },
        {"when": {"outputFormat": "JPG"}, "forbid": ["uploadEndpoint"], "level": "warn", "why": TEXTS[2]},
    ]


def _changed(value: Any, key: str, texts: Iterator[str]) -> Any:
    if isinstance(value, dict):
        return {name: _below(name, inner, texts) for name, inner in value.items()}
    if isinstance(value, list):
        return [_changed(inner, key, texts) for inner in value]
    return next(texts) if key in FREE and isinstance(value, str) else value


def _below(name: str, value: Any, texts: Iterator[str]) -> Any:
    match name:
        case "packages":
            return value
        case "labels":
            return {word: next(texts) for word in value}
        case "notes":
            return [next(texts) for _ in TEXTS[:5]]
        case _:
            return _changed(value, name, texts)


def _yaml(value: Any) -> str:
    """A value as flow YAML in double quotes."""
    match value:
        case dict():
            return "{" + ", ".join(f"{_quoted(str(key))}: {_yaml(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_yaml, value)) + "]"
        case str():
            return _quoted(value)
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case _:
            return repr(value)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    return char if char.isprintable() else f"\\U{ord(char):08x}"
