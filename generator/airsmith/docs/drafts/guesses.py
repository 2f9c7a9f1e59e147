"""What a draft has to guess: types of fields a page only shows, and whether a field is required."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...meaning.values import Json, is_integer
from ..names import SETTINGS
from ..vocabulary import BY_NAME, media_of
from .draft import Draft, Entry
from .inputs import carries, shown

_SHOWN = "only a request shows it"


def type_of(value: Json, name: str) -> dict[str, Json] | None:
    """The entry of a field by one of its values; None for what no field can be."""
    known = BY_NAME.get(name.rsplit(".", 1)[-1])
    if known and known.entry:
        return dict(known.entry)
    match value:
        case bool():
            return {"type": "boolean"}
        case int() | float():
            kind = "integer" if is_integer(value) else "number"
            return {"type": kind}
        case str():
            return {"type": _media(name) or "string"}
        case list():
            inner = type_of(value[0] if value else "", name)
            return None if inner is None else {"items": inner["type"] if set(inner) == {"type"} else inner}
        case dict():
            shape = {key: type_of(inner, key) for key, inner in value.items() if re.fullmatch(r"[A-Za-z]\w*", key)}
            return (
                None if not shape or None in shape.values() else {"shape": {key: entry for key, entry in shape.items()}}
            )
        case _:
            return None


def _media(name: str) -> str | None:
    return media_of(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rsplit(".", 1)[-1]))


def add_shown_fields(draft: Draft, requests: Sequence[dict[str, Json]], task_fields: dict[str, Json]) -> None:
    """Fields and settings that requests carry and nothing describes."""
    known = {*task_fields, *draft.fields, SETTINGS, "width", "height"} | ({"frameImages"} if draft.frames else set())
    for request in requests:
        for name, value in request.items():
            dotted = {known_name for known_name in known if known_name.startswith(f"{name}.")}
            if name in known and not (name == "frameImages" and not draft.frames):
                continue
            if isinstance(value, dict):
                _add_inner(draft, name, value, dotted)
            elif name != "frameImages":
                _add(draft.fields, name, value)
        _add_settings(draft, request)
    if draft.frames is None and any(carries(request, "frameImages") for request in requests):
        draft.frames = Entry(_frame_words(requests), [], [_SHOWN])


def _add_inner(draft: Draft, name: str, value: dict[str, Json], known: set[str]) -> None:
    for key, inner in value.items():
        if f"{name}.{key}" not in known:
            _add(draft.fields, f"{name}.{key}", inner)


def _add(entries: dict[str, Entry], name: str, value: Json) -> None:
    entry = type_of(value, name)
    if entry is not None and name not in entries:
        entries[name] = Entry(entry, [], [_SHOWN])


def _add_settings(draft: Draft, request: dict[str, Json]) -> None:
    settings = request.get(SETTINGS)
    own = settings.get(draft.provider) if isinstance(settings, dict) else None
    for name, value in own.items() if isinstance(own, dict) else ():
        if isinstance(draft.settings, Entry):
            return
        entry = type_of(value, "")
        before = draft.settings.get(name)
        if before is None and entry is not None:
            draft.settings[name] = Entry(entry, [], [_SHOWN])
        elif before is not None and not before.value and entry is not None:
            draft.settings[name] = Entry(entry, before.lines, ["its type is that of a request"])


def _frame_words(requests: Sequence[dict[str, Json]]) -> list[Json]:
    words: set[str] = set()
    for request in requests:
        listed = request.get("frameImages")
        for item in listed if isinstance(listed, list) else ():
            word = item.get("frame", "first") if isinstance(item, dict) else "first"
            words.add("first" if word == 0 else str(word))
    return [word for word in ("first", "last") if word in words] or ["first"]


def settle_required(draft: Draft, requests: Sequence[dict[str, Json]], task_fields: dict[str, Json]) -> None:
    """Fields the task requires: the model's own entry replaces that, and requests may do without."""
    workflows = workflow_needs(draft)
    for name, written in task_fields.items():
        if (
            not isinstance(written, dict)
            or written.get("required") is not True
            or name in ("taskType", "taskUUID", "model")
        ):
            continue
        without = [request for request in requests if not carries(request, name)]
        entry = draft.fields.get(name)
        if name in ("width", "height") and draft.dimensions:
            _settle_sizes(draft, without, requests, workflows)
        elif entry is not None and isinstance(entry.value, dict) and "supported" not in entry.value:
            if "required" not in entry.value:
                required = _required(name, without, requests, workflows)
                entry.value["required"] = required
                entry.guesses.append(_reason(required))
        elif entry is None and without:
            kept = {key: value for key, value in written.items() if key not in ("source", "summary", "unit", "error")}
            required = _required(name, without, requests, workflows)
            draft.fields[name] = Entry({**kept, "required": required}, [], [f"as in the task, but {_reason(required)}"])


def _settle_sizes(
    draft: Draft,
    without: Sequence[dict[str, Json]],
    requests: Sequence[dict[str, Json]],
    workflows: Sequence[tuple[str, list[str]]],
) -> None:
    if without and "required" not in draft.dimensions and "from" not in draft.dimensions:
        required = _required("width", without, requests, workflows)
        draft.dimensions["required"] = Entry(required, [], [_reason(required)])


def _required(
    name: str,
    without: Sequence[dict[str, Json]],
    requests: Sequence[dict[str, Json]],
    workflows: Sequence[tuple[str, list[str]]],
) -> Json:
    """True where no request does without; else the workflows whose requests all have it, text ones first of all."""
    if not without:
        return True
    free = {workflow for request in without for workflow in shown(request, workflows)}
    having = {flow for request in requests if carries(request, name) for flow in shown(request, workflows)}
    kept: list[Json] = [workflow for workflow, _ in workflows if workflow not in free and workflow in having]
    return {"in": kept} if kept else False


def _reason(required: Json) -> str:
    if required is True:
        return "required, as the task says"
    return (
        "documented requests do without it"
        if required is False
        else "required where no documented request does without it"
    )


def workflow_needs(draft: Draft) -> list[tuple[str, list[str]]]:
    """Name and inputs of each workflow of a draft."""
    found: list[tuple[str, list[str]]] = []
    for entry in draft.workflows.value if isinstance(draft.workflows.value, list) else ():
        if isinstance(entry, dict):
            for name, inner in entry.items():
                wanted = inner.get("needs") if isinstance(inner, dict) else None
                listed = wanted if isinstance(wanted, list) else [wanted] if wanted else []
                found.append((name, [str(one) for one in listed]))
        else:
            found.append((str(entry), []))
    return found
