"""The typed function of a model: its parameters, and how they become the wire's fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...meaning.shapes import Array, Media, MediaKind, Object, Presence, Property, Shape, Union
from ...model.catalog import Model
from ..code import Code
from ..comments import field_sentence
from ..printer import BLACK, Chain, Doc, Group, flat, lines
from .literals import docstring, quoted, string
from .names import class_name, identifier, parameter
from .types import WIDTH, type_doc

SIZE = "size"
SETTINGS = "providerSettings"
FIXED = ("taskType", "model")


@dataclass(frozen=True)
class Parameter:
    """``wire`` is the key it becomes, ``setting`` whether that stands under the provider's key.

    ``media`` is the function that makes wire values of its media, if it has any, ``limits`` the name of
    what files it is given must keep to.
    """

    name: str
    wire: str
    kind: Doc
    required: bool
    sentence: str
    setting: bool = False
    media: str = ""
    limits: str = ""


@dataclass(frozen=True)
class FunctionView:
    """The function's words: its signature, docstring and the entries of the wire dict."""

    name: Code
    request: Code
    prompt: Code
    has_prompt: bool
    parameters: tuple[Code, ...]
    docs: Code
    sized: bool
    entries: tuple[Code, ...]
    limits: tuple[Code, ...]


def function_view(model: Model) -> FunctionView:
    """The words of a model's function."""
    parameters = list(parameters_of(model))
    prompt = next((one for one in parameters if one.wire == model.task.prompt and not one.setting), None)
    named = [one for one in parameters if one is not prompt]
    ordered = [one for one in named if one.required] + [one for one in named if not one.required]
    return FunctionView(
        name=Code(identifier(model.slug)),
        request=Code(class_name(model.slug, "request")),
        prompt=_prompt(prompt) if prompt else Code(""),
        has_prompt=prompt is not None,
        parameters=tuple(_signature(one) for one in ordered),
        docs=_docs(model, prompt, ordered),
        sized=any(one.name == SIZE for one in parameters),
        entries=tuple(_entries(model, parameters)),
        limits=tuple(_limits(model, {one.limits for one in parameters})),
    )


def parameters_of(model: Model) -> Iterator[Parameter]:
    """What a model's function takes, in the order of the fields; settings of the provider last."""
    taken: set[str] = set()
    for field in model.contract.root.properties:
        if field.presence is Presence.UNSUPPORTED or field.name in (*FIXED, SETTINGS):
            continue
        if field.name == "width" and model.dimensions and model.dimensions.sizes:
            yield _size(model)
        elif field.name != "height" or not (model.dimensions and model.dimensions.sizes):
            name = parameter(field.name)
            taken.add(name)
            yield _parameter(field, name, model, (field.name,))
    for field in _settings(model):
        name = parameter(field.name)
        spelled = parameter(f"{model.provider.key}_{field.name}") if name in {*taken, SIZE} else name
        names = (SETTINGS, model.provider.key, field.name)
        yield _parameter(field, spelled, model, names, setting=True)


def _parameter(field: Property, name: str, model: Model, names: tuple[str, ...], *, setting: bool = False) -> Parameter:
    kind = type_doc(field.shape, model.slug, names, parameter=True)
    required = field.required and field.name != "taskUUID"
    found = _media_of(field.shape)
    function = "media_list" if isinstance(field.shape, Array) else "media_or_none"
    media, limits = (function, _limits_name(model, found)) if found else ("", "")
    return Parameter(name, field.name, kind, required, field_sentence(field), setting, media, limits)


def _limits_name(model: Model, media: MediaKind) -> str:
    """The constant that holds the limits of such files, if the model states any."""
    return f"{media.upper()}_FILES" if any(one.media == media for one in model.media) else ""


def _limits(model: Model, used: set[str]) -> Iterator[Code]:
    """``IMAGE_FILES = MediaLimits(...)`` for each kind of file that the function takes."""
    for one in model.media:
        name = _limits_name(model, one.media)
        if name in used:
            side = f"({one.side[0]}, {one.side[1]})" if one.side else "None"
            values = (string(one.media), side, str(one.size), string(model.source.url))
            yield Code("\n".join(lines(Group("MediaLimits(", values, ")"), prefix=f"{name} = ")))


