"""The typed function of a model: its options, and how they become the wire's fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...meaning.shapes import Object, Presence, Property
from ...meaning.values import Path, pointer
from ...model.catalog import Model
from ..code import Code
from ..printer import PRETTIER, Group, lines
from .literals import doc_comment, string
from .media import RULES
from .names import camel, identifier, pascal
from .types import WIDTH, FieldView, comment, declaration, members, takes_media

SIZE = "size"
SETTINGS = "providerSettings"
FIXED = ("taskType", "model")


@dataclass(frozen=True)
class Option:
    """``wire`` is the key it becomes, ``setting`` whether that stands under the provider's key."""

    name: str
    wire: str
    types: tuple[str, ...]
    required: bool
    docs: Code
    setting: bool = False
    media: bool = False


@dataclass(frozen=True)
class FunctionView:
    """The function's words: its options, signature and the entries of the wire object."""

    name: Code
    options_name: Code
    options_docs: Code
    has_options: bool
    options: tuple[FieldView, ...]
    docs: Code
    signature: Code
    entries: tuple[Code, ...]
    sized: bool
    media: bool
    settings: bool


def function_view(model: Model) -> FunctionView:
    """The words of a model's function."""
    found = list(options_of(model))
    prompt = next((one for one in found if one.wire == model.task.prompt and not one.setting), None)
    options = [one for one in found if one is not prompt]
    title = model.name
    required = any(one.required for one in options)
    return FunctionView(
        name=Code(camel(model.slug)),
        options_name=Code(pascal(model.slug, "options")),
        options_docs=doc_comment([f"What can be set for {title}; what is undefined is not sent."], WIDTH),
        has_options=bool(options),
        options=tuple(
            FieldView(one.docs, declaration(one.name, one.types, optional=not one.required, lenient=True))
            for one in sorted(options, key=lambda one: not one.required)
        ),
        docs=_docs(model, prompt),
        signature=_signature(model, prompt, required),
        entries=tuple(_entries(model, found, prompt, "options" if required else "options?")),
        sized=any(one.name == SIZE and one.wire == SIZE for one in found),
        media=any(one.media for one in found),
        settings=any(one.setting for one in found),
    )


def options_of(model: Model) -> Iterator[Option]:
    """What a model's function takes, in the order of the fields; settings of the provider last."""
    sized = bool(model.dimensions and model.dimensions.sizes)
    taken = {SIZE} if sized else set[str]()
    for field in model.contract.root.properties:
        if field.presence is Presence.UNSUPPORTED or field.name in (*FIXED, SETTINGS):
            continue
        if sized and field.name == "width":
            yield _size(model)
        elif not (sized and field.name == "height"):
            taken.add(field.name)
            yield _option(field, field.name, model, (field.name,))
    for field in _settings(model):
        name = field.name if field.name not in taken else camel(f"{model.provider.key}-{field.name}")
        yield _option(field, name, model, (SETTINGS, model.provider.key, field.name), setting=True)


def _option(field: Property, name: str, model: Model, path: Path, *, setting: bool = False) -> Option:
    types = tuple(members(field.shape, model.slug, path, parameter=True))
    required = field.required and field.name != "taskUUID"
    return Option(name, field.name, types, required, comment(field), setting, takes_media(field.shape))


def _size(model: Model) -> Option:
    sizes = model.dimensions.sizes if model.dimensions else ()
    types = tuple(string(f"{size.width}x{size.height}") for size in sizes)
    docs = doc_comment([f"Width and height of the output, in pixels. See {model.source.url}"], WIDTH - 2)
    return Option(SIZE, SIZE, types, model.dimensions is not None and model.dimensions.required, docs)


def _settings(model: Model) -> tuple[Property, ...]:
    field = model.contract.root.property(SETTINGS)
    outer = field.shape if field else None
    inner = outer.properties[0].shape if isinstance(outer, Object) else None
    return inner.properties if isinstance(inner, Object) else ()


def _docs(model: Model, prompt: Option | None) -> Code:
    notice = model.lifecycle.notice(model.name)
    head = [model.summary, f"AIR id {model.air}. Source: {model.source.url}"]
    return doc_comment(head, WIDTH, f"@deprecated {notice}" if notice else "")


def _signature(model: Model, prompt: Option | None, required: bool) -> Code:
    parameters = [f"options{'' if required else '?'}: {pascal(model.slug, 'options')}"]
    if prompt is not None:
        undefined = "" if prompt.required else " | undefined"
        parameters.insert(0, f"{identifier(prompt.name)}: {' | '.join(prompt.types)}{undefined}")
    signature = Group(f"{camel(model.slug)}(", tuple(parameters), f"): {pascal(model.slug, 'request')}")
    taken = PRETTIER.narrower(len("export function  {"))
    return Code("\n".join(lines(signature, taken)))


def _entries(model: Model, options: list[Option], prompt: Option | None, given: str) -> Iterator[Code]:
    yield Code(f"taskType: {string(model.task.name)}")
    for one in options:
        value = identifier(one.name) if one is prompt else f"{given}.{one.name}"
        if one.setting:
            continue
        if one.wire == "taskUUID":
            yield Code(f"taskUUID: {value} ?? newTaskUUID()")
            yield Code(f"model: {string(model.air)}")
        elif one.wire == SIZE and one.name == SIZE:
            yield Code(f"...pixels({value})")
        elif value == one.wire:
            yield Code(value)
        else:
            taken = f"withMedia({value}, {string(pointer((one.wire,)))}, {RULES})" if one.media else value
            yield Code(f"{one.wire}: {taken}")
    settings = [one for one in options if one.setting]
    if settings:
        words = tuple(f"{one.wire}: {given}.{one.name}" for one in settings)
        yield Code("\n".join(_settings_lines(model.provider.key, words)))


def _settings_lines(provider: str, words: tuple[str, ...]) -> list[str]:
    """Prettier keeps an object that is the last argument beside its bracket."""
    one = f"{SETTINGS}: settings({string(provider)}, {{ {', '.join(words)} }})"
    if len(one) <= WIDTH - 5:
        return [one]
    return lines(Group(f"{SETTINGS}: settings({string(provider)}, {{", words, "})", forced=True), PRETTIER)
