"""Docs pages written from the catalog, in our own words: provider pages, model pages, OpenAPI documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from airsmith.meaning.kinds.base import FieldKind
from airsmith.meaning.kinds.enum import EnumKind
from airsmith.meaning.kinds.frames import FramesKind
from airsmith.meaning.kinds.length import LengthKind
from airsmith.meaning.kinds.range import RangeKind
from airsmith.meaning.shapes import Array, Boolean, Integer, Number, Object, Property, Shape, choices
from airsmith.meaning.values import Json, listing
from airsmith.model.catalog import Model

from support import frozen_models

URL = "https://runware.ai/docs/en/providers/openai"
GROUPS = (("imageInference", "Image models"), ("videoInference", "Video models"))


@dataclass(frozen=True)
class Style:
    """How a provider page spells what means the same everywhere."""

    front: bool = True
    level: str = "### "
    bullet: str = "- "
    cross: str = "×"
    dash: str = "-"
    colon: str = ":"
    links: bool = True


def provider_page(style: Style = Style()) -> str:
    """A provider page in Markdown."""
    return "\n".join(_provider_lines(style))


def _provider_lines(style: Style) -> Iterator[str]:
    if style.front:
        yield from ("---", "title: OpenAI", f"source_url: {URL}", "fetched_at: 2025-10-27 10:00:00", "---", "")
    yield from ("## [Introduction](#introduction)", "", "What these models take, one by one.", "")
    for task, title in GROUPS:
        yield from (f"## [{title}](#{title.lower().replace(' ', '-')})", "")
        for model in frozen_models():
            if model.task.name == task:
                yield from _section(model, style)
    yield from ("Ask AI", "", "×", "", "Send feedback", "")


def _section(model: Model, style: Style) -> Iterator[str]:
    anchor = model.source.url.partition("#")[2]
    name = f"[{model.name}](#{anchor})" if style.links else model.name
    yield from (f"{style.level}{name}", "", model.summary, "")
    yield from (f"**Model AIR ID**: `{model.air}`.", "")
    flows = ", ".join(flow.name for flow in model.workflows).capitalize()
    yield from (f"**Supported workflows**: {flows}.", "", "**Technical specifications**:", "")
    for label, body in specifications(model, style):
        yield f"{style.bullet}{label}{style.colon} {body}."
    settings = settings_of(model)
    if settings:
        linked = ", ".join(f"[`{field.name}`](/docs/reference#{field.name})" for field in settings)
        yield from ("", "**Provider-specific settings**:", "", f"Parameters supported: {linked}.")
    else:
        yield from ("", "There are no provider-specific settings.")
    for example in model.examples:
        yield from ("", example.title, "", "```", example.text.rstrip("\n"), "```")
    yield ""


def specifications(model: Model, style: Style = Style()) -> Iterator[tuple[str, str]]:
    """Label and body of each bullet."""
    prompt = kind_of(model.contract.root.property("positivePrompt"), LengthKind)
    if prompt:
        yield "Positive prompt", f"{prompt.least}{style.dash}{prompt.most} characters"
    if "frameImages" in (field.name for field in model.contract.root.properties):
        frames = kind_of(model.contract.root.property("frameImages"), FramesKind)
        if frames:
            yield "Frame images", f"Supports {listing(frames.frames, 'and')} frame for `frameImages`"
    if model.dimensions:
        sizes = (
            f"{size.width}{style.cross}{size.height}" + (f" ({size.label})" if size.label else "")
            for size in model.dimensions.sizes
        )
        yield "Supported dimensions", ", ".join(sizes)
    duration = model.contract.root.property("duration")
    if duration:
        yield "Duration", f"{listing([str(value) for value in choices(duration.shape)], 'or')} seconds"
    for limits in model.media:
        if limits.side and limits.size:
            side = f"Width and height between {limits.side[0]}{style.dash}{limits.side[1]} pixels"
            yield f"Input {limits.media} requirements", f"{side}, {limits.size // 10**6}MB file size limit"
    for field in settings_of(model):
        labels = dict(field.labels)
        words = [
            f"{labels.get(value, value)}{' (default)' if value == field.default else ''}"
            for value in choices(field.shape)
        ]
        yield f"{field.name.capitalize()} options", ", ".join(words)


def kind_of(field: Property | None, kind: type[FieldKind]) -> FieldKind | None:  # narrowed by its callers
    """The one kind of that type which a field has."""
    return next((one for one in field.shape.kinds if isinstance(one, kind)), None) if field else None


def settings_of(model: Model) -> Sequence[Property]:
    """The provider settings of a model."""
    outer = model.contract.root.property("providerSettings")
    inner = outer.shape.properties[0].shape if outer and isinstance(outer.shape, Object) else None
    return inner.properties if isinstance(inner, Object) else ()


def saved_text() -> str:
    """The same page as a browser saves it: no links, no emphasis, no fences, bullets as signs."""
    lines = []
    for line in provider_page(Style(front=False, links=False)).split("\n"):
        if line.startswith("```"):
            continue
        bare = line.replace("**", "").replace("`", "") if not line.startswith(" ") else line
        bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", bare)
        lines.append("• " + bare[2:] if bare.startswith("- ") else bare.lstrip("# ") if bare.startswith("#") else bare)
    return "\n".join(lines)


# Model pages of 2026.


@dataclass(frozen=True)
class Param:
    """A parameter as the later pages list it."""

    path: tuple[str, ...]
    kind: str
    required: bool
    facts: tuple[tuple[str, Json], ...] = ()


def model_page(
    model: Model, *, status: str = "live", banner: str = "", rules: Sequence[str] = (), params: Sequence[Param] = ()
) -> str:
    """A page about one model, its parameters one by one."""
    return "\n".join(_model_lines(model, status, banner, rules, params or tuple(parameters(model))))


def _model_lines(
    model: Model, status: str, banner: str, rules: Sequence[str], params: Sequence[Param]
) -> Iterator[str]:
    url = f"https://runware.ai/docs/models/openai-{model.slug}"
    yield from ("---", f"title: {model.name} | Runware Docs", f"url: {url}", "---", "")
    yield from (f"# {model.name}", "", model.summary, "")
    if banner:
        yield from (banner, "")
    flows = ", ".join(flow.name.replace("-", " ").title() for flow in model.workflows)
    yield from (
        f"- **ID**: `{model.air}`",
        f"- **Status**: {status}",
        "- **Creator**: OpenAI",
        f"- **Capabilities**: {flows}",
        "",
    )
    yield from ("## Pricing", "", "- One result: $0.04", "", "## Compatibility & Validation", "")
    yield from ("`width` and `height` must be used together.", "", "---", "")
    for rule in rules:
        yield from (rule, "", "---", "")
    if model.dimensions:
        yield from (
            "The following dimension combinations are supported:",
            "",
            "| Configuration | Dimensions |",
            "| --- | --- |",
        )
        for size in model.dimensions.sizes:
            yield f"| `{size.label or 'any'}` | `{size.width}x{size.height}` |"
    yield from ("", "## Request Parameters", "", "**API Options**", "")
    for param in params:
        yield from _param_lines(param, url)
    for example in model.examples:
        yield from (f"**{example.title}**", "", "```json", example.text.rstrip("\n"), "```", "")


def _param_lines(param: Param, url: str) -> Iterator[str]:
    name = " » ".join(param.path)
    yield from (f"### [{name}]({url}#request-{'-'.join(param.path).lower()})", "")
    yield from (f"- **Type**: `{param.kind}`", f"- **Required**: {str(param.required).lower()}")
    allowed: Sequence[Json] = ()
    for word, value in param.facts:
        if word == "Allowed values" and isinstance(value, list):
            allowed = value
        else:
            yield f"- **{word}**: `{json.dumps(value) if not isinstance(value, str) else value}`"
    if allowed:
        yield from ("", "**Allowed values**: " + " ".join(f"`{value}`" for value in allowed))
    yield ""


def parameters(model: Model) -> Iterator[Param]:
    """What a request of the model may hold, nested objects included."""
    for field in model.contract.root.properties:
        yield from _parameters(field, ())


def _parameters(field: Property, above: tuple[str, ...]) -> Iterator[Param]:
    path = (*above, field.name)
    if field.presence.name == "UNSUPPORTED":
        return
    yield Param(path, _type(field.shape), field.required, tuple(_facts(field)))
    if isinstance(field.shape, Object):
        for inner in field.shape.properties:
            yield from _parameters(inner, path)
    frames = kind_of(field, FramesKind)
    if isinstance(frames, FramesKind):
        yield Param((*path, "inputImage"), "string", True)
        yield Param((*path, "frame"), "string", False, (("Allowed values", list(frames.frames)),))


def _type(shape: Shape) -> str:
    match shape:
        case Array():
            return "array"
        case Object():
            return "object"
        case Integer():
            return "integer"
        case Number():
            return "number"
        case Boolean():
            return "boolean"
        case _:
            return "string"


def _facts(field: Property) -> Iterator[tuple[str, Json]]:
    for kind in field.shape.kinds:
        if isinstance(kind, LengthKind):
            yield from _ends(kind.least, kind.most, " length")
        elif isinstance(kind, RangeKind) and field.name not in ("width", "height"):
            yield from _ends(kind.least, kind.most, "")
        elif isinstance(kind, EnumKind):
            yield "Allowed values", list(kind.values)
        elif kind.values:
            yield "Value", kind.values[0]
    if field.default is not None:
        yield "Default", field.default


def _ends(least: Json, most: Json, noun: str) -> Iterator[tuple[str, Json]]:
    if least is not None:
        yield f"Min{noun}", least
    if most is not None:
        yield f"Max{noun}", most


# Machine formats of 2026.


def openapi(model: Model, *, status: str = "live", rules: Sequence[Json] = (), params: Sequence[Param] = ()) -> str:
    """An OpenAPI document about one model."""
    document: Json = {
        "openapi": "3.1.0",
        "info": {
            "title": f"Runware API - {model.name}",
            "version": "1",
            "x-air-id": model.air,
            "x-status": status,
            "x-capabilities": [flow.name.replace("-", " ").title() for flow in model.workflows],
        },
        "components": {
            "schemas": {
                "AuthenticationTask": {"type": "object", "properties": {"apiKey": {"type": "string"}}},
                "RequestBody": {"type": "array", "items": request_schema(model, rules=rules, params=params)},
            }
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False)


def request_schema(model: Model, *, rules: Sequence[Json] = (), params: Sequence[Param] = ()) -> dict[str, Json]:
    """The schema of one request."""
    root: dict[str, Json] = {"type": "object", "title": model.name, "properties": {}, "required": []}
    for param in params or tuple(parameters(model)):
        _insert(root, param)
    every: list[Json] = list(rules)
    if model.dimensions:
        every.append(
            {
                "anyOf": [
                    {"properties": {"width": {"const": size.width}, "height": {"const": size.height}}}
                    for size in model.dimensions.sizes
                ]
            }
        )
    root["allOf"] = every
    root["dependentRequired"] = {"width": ["height"], "height": ["width"]}
    root["examples"] = [example.request for example in model.examples]
    return root


_KEYWORDS = {
    "Min": "minimum",
    "Max": "maximum",
    "Min length": "minLength",
    "Max length": "maxLength",
    "Allowed values": "enum",
    "Value": "const",
    "Default": "default",
    "Min items": "minItems",
    "Max items": "maxItems",
}


def _insert(root: dict[str, Json], param: Param) -> None:
    """Put a parameter below the objects its path leads through."""
    holder = root
    for name in param.path[:-1]:
        inner = _properties(holder)[name]
        assert isinstance(inner, dict)
        below = inner.setdefault("items", {"type": "object"}) if inner["type"] == "array" else inner
        assert isinstance(below, dict)
        holder = below
    _properties(holder)[param.path[-1]] = {
        "type": param.kind,
        **{_KEYWORDS[word]: value for word, value in param.facts},
    }
    required = holder.setdefault("required", [])
    if param.required and isinstance(required, list):
        required.append(param.path[-1])


def _properties(holder: dict[str, Json]) -> dict[str, Json]:
    found = holder.setdefault("properties", {})
    assert isinstance(found, dict)
    return found


def own(air: str) -> Model:
    """One of the models that pages are written from."""
    return next(model for model in frozen_models() if model.air == air)


def later_sora() -> tuple[Model, tuple[Param, ...], tuple[str, ...]]:
    """Sora 2 as it was later: more durations, frames below ``inputs``, either frames or a size."""
    model = own("openai:3@1")
    kept = [param for param in parameters(model) if param.path[0] != "frameImages"]
    changed = [
        replace(param, facts=(("Allowed values", [4, 8, 12, 16, 20]),)) if param.path == ("duration",) else param
        for param in kept
    ]
    frames = (
        Param(("inputs",), "object", False),
        Param(("inputs", "frameImages"), "array", False, (("Max items", 1),)),
        Param(("inputs", "frameImages", "image"), "string", True),
        Param(("inputs", "frameImages", "frame"), "string", False, (("Value", "first"),)),
    )
    rules = ("Either provide `inputs.frameImages`, or specify `width/height`.",)
    return replace(model, examples=()), (*changed, *frames), rules
