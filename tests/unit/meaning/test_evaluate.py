"""The reference interpreter as a whole: what it reports, in which order, and that nothing disturbs it."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from airsmith.meaning.contract import Contract
from airsmith.meaning.evaluate import fits, violations, warnings
from airsmith.meaning.shapes import Integer, String, Union
from airsmith.meaning.violations import CODES
from airsmith.model.catalog import Model
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import cases, case_models
from support import fixture_models, frozen_models, own_models

OWN = {model.air: model.contract for model in frozen_models()}
FIXTURES = {model.air: model.contract for model in fixture_models()}
UUID = "24cd5dff-cb81-4db5-8506-b72a9425f9d1"


def dalle(**changes: Any) -> dict[str, Any]:
    request = {
        "taskType": "imageInference",
        "taskUUID": UUID,
        "model": "openai:2@3",
        "positivePrompt": "a",
        "width": 1024,
        "height": 1024,
    }
    return request | changes


def messages(request: object, contracts: dict[str, Contract] = OWN) -> list[str]:
    return [f"{found.path}: {found.message}" for found in violations(request, contracts)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"width": 1792, "height": 720}, "/width: 1792x720 is not a size DALL·E 3 supports; use 1024x1024, 1792x1024 (nearest) or 1024x1792."),
        ({"positivePrompt": ""}, "/positivePrompt: positivePrompt has 0 characters; the minimum is 1."),
        ({"positivePrompt": None}, "/positivePrompt: positivePrompt must be a string, not null."),
        ({"positivePrompt": (1, 2)}, "/positivePrompt: positivePrompt must be a string, not a value JSON does not have."),
        ({"outputQuality": 10**400}, "/outputQuality: outputQuality must be a whole number, not a number out of range."),
        ({"outputQuality": 100.0}, "/outputQuality: outputQuality cannot be 100; the maximum is 99."),
        ({"outputType": "url"}, '/outputType: "url" is not an outputType DALL·E 3 supports; use "base64Data", "dataURI" or "URL" (nearest).'),
        ({"taskUUID": "secret key"}, "/taskUUID: taskUUID, with 10 characters, is not a UUID (8-4-4-4-12 hexadecimal digits)."),
        ({"sede": 1}, '/sede: "sede" is not a field DALL·E 3 takes.'),
        ({"widht": 1}, '/widht: "widht" is not a field DALL·E 3 takes; did you mean "width"?'),
        ({"providerSettings": {"openai": {"qualty": 1}}}, '/providerSettings/openai/qualty: "qualty" is not a setting DALL·E 3 takes; did you mean "quality"?'),
        ({"providerSettings": {"openai": {"quality": "x" * 9 + "{}"}}}, '/providerSettings/openai/quality: a string of 11 characters is not a quality DALL·E 3 supports; use "hd" or "standard".'),
        ({"safety": {"mode": True}}, "/safety/mode: safety.mode must be a string, not true."),
        ({"model": "openai:2@4"}, '/model: "openai:2@4" is not the AIR id of a known model; use "openai:2@2" (nearest), "openai:2@3", "openai:1@1", "openai:3@1" or "openai:3@2".'),
    ],
)  # fmt: skip
def test_the_sentence(changes: dict[str, Any], said: str) -> None:
    assert messages(dalle(**changes)) == [said]


def test_a_record_names_what_is_allowed_what_is_near_and_where_it_is_documented() -> None:
    (found,) = violations(dalle(width=1792, height=720), OWN)
    assert (found.allowed, found.nearest) == (((1024, 1024), (1792, 1024), (1024, 1792)), (1792, 1024))
    assert found.related == ("/height",)
    assert found.docs == "https://runware.ai/docs/en/providers/openai#dalle-3"
    (found,) = violations(dalle(outputQuality=5), OWN)
    assert (found.allowed, found.nearest) == ((), 20)


def test_allow_unknown_lets_keys_pass_at_the_top_only() -> None:
    request = dalle(extra=1, safety={"extra": 1}, negative=2)
    found = [item.path for item in violations(request, OWN, allow_unknown=True)]
    assert found == ["/safety/extra"]
    sora = {"taskType": "videoInference", "taskUUID": UUID, "model": "kitchen:sink@s", "width": 64, "height": 64}
    unsupported = violations(
        {**sora, "positivePrompt": "ab", "duration": 2, "negativePrompt": "x"}, FIXTURES, allow_unknown=True
    )
    assert unsupported == []


def test_what_is_not_supported_never_passes() -> None:
    (found,) = violations(dalle(frameImages=["a"]), OWN)
    assert found.code == "unknown_field"
    request = {"taskType": "imageInference", "taskUUID": UUID, "model": "kitchen:sink@t"}
    codes = {item.code for item in violations({**request, "negativePrompt": "x"}, FIXTURES, allow_unknown=True)}
    assert "unsupported_field" in codes


def test_warnings_are_no_violations() -> None:
    request = dalle(outputType="dataURI", ttl=60)
    assert violations(request, OWN) == []
    (found,) = warnings(request, OWN["openai:2@3"])
    assert (found.code, found.path) == ("forbidden_field", "/ttl")
    assert found.message == 'ttl has no effect when outputType is "base64Data" or "dataURI".'
    assert warnings(dalle(ttl=60), OWN["openai:2@3"]) == []


def test_a_value_alone() -> None:
    either = Union((String(), Integer()))
    assert [fits(value, either) for value in ("a", 1, 1.5, None, "\ud800")] == [True, True, False, False, False]


@pytest.mark.parametrize("models", [own_models(), frozen_models(), fixture_models()], ids=["own", "frozen", "fixtures"])
def test_documented_examples_are_judged_as_they_say(models: tuple[Model, ...]) -> None:
    contracts = {model.air: model.contract for model in models}
    for model in models:
        for example in model.examples:
            found = {item.code: item.message for item in violations(example.request, contracts)}
            assert found.keys() == set(example.invalid), f"{model.air}, {example.title!r}: {found}"


_KEYS = st.sampled_from(["width", "height", "model", "frameImages", "duration", "safety", "mode", "providerSettings", "openai", "vidu", "bgm", "inputs", "references", "frame", "inputImage", "camera", "zoom", "x"])  # fmt: skip
_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(codec=None, categories=None), max_size=5),
    st.sampled_from([0, 1, 4, 8, 720, 1024, 1280, "first", "hd", "anime", 2**53, -(2**53), 10**400, *OWN, *FIXTURES]),
)
_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5), max_leaves=20
)
_ODD = st.recursive(
    st.one_of(
        _SCALARS, st.binary(max_size=3), st.builds(object), st.decimals(), st.just(Decimal("sNaN")), st.builds(set)
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(_KEYS | st.integers() | st.none() | st.booleans(), inner, max_size=5),
    ),
    max_leaves=20,
)
_TOPS = st.sampled_from([{"model": air} for air in (*OWN, *FIXTURES)])


@given(_ODD, _TOPS)
@settings(deadline=None, max_examples=300)
def test_any_value_of_python_is_judged(value: object, top: dict[str, str]) -> None:
    requests: list[object] = [value]
    if isinstance(value, dict):
        requests.append({**value, **top})
    for request in requests:
        for found in violations(request, {**OWN, **FIXTURES}):
            assert found.code in CODES
            assert not any(slot in found.message for slot in ("{value}", "{choices}", "{length}", "{count}", "{key}"))


def _filled(air: str, more: dict[str, Any]) -> dict[str, Any]:
    base = next(
        example.request
        for model in (*frozen_models(), *fixture_models())
        if model.air == air
        for example in model.examples
    )
    assert isinstance(base, dict)
    return {**base, **more, "model": air}


@given(st.sampled_from([*OWN, "vidu:1@5", "kitchen:sink.v1@2-b"]), st.dictionaries(_KEYS, _JSON, max_size=5))
@settings(deadline=None, max_examples=400)
def test_reports_are_in_order_once_each_and_change_nothing(air: str, more: dict[str, Any]) -> None:
    contracts = {**OWN, **FIXTURES}
    request = _filled(air, more)
    before = deepcopy(request)
    found = violations(request, contracts)
    assert repr(request) == repr(before)
    keys = [(item.code, item.path) for item in found]
    assert len(keys) == len(set(keys))
    names = [field.name for field in contracts[air].root.properties]
    tops = [item.path.split("/")[1] for item in found]
    ranks = [names.index(top) if top in names else len(names) for top in tops]
    assert ranks == sorted(ranks)
    unknown = [top for top in tops if top not in names]
    assert unknown == sorted(unknown)


def test_the_order_of_keys_in_a_request_and_subclasses_of_dict_change_nothing() -> None:
    contracts = {model.air: model.contract for model in case_models()}
    for case in cases():
        if isinstance(case.request, dict):
            backwards = dict(reversed(case.request.items()))
            lazy = defaultdict(list, case.request)
            assert (
                violations(backwards, contracts) == violations(case.request, contracts) == violations(lazy, contracts)
            )
            assert lazy == case.request
