"""Every documented request, through everything that is generated from its spec."""

from __future__ import annotations

import asyncio
import importlib
import json
import warnings
from typing import Any

import fastjsonschema
import jsonschema
import jsonschema_rs
import pytest
import runware_openai
from airsmith.load.yaml_nodes import parse, to_json
from airsmith.meaning.evaluate import violations
from runware_openai import AsyncRunware, Runware

from documented import Documented, documented, one_per_model
from service import KEY, serving
from support import ROOT, frozen_models, own_models

SCHEMAS = ROOT / "generated" / "schemas"
EXAMPLES = pytest.mark.parametrize("example", documented(), ids=str)


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / name).read_text(encoding="utf-8"))


def schemas(example: Documented, folder: str) -> list[Any]:
    provider = example.model.provider.key or "models"
    own = schema(f"{folder}{provider}/{example.model.slug}.request.schema.json")
    return [own, schema(f"{folder}requests.schema.json")]


def call(example: Documented) -> Any:
    """The request that the typed function makes; a retired model warns, a live one does not."""
    if example.is_retired:
        with pytest.deprecated_call():
            return example.typed(example.prompt, **example.keywords)
    return example.typed(example.prompt, **example.keywords)


def test_the_nine_of_the_five_models_that_the_pages_show_are_among_them() -> None:
    """Word for word while a spec says what the same page said; a page that was read again may show others."""
    own = {model.air: model for model in own_models()}
    frozen = [(model, example) for model in frozen_models() for example in model.examples]
    assert (len(frozen), len({model.air for model, _ in frozen})) == (9, 5)
    for model, example in frozen:
        kept = {found.title: found.text for found in own[model.air].examples}
        assert (
            example.title in kept
        ), f"{model.air} lost {example.title!r}: did its page drop it? Then leave it out here"
        if own[model.air].source == model.source:
            assert kept[example.title] == example.text


@EXAMPLES
def test_the_oracle_accepts_it(example: Documented) -> None:
    contracts = {model.air: model.contract for model in own_models()}
    assert violations(example.request, contracts) == []


@EXAMPLES
def test_the_generated_validators_accept_it(example: Documented) -> None:
    assert runware_openai.is_valid(example.request)
    assert runware_openai.violations(example.request) == []
    runware_openai.validate(example.request)


@EXAMPLES
def test_both_paths_of_its_module_accept_it(example: Documented) -> None:
    module: Any = importlib.import_module(f"runware_openai._validate.{example.function}")
    assert module.fits(example.request) is True
    assert module.report(example.request, allow_unknown=False) == []


@EXAMPLES
def test_the_schemas_accept_it_under_jsonschema(example: Documented) -> None:
    for found in schemas(example, ""):
        jsonschema.Draft202012Validator.check_schema(found)
        jsonschema.Draft202012Validator(found).validate(example.request)
    for found in schemas(example, "draft-07/"):
        jsonschema.Draft7Validator.check_schema(found)
        jsonschema.Draft7Validator(found).validate(example.request)


@EXAMPLES
def test_the_schemas_accept_it_under_jsonschema_rs(example: Documented) -> None:
    for found in schemas(example, ""):
        jsonschema_rs.Draft202012Validator(found).validate(example.request)
    for found in schemas(example, "draft-07/"):
        jsonschema_rs.Draft7Validator(found).validate(example.request)


@EXAMPLES
def test_the_schemas_accept_it_under_fastjsonschema(example: Documented) -> None:
    for found in schemas(example, "draft-07/"):
        check = fastjsonschema.compile(found, use_default=False)
        sent = json.loads(json.dumps(example.request))
        check(sent)
        assert sent == example.request


@EXAMPLES
def test_its_schemas_show_it(example: Documented) -> None:
    for folder in ("", "draft-07/"):
        assert example.request in schemas(example, folder)[0]["examples"]


@EXAMPLES
def test_the_typed_function_makes_it(example: Documented) -> None:
    made = call(example)
    assert made == example.request
    assert json.loads(json.dumps(made)) == example.request
    assert list(made) == [key for key in _order(example) if key in example.request]


def _order(example: Documented) -> list[str]:
    return [field.name for field in example.model.contract.root.properties]


@EXAMPLES
def test_what_is_not_given_is_not_sent(example: Documented) -> None:
    made = call(example)
    assert None not in made.values()
    assert set(made) == set(example.request)


@EXAMPLES
def test_the_client_puts_exactly_it_on_the_wire(example: Documented) -> None:
    with serving() as service, Runware(KEY, base_url=service.url) as client, warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = getattr(client, example.function)(example.prompt, **example.keywords)
        client.run(example.request)
    assert result.task_uuid == example.request["taskUUID"]
    _check_wire(service.received, example, 2)


@EXAMPLES
def test_the_asynchronous_client_puts_exactly_it_on_the_wire(example: Documented) -> None:
    async def run(url: str) -> None:
        async with AsyncRunware(KEY, base_url=url) as client:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                result = await getattr(client, example.function)(example.prompt, **example.keywords)
            assert result.task_uuid == example.request["taskUUID"]
            await client.run(example.request)

    with serving() as service:
        asyncio.run(run(service.url))
    _check_wire(service.received, example, 2)


def _check_wire(received: list[Any], example: Documented, count: int) -> None:
    assert len(received) == count
    for one in received:
        assert (one.method, one.path) == ("POST", "/v1")
        assert one.tasks == [example.request]
        assert one.headers["content-type"] == "application/json"
        assert one.headers["authorization"] == f"Bearer {KEY}"
        assert KEY.encode() not in one.body


def test_the_specs_keep_the_requests_as_they_are_written() -> None:
    pages = {example.text for model in frozen_models() for example in model.examples}
    for model in own_models():
        content = (ROOT / "specs" / model.file).read_bytes()
        data: Any = to_json(parse(content, model.file))
        for written, example in zip(data.get("examples", []), model.examples, strict=True):
            assert example.text == written["request"]
            assert json.loads(example.text) == example.request
            if example.text not in pages:
                continue
            # Two-space JSON in the order of the page, which is what a reader compares it with.
            spelled = json.dumps(example.request, indent=2, ensure_ascii=False).replace(
                '[\n    "c64351d5-4c59-42f7-95e1-eace013eddab"\n  ]', '["c64351d5-4c59-42f7-95e1-eace013eddab"]'
            )
            assert example.text == spelled + "\n"
            indented = "".join(f"      {line}" for line in example.text.splitlines(keepends=True))
            assert indented.encode() in content


def test_documented_defaults_are_never_sent() -> None:
    for example in one_per_model():
        defaults = {field.name for field in example.model.contract.root.properties if field.default is not None}
        assert defaults
        assert not defaults & set(call(example))
