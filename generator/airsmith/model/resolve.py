"""One model's layers resolved into what the model accepts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic
from ..load.document import Document
from ..meaning.contract import Contract
from ..meaning.kinds.dimensions import Dimensions
from ..meaning.shapes import About, MediaKind, Object
from ..meaning.values import Json, nearest_word
from .catalog import Model, Provider, Source, Task
from .details import read_examples, read_lifecycle, read_source
from .fields import FieldReader
from .layers import Layers
from .media import read_media
from .request import in_order, request_root
from .rules import RuleReader
from .scope import ModelScope
from .sizes import read_dimensions
from .workflows import read_workflows, workflow_problems
from .written import Written, texts

_NO_PROVIDER = Provider("", "", Source("", ""))
_MEDIA: dict[Json, MediaKind] = {"image": "image", "video": "video", "audio": "audio"}


@dataclass(frozen=True)
class Resolved:
    """A model, and where each of its constraints was written.

    ``lacks_rules`` says that some rules could not be read, and that nothing else is wrong.
    """

    model: Model
    places: tuple[Written, ...]
    lacks_rules: bool = False


def resolve(layers: Layers, problems: list[Diagnostic]) -> Resolved:
    """The model the layers describe. What is wrong is added to ``problems`` and left out of the model."""
    document = layers.model
    dimensions = read_dimensions(layers, problems)
    workflows = read_workflows(layers)
    root = request_root(layers, dimensions, problems)
    whole = Written(document, (), document.data)
    scope = ModelScope(layers.name, layers.provider, root, workflows, dimensions, whole)
    problems += workflow_problems(layers, scope)
    before = len(problems)
    constraints = tuple(RuleReader(layers, scope, problems).constraints(dimensions))
    of_rules = len(problems) - before
    if dimensions is None and layers.holder("dimensions"):
        # The groups could not be read, so nothing can be said about the names of groups.
        problems[:] = [problem for problem in problems if problem.code != "unknown-group"]
    source = read_source(document, problems)
    model = Model(
        file=document.file,
        sources=layers.files,
        slug=str(document.data.get("slug", document.stem)),
        contract=Contract(layers.air, layers.name, root, tuple(made for made, _ in constraints), source.url),
        task=_task(layers, problems),
        provider=_provider(layers.shared, problems),
        summary=str(layers.value("summary") or ""),
        lifecycle=read_lifecycle(layers, problems),
        source=source,
        workflows=workflows,
        dimensions=next((made for made, _ in constraints if isinstance(made, Dimensions)), None),
        media=read_media(layers, problems),
        notes=texts(document.data.get("notes")),
        examples=tuple(read_examples(document, problems)),
        reasons=tuple((made, why) for made, place in constraints if (why := _reason(place))),
    )
    return Resolved(model, tuple(place for _, place in constraints), 0 < of_rules == len(problems))


def _reason(place: Written) -> str:
    """Why a rule is there, on one line."""
    return " ".join(str(place.data.get("why", "")).split()) if place.keys[:1] == ("rules",) else ""


def _task(layers: Layers, problems: list[Diagnostic]) -> Task:
    """The task, which is read for the first of its models."""
    if layers.read.task is not None:
        return layers.read.task
    said = len(problems)
    task = _read_task(layers.task, problems)
    if len(problems) == said:
        layers.read.task = task
    return task


def _read_task(document: Document, problems: list[Diagnostic]) -> Task:
    data = document.data
    name = str(data["name"])
    whole = Written(document, (), data).inner("response")
    reader = FieldReader(problems)
    read = {key: reader.property(key, key, whole.inner("fields", key)) for key in whole.inner("fields").data}
    fields = {key: replace(field, shared=True) for key, field in read.items()}
    about = About("", docs=whole.page)
    prompt = str(data.get("prompt", ""))
    own = Written(document, (), data).inner("fields").data
    if prompt and prompt not in own:
        near = nearest_word(prompt, own)
        hint = f"did you mean {near}?" if near else "name one of its `fields`"
        problems.append(document.problem("unknown-field", f"{prompt} is no field of the task", ("prompt",), hint))
    return Task(
        name=str(data["task"]),
        title=name,
        media=_MEDIA[data["media"]],
        prompt=prompt,
        source=read_source(document, problems),
        response=Object(in_order(fields, texts(whole.data.get("order"))), about),
    )


def _provider(document: Document | None, problems: list[Diagnostic]) -> Provider:
    if document is None:
        return _NO_PROVIDER
    settings = tuple(sorted(Written(document, (), document.data).inner("settings").data))
    source = read_source(document, problems)
    return Provider(str(document.data["provider"]), str(document.data["name"]), source, settings)