def _size(model: Model) -> Parameter:
    sizes = model.dimensions.sizes if model.dimensions else ()
    words = tuple(f"{size.width}x{size.height}" for size in sizes)
    kind = Group("Literal[", tuple(map(string, words)), "]")
    required = model.dimensions is not None and model.dimensions.required
    return Parameter(SIZE, SIZE, kind, required, f"Width and height of the output, in pixels. See {model.source.url}")


def _settings(model: Model) -> tuple[Property, ...]:
    field = model.contract.root.property(SETTINGS)
    outer = field.shape if field else None
    inner = outer.properties[0].shape if isinstance(outer, Object) else None
    return inner.properties if isinstance(inner, Object) else ()


def _media_of(shape: Shape) -> MediaKind | None:
    """The kind of media that a field takes, directly, in a list or as one of several forms."""
    match shape:
        case Media(media):
            return media
        case Array(items):
            return _media_of(items)
        case Union(branches):
            return next((found for branch in branches if (found := _media_of(branch))), None)
        case _:
            return None


def _prompt(one: Parameter) -> Code:
    return Code(f"{one.name}: {flat(one.kind)}" if one.required else f"{one.name}: {flat(one.kind)} | None = None")


def _signature(one: Parameter) -> Code:
    kind = flat(one.kind)
    suffix = "" if one.required else " | None = None"
    if len(f"    {one.name}: {kind}{suffix},") > WIDTH and isinstance(one.kind, Group):
        return Code("\n".join(_long_signature(one)))
    return Code(f"{one.name}: {kind}{suffix}")


def _long_signature(one: Parameter) -> list[str]:
    style = BLACK.narrower(4)
    if one.required:
        return lines(one.kind, style, prefix=f"{one.name}: ")
    optional = Group("(", (Chain("|", (one.kind, "None")),), ")", trailing=False)
    return lines(optional, style, prefix=f"{one.name}: ", suffix=" = None")


def _docs(model: Model, prompt: Parameter | None, named: list[Parameter]) -> Code:
    notice = model.lifecycle.notice(model.name)
    head = docstring([model.summary, notice, f"AIR id {model.air}. Source: {model.source.url}"], WIDTH - 4)
    found = [*head, "", "Args:"]
    for one in [*([prompt] if prompt else []), *named]:
        first, *rest = docstring([f"{one.name}: {one.sentence}"], WIDTH - 12) or [one.name]
        found += [f"    {first}", *(f"        {line}" for line in rest)]
    found += ["", "Returns:", "    The request as it goes on the wire; what is None is left out."]
    return quoted(found)


def _entries(model: Model, parameters: list[Parameter]) -> Iterator[Code]:
    yield _entry("taskType", string(model.task.name))
    for one in parameters:
        if one.setting:
            continue
        if one.wire == "taskUUID":
            yield _entry("taskUUID", f"{one.name} or new_task_uuid()")
            yield _entry("model", string(model.air))
        elif one.name == SIZE:
            yield _entry("width", "width")
            yield _entry("height", "height")
        else:
            yield _entry(one.wire, _value(one))
    settings = [one for one in parameters if one.setting]
    if settings:
        words = tuple(f"{string(one.wire)}: {one.name}" for one in settings)
        inner = Group("{", words, "}")
        yield Code(
            "\n".join(
                lines(
                    Group("settings(", (string(model.provider.key), inner), ")"),
                    BLACK.narrower(8),
                    f"{string(SETTINGS)}: ",
                )
            )
        )


def _value(one: Parameter) -> str:
    if not one.media:
        return one.name
    limits = f", {one.limits}, {string('/' + one.wire)}" if one.limits else ""
    return f"{one.media}({one.name}{limits})"


def _entry(key: str, value: str) -> Code:
    return Code(f"{string(key)}: {value}")
