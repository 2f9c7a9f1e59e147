"""The root of a request: the task's fields, the model's own in their place, sizes, frames and settings.

A model's entry replaces the inherited one whole; only documentation falls through.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..diagnostics import Diagnostic
from ..meaning.kinds.base import Refused
from ..meaning.kinds.const import ConstKind
from ..meaning.kinds.dimensions import Dimensions
from ..meaning.kinds.frame_numbers import FrameNumbers
from ..meaning.kinds.frames import FramesKind
from ..meaning.shapes import About, Object, Presence, Property, Shape, String
from ..meaning.values import Path, nearest_word
from .fields import FieldReader
from .layers import Layers
from .written import Written, texts

FRAMES = "frameImages"
SETTINGS = "providerSettings"


def request_root(layers: Layers, dimensions: Dimensions | None, problems: list[Diagnostic]) -> Object:
    """Every field of a request to the model, in the order violations are reported in."""
    reader = FieldReader(problems)
    problems += _written_twice(layers)
    properties = {field.name: field for field in _properties(layers.fields(), "", layers, reader)}
    properties["model"] = _fixed_model(properties.get("model"), layers)
    if dimensions is not None:
        for side in dimensions.properties(layers.page("dimensions")):
            properties[side.name] = side
    frames = _frames(layers, properties, problems)
    if frames is not None:
        properties[FRAMES] = frames
    settings = _settings(layers, reader, problems)
    if settings is not None:
        properties[SETTINGS] = settings
    return Object(in_order(properties, layers.order), About("", docs=layers.page()))


def in_order(properties: Mapping[str, Property], order: Sequence[str]) -> tuple[Property, ...]:
    """The listed ones first, the others after them by code point."""
    ranks = {name: rank for rank, name in enumerate(order)}
    names = sorted(properties, key=lambda name: (ranks.get(name, len(ranks)), name))
    return tuple(properties[name] for name in names)


def _written_twice(layers: Layers) -> Iterator[Diagnostic]:
    """Fields of the model that another of its keys stands for, and those written whole and in parts."""
    keys = {"model": "air", FRAMES: "frames", "width": "dimensions", "height": "dimensions"}
    counting = {name: key for name, key in keys.items() if layers.holder(key)}
    counting |= {SETTINGS: SETTINGS} if layers.provider else {}
    fields = layers.fields()
    for name, written in fields.items():
        head = name.partition(".")[0]
        if written.document is layers.task:
            continue
        if head in counting:
            message = f"{head} follows from `{counting[head]}`, so what is written here counts for nothing"
            yield written.problem("written-twice", message, (), f"say it in `{counting[head]}`", key=True)
        for other in fields:
            if name.startswith(f"{other}."):
                message = f"{other} is written whole, and {name} is a part of it"
                yield written.problem("written-twice", message, (), f"write it in the `shape` of {other}", key=True)


def _properties(fields: Mapping[str, Written], base: str, layers: Layers, reader: FieldReader) -> Iterator[Property]:
    """The properties of the fields; dotted names lead into objects. ``base`` stands before the names in words."""
    nested: dict[str, dict[str, Written]] = {}
    for name in sorted(fields):
        head, _, rest = name.partition(".")
        if rest:
            nested.setdefault(head, {})[rest] = fields[name]
        else:
            yield _property(name, base + name, fields[name], layers, reader)
    for head in sorted(nested):
        yield _nested(head, base + head, nested[head], layers, reader)


def _property(name: str, words: str, written: Written, layers: Layers, reader: FieldReader) -> Property:
    """The property of a field; one of the task is read for the first model that takes it as it is."""
    kept, is_own = layers.read.fields, written.document is not layers.task or written.base is not None
    if is_own or words not in kept:
        said = len(reader.problems)
        found = reader.property(name, words, written)
        if is_own or len(reader.problems) > said:
            return found
        kept[words] = replace(found, shared=True)
    return kept[words]


def _nested(head: str, words: str, fields: dict[str, Written], layers: Layers, reader: FieldReader) -> Property:
    """The object that dotted names lead into; required as soon as one of its fields is."""
    found = {field.name: field for field in _properties(fields, f"{words}.", layers, reader)}
    inner = in_order(found, ())
    presence = Presence.REQUIRED if any(field.required for field in inner) else Presence.OPTIONAL
    docs = layers.page("fields")
    shape = Object(inner, About(words, docs=docs, noun=f"field of {words}"))
    return Property(head, shape, presence, About(words, docs=docs))


def _fixed_model(field: Property | None, layers: Layers) -> Property:
    """The field ``model``, which can only be the model's own AIR id."""
    about = field.about if field else About("model", docs=layers.page())
    kind = ConstKind((layers.air,))
    summary = field.summary if field else "The AIR id of the model."
    anchor = field.anchor if field else ""
    return Property("model", String((kind,), kind.checks(about)), Presence.REQUIRED, about, summary, anchor=anchor)


