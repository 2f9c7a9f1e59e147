"""The typed functions: their names, what they make, what they refuse."""

from __future__ import annotations

import ast
import inspect
import json
import re
import uuid
from typing import Any

import pytest
import runware_openai
from airsmith.targets.python.names import parameter
from runware_openai import gpt_image_1

from documented import Documented, one_per_model
from support import ROOT, own_models

EACH = pytest.mark.parametrize("example", one_per_model(), ids=str)
V4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@EACH
def test_the_prompt_stands_first_and_everything_else_is_named(example: Documented) -> None:
    first, *others = inspect.signature(example.typed).parameters.values()
    assert (first.name, first.kind) == ("positive_prompt", inspect.Parameter.POSITIONAL_ONLY)
    assert {one.kind for one in others} == {inspect.Parameter.KEYWORD_ONLY}
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", one.name) for one in others)
    assert not {"width", "height", "model", "task_type", "provider_settings"} & {one.name for one in others}
    assert {"task_uuid", "size", "webhook_url", "output_type", "number_results"} <= {one.name for one in others}


@EACH
def test_a_misspelt_keyword_is_a_type_error(example: Documented) -> None:
    for wrong in ("qualty", "taskUUID", "width", "seed"):
        with pytest.raises(TypeError, match=wrong):
            example.typed(example.prompt, **example.keywords, **{wrong: 1})


@EACH
def test_the_prompt_is_needed_and_has_no_name(example: Documented) -> None:
    with pytest.raises(TypeError):
        example.typed(**example.keywords)
    with pytest.raises(TypeError):
        example.typed(positive_prompt=example.prompt, **example.keywords)
    with pytest.raises(TypeError):
        example.typed(example.prompt, "more", **example.keywords)


def test_what_is_required_is_a_type_error_without() -> None:
    for name, missing in (("dall_e_3", "size"), ("gpt_image_1", "size"), ("sora_2", "duration")):
        with pytest.raises(TypeError, match=missing):
            getattr(runware_openai, name)("A lighthouse")


@EACH
def test_a_task_id_of_version_4_is_made_when_none_is_given(example: Documented) -> None:
    keywords = {key: value for key, value in example.keywords.items() if key != "task_uuid"}
    made = {example.typed(example.prompt, **keywords)["taskUUID"] for _ in range(50)}
    assert len(made) == 50
    assert all(V4.fullmatch(one) and uuid.UUID(one).version == 4 for one in made)
    assert runware_openai.is_valid(example.typed(example.prompt, **keywords))


@EACH
def test_what_is_none_is_left_out_everywhere(example: Documented) -> None:
    signature = inspect.signature(example.typed)
    unset = {name: None for name, one in signature.parameters.items() if one.default is None}
    made = example.typed(example.prompt, **{**unset, **example.keywords})
    assert made == example.typed(example.prompt, **example.keywords)
    assert "null" not in json.dumps(made)


def test_falsy_values_are_sent() -> None:
    made: Any = gpt_image_1("A lighthouse", size="1024x1024", include_cost=False, safety={})
    assert made["includeCost"] is False
    assert made["safety"] == {}
    assert gpt_image_1("", size="1024x1024")["positivePrompt"] == ""


@pytest.mark.parametrize(("size", "pair"), [("1024x1024", (1024, 1024)), ("1536x1024", (1536, 1024))])
def test_a_size_becomes_width_and_height(size: Any, pair: tuple[int, int]) -> None:
    made: Any = gpt_image_1("A lighthouse", size=size)
    assert (made["width"], made["height"]) == pair
    assert "size" not in made


def test_a_size_that_is_not_listed_is_left_to_the_validator() -> None:
    made = gpt_image_1("A lighthouse", size="1x2")  # type: ignore[arg-type]
    assert [one.code for one in runware_openai.violations(made)] == ["unsupported_dimensions"]


@pytest.mark.parametrize("size", ["", "x", "1024", "1024x", "axb", "1x2x3", "-1x2", "1_0x2", "\u0661x\u0662"])
def test_a_size_that_is_none_is_refused_in_words(size: Any) -> None:
    with pytest.raises(ValueError, match="WIDTHxHEIGHT"):
        gpt_image_1("A lighthouse", size=size)


@pytest.mark.filterwarnings("error::DeprecationWarning")
def test_retired_models_warn_with_date_and_replacement_and_live_ones_do_not() -> None:
    for example in one_per_model():
        if not example.is_retired:
            example.typed(example.prompt, **example.keywords)
            assert not hasattr(example.typed, "__deprecated__")
            continue
        with pytest.warns(DeprecationWarning) as caught:
            example.typed(example.prompt, **example.keywords)
        notice = example.model.lifecycle.notice(example.model.name)
        assert str(caught[0].message) == notice == example.typed.__deprecated__  # type: ignore[attr-defined]
        assert caught[0].filename == __file__
        assert str(example.model.lifecycle.since) in notice


@EACH
def test_the_docs_of_a_function_name_every_parameter_and_the_source(example: Documented) -> None:
    text = inspect.getdoc(example.typed) or ""
    for name in inspect.signature(example.typed).parameters:
        assert f"{name}: " in text
    assert example.model.air in text
    assert example.model.source.url in text


def test_what_is_made_does_not_hang_on_what_was_given() -> None:
    safety: Any = {"mode": "fast"}
    gpt_image_1("A lighthouse", size="1024x1024", safety=safety)
    assert safety == {"mode": "fast"}


def test_there_is_a_function_and_a_method_per_model() -> None:
    for model in own_models():
        name = model.slug.replace("-", "_")
        for holder in (runware_openai, runware_openai.Runware, runware_openai.AsyncRunware):
            assert hasattr(holder, name)


def test_no_parameter_hides_what_the_function_uses() -> None:
    """Width and height are parameters or made of the size, never both."""
    used = set[str]()
    for path in (ROOT / "generated" / "python" / "src" / "runware_openai" / "models").glob("*.py"):
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef):
                arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
                names = {node.id for one in function.body for node in ast.walk(one) if isinstance(node, ast.Name)}
                used |= names - {one.arg for one in arguments} - {"width", "height"}
    assert {"cast", "pixels", "request", "without_unset"} <= used
    assert [name for name in sorted(used) if name.islower() and parameter(name) == name] == []
