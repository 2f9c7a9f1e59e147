"""One request in three languages: what is pasted into a shell, a Python program or a TypeScript program.

The playground says the same in `templates/site/runtime/snippets.ts`, for requests that nobody has written yet; the
tests hold the two equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ...meaning.values import Json
from ...model.catalog import Model, Packages
from ...targets.python.functions import parameters_of
from ...targets.python.names import identifier as python_name
from ...targets.typescript.functions import options_of
from ...targets.typescript.names import camel

ENDPOINT: Final = "https://api.runware.ai/v1"
"""Where the generated clients send requests, if they are told of no other place."""

_WIDTH: Final = 88
_SETTINGS: Final = "providerSettings"
_SIZE: Final = "size"


@dataclass(frozen=True)
class Argument:
    """A named argument: the key of the request or setting it stands for, and its name in both languages."""

    wire: str
    setting: bool
    required: bool
    python: str
    typescript: str


@dataclass(frozen=True)
class Signature:
    """How the function of a model is called.

    ``sized`` tells whether it takes width and height as one, ``url`` is the field of a result that holds the address
    of what was made, if there is one.
    """

    python: str
    typescript: str
    python_module: str
    npm_name: str
    provider: str
    prompt: str
    sized: bool
    url: str
    arguments: tuple[Argument, ...]


def signature(model: Model, packages: Packages) -> Signature:
    """How a model is called in both languages."""
    options = {(one.wire, one.setting): one.name for one in options_of(model)}
    arguments = tuple(
        Argument(one.wire, one.setting, one.required, one.name, options[one.wire, one.setting])
        for one in parameters_of(model)
        if one.wire not in (model.task.prompt, "taskUUID") or one.setting
    )
    address = f"{model.task.media}URL"
    return Signature(
        python=python_name(model.slug),
        typescript=camel(model.slug),
        python_module=packages.python_module,
        npm_name=packages.npm_name,
        provider=model.provider.key,
        prompt=model.task.prompt,
        sized=any(one.wire == _SIZE for one in arguments),
        url=address if model.task.response.property(address) else "",
        arguments=arguments,
    )


def curl(request: Json) -> str:
    """The request as it is posted, by hand."""
    body = json.dumps([request], ensure_ascii=False, indent=2).replace("'", "'\\''")
    return "\n".join(
        [
            f"curl {ENDPOINT} \\",
            '  -H "Authorization: Bearer $RUNWARE_API_KEY" \\',
            '  -H "Content-Type: application/json" \\',
            f"  -d '{body}'",
        ]
    )


def python(called: Signature, request: Json) -> str:
    """A program that runs the request, by the model's own function where that can say it."""
    given = _given(called, request)
    shown = f'item.get("{called.url}")' if called.url else "item"
    return "\n".join(
        [
            f"from {called.python_module} import Runware",
            "",
            "with Runware() as client:",
            *_python_call(called, request, given),
            "    for item in result.items:",
            f"        print({shown})",
        ]
    )


def _python_call(called: Signature, request: Json, given: dict[Argument, Json] | None) -> Iterator[str]:
    if given is None or not isinstance(request, dict):
        yield "    result = client.run("
        yield f"        {_literal(request, 8, _PYTHON)}"
    else:
        yield f"    result = client.{called.python}("
        yield f"        {_literal(request[called.prompt], 8, _PYTHON)},"
        for one, value in given.items():
            yield f"        {one.python}={_literal(value, 8 + len(one.python) + 1, _PYTHON, 8)},"
    yield "    )"


def typescript(called: Signature, request: Json) -> str:
    """The same in TypeScript."""
    given = _given(called, request)
    shown = f"item.{called.url}" if called.url and given is not None else "item"
    return "\n".join(
        [
            f'import {{ Runware }} from "{called.npm_name}";',
            "",
            "const runware = new Runware();",
            *_typescript_call(called, request, given),
            f"for (const item of result.items) console.log({shown});",
        ]
    )


