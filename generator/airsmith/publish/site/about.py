"""The page about a model: its limits, its fields, and its documented requests in every language."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ...model.catalog import Example
from ...targets.code import Code
from ...targets.docs.facts import ModelPage
from .chrome import Chrome
from .html import block, example_link, joined, sentence, url, words
from .pictures import Picture, pictures
from .rows import Field, field, limit_of
from .schemas import schema_key
from .snippets import Signature, curl, python, typescript


@dataclass(frozen=True)
class Snippet:
    """A text that can be copied, in one language."""

    id: Code
    language: Code
    text: Code


@dataclass(frozen=True)
class Shown:
    """A documented request; ``faults`` are the codes it is expected to violate, ``fragment`` opens it elsewhere."""

    anchor: Code
    title: Code
    faults: Code | None
    fragment: Code
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True)
class Way:
    """A workflow, and the fields that ask for it."""

    name: Code
    needs: Code | None


@dataclass(frozen=True)
class AboutPage:
    """The words of a page; ``schema`` opens the model's schema, ``notice`` is for a model that is not live."""

    chrome: Chrome
    name: Code
    air: Code
    task: Code
    provider: Code
    summary: Code
    stage: Code
    live: bool
    notice: Code | None
    lifecycle: Code | None
    checked: Code | None
    source: Code
    fetched: Code
    workflows: tuple[Way, ...]
    sizes: tuple[Picture, ...]
    size_words: Code | None
    prompt: Code | None
    duration: Code | None
    fields: tuple[Field, ...]
    unsupported: Code | None
    rules: tuple[Code, ...]
    inputs: tuple[Code, ...]
    notes: tuple[Code, ...]
    examples: tuple[Shown, ...]
    results: tuple[Field, ...]
    schema: Code
    spec: Code


def about_page(chrome: Chrome, page: ModelPage, called: Signature, to_scale: float, file: str) -> AboutPage:
    """The words of a model's page; ``file`` is its spec."""
    life = page.lifecycle
    return AboutPage(
        chrome=chrome,
        name=words(page.name),
        air=words(page.air),
        task=words(page.task),
        provider=words(page.provider_name),
        summary=sentence(page.summary),
        stage=words(life.stage),
        live=life.stage == "live",
        notice=words(page.notice) if page.notice else None,
        lifecycle=url(life.source) if life.source else None,
        checked=words(life.checked) if life.checked else None,
        source=url(page.source.url),
        fetched=words(page.source.fetched),
        workflows=tuple(
            Way(words(flow.name), joined([words(".".join(path)) for path in flow.needs], " and ") or None)
            for flow in page.workflows
        ),
        sizes=pictures(page.sizes, to_scale),
        size_words=sentence(page.sizes.sentence) if page.sizes else None,
        prompt=limit_of(page.prompt),
        duration=limit_of(page.duration),
        fields=tuple(map(field, page.fields)),
        unsupported=joined([words(row.name) for row in page.unsupported]) or None,
        rules=tuple(sentence(rule.sentence) for rule in page.rules),
        inputs=tuple(sentence(limits.describe()) for limits in page.inputs),
        notes=tuple(map(sentence, page.notes)),
        examples=tuple(_shown(page.air, example, number, called) for number, example in enumerate(page.examples, 1)),
        results=tuple(field(row, "result") for row in page.results),
        schema=schema_key(page),
        spec=words(f"specs/{file}"),
    )


def _shown(air: str, example: Example, number: int, called: Signature) -> Shown:
    texts = (
        ("JSON", json.dumps(example.request, ensure_ascii=False, indent=2)),
        ("curl", curl(example.request)),
        ("Python", python(called, example.request)),
        ("TypeScript", typescript(called, example.request)),
    )
    return Shown(
        anchor=Code(f"example-{number}"),
        title=words(example.title),
        faults=joined(map(words, example.invalid)) or None,
        fragment=example_link(air, number),
        snippets=tuple(Snippet(Code(f"e{number}-{name.lower()}"), Code(name), block(text)) for name, text in texts),
    )