def _frames(layers: Layers, properties: Mapping[str, Property], problems: list[Diagnostic]) -> Property | None:
    kind = read_frames(layers, problems)
    if kind is None:
        return None
    numbers = frame_numbers(kind, layers, properties, problems)
    return kind.property(FRAMES, About(FRAMES, docs=layers.page("frames")), numbers.ends[-1] if numbers else 0)


def read_frames(layers: Layers, problems: list[Diagnostic]) -> FramesKind | None:
    """Which frames the model takes images for; None where it says nothing."""
    document = layers.holder("frames")
    if document is None:
        return None
    try:
        return FramesKind.read(document.data["frames"])
    except Refused as refused:
        problems.append(Written(document, ("frames",), {}).refused(refused))
        return None


def frame_numbers(
    kind: FramesKind, layers: Layers, properties: Mapping[str, Property], problems: list[Diagnostic]
) -> FrameNumbers | None:
    """How many frames there are, where frames may be told by their number."""

    def find(name: str) -> tuple[Path, Shape]:
        if name not in properties:
            near = nearest_word(name, properties)
            hint = f"did you mean {near}?" if near else "name a field of the request"
            raise Refused("unknown-field", f"{name} is no field of {layers.name}", hint)
        return (name,), properties[name].shape

    try:
        return FrameNumbers.read(kind.within, find) if kind.within else None
    except Refused as refused:
        document = layers.holder("frames") or layers.model
        problems.append(Written(document, ("frames", "within"), {}).refused(refused))
        return None


def _settings(layers: Layers, reader: FieldReader, problems: list[Diagnostic]) -> Property | None:
    if not layers.provider:
        problems += _settings_of_nobody(layers)
        return None
    page = layers.page(SETTINGS)
    inner = {name: reader.property(name, name, written) for name, written in written_settings(layers, problems)}
    names = in_order(inner, texts(layers.provider_data.get("order")))
    shape = Object(names, About(layers.provider, docs=page, noun="setting"))
    about = About(f"{SETTINGS}.{layers.provider}", docs=page)
    key = Property(layers.provider, shape, Presence.OPTIONAL, about, f"Settings of {layers.name}.")
    outer = Object((key,), About(SETTINGS, docs=page, noun="provider"))
    summary = "Settings that only this provider's models have."
    return Property(SETTINGS, outer, Presence.OPTIONAL, About(SETTINGS, docs=page), summary)


def _settings_of_nobody(layers: Layers) -> Iterator[Diagnostic]:
    document = layers.holder(SETTINGS)
    if document is not None and document.data[SETTINGS] != "none":
        hint = "name the provider, or write providerSettings: none"
        yield document.problem("missing-key", "settings need a `provider` that takes them", (SETTINGS,), hint, key=True)


def written_settings(layers: Layers, problems: list[Diagnostic]) -> Iterator[tuple[str, Written]]:
    """The settings a model takes: its own map, or names of settings its provider describes."""
    document = layers.holder(SETTINGS)
    value = document.data[SETTINGS] if document else None
    shared = layers.shared_settings()
    if document is not None and isinstance(value, dict):
        whole = Written(document, (SETTINGS,), value)
        for name in sorted(value):
            inner = whole.inner(name)
            yield name, Written(document, inner.keys, inner.data, shared.get(name))
    elif document is not None and isinstance(value, list):
        for i, name in enumerate(texts(value)):
            if name in shared:
                yield name, shared[name]
                continue
            near = nearest_word(name, shared)
            hint = f"did you mean {near}?" if near else "describe it under `settings` of the provider's file"
            message = f"the provider {layers.provider} describes no setting {name}"
            problems.append(document.problem("unknown-setting", message, (SETTINGS, i), hint))