def _typescript_call(called: Signature, request: Json, given: dict[Argument, Json] | None) -> Iterator[str]:
    if given is None or not isinstance(request, dict):
        yield f"const result = await runware.run({_literal(request, 0, _TYPESCRIPT)});"
        return
    begin = f"const result = await runware.{called.typescript}("
    prompt = _literal(request[called.prompt], 0, _TYPESCRIPT)
    if not given:
        yield f"{begin}{prompt});"
        return
    options = [
        f"{one.typescript}: {_literal(value, len(one.typescript) + 4, _TYPESCRIPT, 2)}" for one, value in given.items()
    ]
    if len(begin) + len(prompt) + 3 <= _WIDTH:
        yield from (f"{begin}{prompt}, {{", *(f"  {option}," for option in options), "});")
        return
    deeper = (option.replace("\n", "\n  ") for option in options)
    yield from (begin, f"  {prompt},", "  {", *(f"    {option}," for option in deeper), "  },", ");")


def _given(called: Signature, request: Json) -> dict[Argument, Json] | None:
    """What the model's function is given beside the prompt; None where it cannot say the request.

    The id of the task is left to the client, which makes a new one.
    """
    if not isinstance(request, dict) or not isinstance(request.get(called.prompt), str):
        return None
    left = {key: value for key, value in request.items() if key not in ("taskType", "taskUUID", "model", called.prompt)}
    settings = _settings(called, left.pop(_SETTINGS)) if _SETTINGS in left else {}
    if settings is None:
        return None
    if called.sized and "width" in left and "height" in left:
        left[_SIZE] = _size(left.pop("width"), left.pop("height"))
    found = {
        one: values.pop(one.wire)
        for one in called.arguments
        if one.wire in (values := settings if one.setting else left)
    }
    missing = any(one.required and one not in found for one in called.arguments)
    return found if not left and not settings and not missing and None not in found.values() else None


def _settings(called: Signature, written: Json) -> dict[str, Json] | None:
    """The settings of the provider; None for what a function cannot say, such as that there are none."""
    inner = written.get(called.provider) if isinstance(written, dict) and len(written) == 1 else None
    return dict(inner) if isinstance(inner, dict) and inner else None


def _size(width: Json, height: Json) -> Json:
    sides = (width, height)
    whole = all(isinstance(side, int) and not isinstance(side, bool) and side >= 0 for side in sides)
    return f"{width}x{height}" if whole else None


_PYTHON: Final[Mapping[str, str]] = {"true": "True", "false": "False", "null": "None"}
_TYPESCRIPT: Final[Mapping[str, str]] = {}


def _literal(value: Json, column: int, words: Mapping[str, str], margin: int | None = None) -> str:
    """A value on one line where it fits, else a line per item; ``margin`` is that of the line it begins in."""
    indent = column if margin is None else margin
    flat = _flat(value, words)
    if column + len(flat) < _WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    inner = " " * (indent + (4 if words else 2))
    entries = list(value.items()) if isinstance(value, dict) else [(None, item) for item in value]
    lines = [f"{inner}{_entry(key, item, len(inner), words)},\n" for key, item in entries]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{''.join(lines)}{' ' * indent}{closing}"


def _entry(key: str | None, value: Json, margin: int, words: Mapping[str, str]) -> str:
    label = "" if key is None else f"{_key(key, words)}: "
    return label + _literal(value, margin + len(label), words, margin)


def _flat(value: Json, words: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key, words)}: {_flat(item, words)}" for key, item in value.items())
        return f"{{{inner}}}" if words or not inner else f"{{ {inner} }}"
    if isinstance(value, list):
        return "[" + ", ".join(_flat(item, words) for item in value) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return words.get(text, text)


def _key(key: str, words: Mapping[str, str]) -> str:
    plain = key.isascii() and key.isidentifier() and not words
    return key if plain else json.dumps(key, ensure_ascii=False)
