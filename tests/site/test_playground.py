"""What the playground does with a request, in node: the same modules, without a page around them."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from airsmith.meaning.evaluate import violations
from airsmith.publish.site.data import playground_facts, search_index
from airsmith.publish.site.html import data
from airsmith.publish.site.interning import interned
from airsmith.publish.site.snippets import curl, python, signature, typescript
from airsmith.requests import Unreadable, read_requests
from airsmith.targets.docs.page import model_page

from documented import documented
from fuzz import Fuzz
from generated import packages
from site_scripts import told
from support import fixture_models, own_models

SEED, COUNT = 20261122, 300
MODELS = (*own_models(), *fixture_models())


@cache
def facts() -> list[Any]:
    return [playground_facts(model_page(model), signature(model, packages())) for model in MODELS]


def requests() -> list[Any]:
    """The documented requests, awkward ones, and random ones."""
    source = Fuzz(SEED, own_models())
    print(f"\nseed {SEED}")
    awkward = [{}, [], "x", None, {"model": "openai:1@1", "positivePrompt": "A", "b-c": [None, {"d": True}] * 9}]
    return [one.request for one in documented()] + awkward + [source.request() for _ in range(COUNT)]


def test_snippets_are_those_of_the_pages(tmp_path: Path) -> None:
    asked = [request for request in requests() if _is_plain(request)]
    source = """
        import { curl, python, typescript } from "./snippets.js";
        const [calls, requests] = given;
        const told = requests.map((one) => [curl(one), ...calls.map((call) => [python(call, one), typescript(call, one)])]);
        console.log(JSON.stringify(told));
    """
    calls = [one["call"] for one in facts()]
    called_by = [signature(model, packages()) for model in MODELS]
    found = json.loads(told(tmp_path, (), source, calls, asked))
    for request, (shell, *programs) in zip(asked, found, strict=True):
        assert shell == curl(request) or isinstance(request, list)
        for called, texts in zip(called_by, programs, strict=True):
            assert texts == [python(called, request), typescript(called, request)], request


def _is_plain(value: Any) -> bool:
    """Whether JavaScript writes a value as Python does: 1.0 and 1e22 it writes otherwise, half a character, too."""
    if isinstance(value, dict):
        return all(_is_plain(key) and _is_plain(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, str):
        return all(char.isprintable() for char in value)
    return not isinstance(value, float) and (not isinstance(value, int) or abs(value) < 2**53)


def test_texts_are_read_as_the_command_reads_them(tmp_path: Path) -> None:
    """Valid JSON, and the same with a character put in, taken away or changed."""
    source = """
        import { Unreadable, read } from "./json.js";
        const told = given[0].map((text) => {
          try {
            const { value, places } = read(text);
            return [value, [...places.keys()]];
          } catch (error) {
            if (!(error instanceof Unreadable)) throw error;
            return null;
          }
        });
        console.log(JSON.stringify(told));
    """
    chance = random.Random(SEED)
    texts = [
        '{"a": 1, "a": 2}',
        '{"a":[1,{"b~/c":null}]}',
        " ",
        "[]",
        "\ufeff{}",
        '{"a":1}x',
        "[1,]",
        '"\\ud83d\\ude00"',
    ]
    texts += [_broken(json.dumps(one.request), chance) for one in documented() for _ in range(60)]
    found = json.loads(told(tmp_path, (), source, texts))
    for text, answer in zip(texts, found, strict=True):
        assert (answer is not None) == _readable(text), text
        if answer is not None:
            value, places = answer
            assert value == json.loads(text)
            assert places == _pointers(value, "")


def _readable(text: str) -> bool:
    """Whether it is one document; several lines, each a document, are for the command only."""
    try:
        found = list(read_requests(text))
    except Unreadable:
        return False
    return all(getattr(one, "line", 0) == 0 for one in found)


def _broken(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice(["", *'"{}[]:, \\1e.-tx\n']) + text[at + chance.randrange(2) :]


def _pointers(value: Any, at: str) -> list[str]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    names = ((str(name).replace("~", "~0").replace("/", "~1"), item) for name, item in inner)
    return [at, *(below for name, item in names for below in _pointers(item, f"{at}/{name}"))]


def test_corrections_correct(tmp_path: Path) -> None:
    """Whatever is offered takes the violation away that it was offered for, and leaves the rest of the text alone."""
    source = """
        import { fixes } from "./fixes.js";
        import { judge } from "./judge.js";
        const [models, texts] = given;
        const told = texts.map((text) => {
          const { read, findings } = judge(text, models);
          const task = read?.value;
          const facts = models.find(({ air }) => air === task?.model);
          return findings.map((finding) => [
            finding.code,
            finding.path,
            finding.level,
            read === null ? [] : fixes(finding, read, facts).map((fix) => [fix.label, fix.text]),
          ]);
        });
        console.log(JSON.stringify(told));
    """
    texts = [json.dumps(request, indent=2) for request in requests() if isinstance(request, dict)]
    texts = [text for text in texts if _readable(text)]
    found = json.loads(told(tmp_path, own_models(), source, facts()[:5], texts))
    contracts = {model.air: model.contract for model in own_models()}
    offered = 0
    for text, findings in zip(texts, found, strict=True):
        before = {(one.code, one.path) for one in violations(json.loads(text), contracts)}
        assert {(code, path) for code, path, level, _ in findings if level == "error"} == before
        for code, path, _, fixes in findings:
            for label, changed in fixes:
                after = {(one.code, one.path) for one in violations(json.loads(changed), contracts)}
                assert (code, path) not in after, (label, text, changed)
                offered += 1
    print(f"{offered} corrections of {len(texts)} requests")
    assert offered > 50


def test_a_link_gives_back_any_text(tmp_path: Path) -> None:
    texts = ["", "{}", "灯台 💡 \u2028", "x" * 40_000, "ÿþ~?>"]
    source = """
        import { fragmentOf, textOf } from "./link.js";
        const links = given[0].map(fragmentOf);
        console.log(JSON.stringify([links, links.map((link) => textOf(`#${link}`)), textOf("#request=a"), textOf("#x")]));
    """
    links, back, broken, other = json.loads(told(tmp_path, (), source, texts))
    assert back[1:] == texts[1:]
    assert all(link.removeprefix("request=").replace("-", "").replace("_", "").isalnum() for link in links[1:])
    assert (broken, other) == (None, None)


@pytest.mark.parametrize("question", ["quality", "DURATION", "safety mode", "1792", "gpt", "frameimages inputimage"])
def test_search_finds_every_word(question: str, tmp_path: Path) -> None:
    index = search_index([model_page(model) for model in own_models()])
    source = """
        import { hits } from "./search.js";
        console.log(JSON.stringify(hits(given[0], given[1])));
    """
    found = json.loads(told(tmp_path, (), source, index, question))
    assert found or question == "1792"
    for one in found:
        assert all(word in json.dumps([one, index]).lower() for word in question.lower().split())
    assert [one["rank"] for one in found] == sorted((one["rank"] for one in found), reverse=True)


def test_what_is_said_once_is_put_back(tmp_path: Path) -> None:
    source = """
        import { expanded } from "./element.js";
        console.log(JSON.stringify(expanded(given[0])));
    """
    assert json.loads(told(tmp_path, (), source, interned(facts()))) == facts()
    assert len(str(data(interned(facts())))) < len(str(data(facts()))) / 2
