"""A call of a typed function as the package's README shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ...meaning.evaluate import violations
from ...meaning.values import Json
from ...model.catalog import Model
from ..code import Code
from .functions import SETTINGS, SIZE, Option, options_of
from .names import camel, identifier
from .types import WIDTH

PROMPT = "A lighthouse"


@dataclass(frozen=True)
class ShownCall:
    """``text`` is the whole call, as it follows ``const request = `` on one line."""

    function: Code
    text: Code


def shown_call(model: Model) -> ShownCall | None:
    """A call that makes a documented request, with a short prompt; None where that is not said on a line."""
    function = camel(model.slug)
    for example in model.examples:
        request = {**example.request, model.task.prompt: PROMPT} if isinstance(example.request, dict) else {}
        given = [f"{identifier(one.name)}: {json.dumps(value)}" for one, value in _given(model, request)]
        text = f"{function}({json.dumps(PROMPT)}{', { ' + ', '.join(given) + ' }' if given else ''})"
        is_short = len(f"const request = {text};") <= WIDTH
        if is_short and not violations(request, {model.air: model.contract}):
            return ShownCall(Code(function), Code(text))
    return None


def _given(model: Model, request: dict[str, Json]) -> list[tuple[Option, Json]]:
    found = ((one, _value(one, model, request)) for one in options_of(model) if one.wire != "taskUUID")
    return [(one, value) for one, value in found if value is not None and one.wire != model.task.prompt]


def _value(option: Option, model: Model, request: dict[str, Json]) -> Json:
    if option.wire == SIZE and option.name == SIZE:
        return f"{request['width']}x{request['height']}" if "width" in request and "height" in request else None
    settings = request.get(SETTINGS)
    inner = settings.get(model.provider.key) if isinstance(settings, dict) else None
    holder = inner if option.setting else request
    return holder.get(option.wire) if isinstance(holder, dict) else None
