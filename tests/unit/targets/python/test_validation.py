"""What a caller sees of violations: the exception, its privacy, warnings, and unknown keys that may pass."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
import runware_openai
from airsmith.meaning.evaluate import violations as oracle
from runware_openai import ValidationError, is_valid, validate, violations, warnings

from clients import REQUEST, TASK
from support import own_models

SORA: dict[str, Any] = {
    "taskType": "videoInference",
    "taskUUID": TASK,
    "model": "openai:3@1",
    "positivePrompt": "A lighthouse",
    "duration": 4,
}
WORD = "averysecretwordofthirtyletters"
SENTENCE = "A very secret sentence nobody may see"
URI = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg"
CONTRACTS = {model.air: model.contract for model in own_models()}


def caught_of(request: object) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        validate(request)
    return caught.value


def test_what_is_wrong_with_a_whole_request_is_said_without_a_path() -> None:
    (found,) = violations(None)
    assert (found.path, str(found)) == ("", found.message)


def test_of_what_is_no_object_nothing_else_is_said() -> None:
    request: dict[Any, Any] = {**REQUEST, "width": 1000, "positivePrompt": 5, "seed": 1, 5: 1}
    assert [(one.code, one.path) for one in violations(request)] == [("wrong_type", "")]
    assert [(one.code, one.path) for one in violations({**request, "positivePrompt": "x"})] == [("wrong_type", "")]


def test_the_message_lists_everything() -> None:
    error = caught_of({**REQUEST, "positivePrompt": "", "width": 1000, "seed": 1, "outputFormat": "png"})
    assert isinstance(error, ValueError)
    assert [(one.code, one.path) for one in error.violations] == [
        ("too_short", "/positivePrompt"),
        ("unsupported_dimensions", "/width"),
        ("not_allowed", "/outputFormat"),
        ("unknown_field", "/seed"),
    ]
    assert str(error).splitlines() == [f"{one.path}: {one.message}" for one in error.violations]
    assert error.violations[1].nearest == (1024, 1024)
    assert error.violations[1].related == ("/height",)
    assert error.violations[2].nearest == "PNG"


def test_it_can_be_pickled_and_copied() -> None:
    error = caught_of({**REQUEST, "width": 1000, "quality": "hd"})
    for again in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(again) is ValidationError
        assert again.violations == error.violations
        assert str(again) == str(error)
        assert [one.allowed for one in again.violations] == [one.allowed for one in error.violations]
        assert [one.nearest for one in again.violations] == [one.nearest for one in error.violations]
        assert [one.docs for one in again.violations] == [one.docs for one in error.violations]
        assert hash(again.violations) == hash(error.violations)


@pytest.mark.parametrize("text", [WORD, SENTENCE, URI, WORD + "\ud800", WORD * 2000])
@pytest.mark.parametrize(
    "place",
    ["positivePrompt", "webhookURL", "uploadEndpoint", "frameImages", "frame", "inputImage"],
)
@pytest.mark.parametrize("wrap", ["text", "list", "object"])
def test_no_free_text_is_ever_shown(text: str, place: str, wrap: str) -> None:
    value: Any = {"text": text, "list": [text, text], "object": {"inputImage": text, "more": text}}[wrap]
    inner: dict[str, Any] = {
        "frame": {"frameImages": [value, value]},
        "inputImage": {"frameImages": [{"inputImage": value, "frame": "last"}]},
    }
    request = {**SORA, "duration": 5, **inner.get(place, {place: value})}
    error = caught_of(request)
    # A word among few legal ones may be shown, since it may be a slip of the pen; free text never.
    shown = [str(error), repr(error), *(f"{one} {one!r} {one.message}" for one in error.violations)]
    dumped = [pickle.dumps(error, protocol).decode("latin-1") for protocol in (0, pickle.HIGHEST_PROTOCOL)]
    for secret in (WORD, SENTENCE, URI):
        assert not [one for one in (*shown, *dumped) if secret in one]
    assert [(one.code, one.path, one.message) for one in error.violations] == [
        (one.code, one.path, one.message) for one in oracle(request, CONTRACTS)
    ]


def test_warnings_name_retired_models_with_date_and_replacement() -> None:
    for model in own_models():
        notice = model.lifecycle.notice(model.name)
        found = [(one.code, one.message) for one in warnings({"model": model.air})]
        assert found == ([(f"{model.lifecycle.stage}_model", notice)] if notice else [])
        assert (model.lifecycle.since or "") in notice and (model.lifecycle.replacement or "") in notice


@pytest.mark.parametrize("kind", ["base64Data", "dataURI"])
def test_warnings_tell_what_is_pointless(kind: str) -> None:
    assert warnings({**REQUEST, "ttl": 60}) == []
    found = warnings({**REQUEST, "ttl": 60, "outputType": kind})
    assert [one.path for one in found] == ["/ttl"]
    assert "no effect" in found[0].message
    assert is_valid({**REQUEST, "ttl": 60, "outputType": kind})
    assert warnings({**REQUEST, "ttl": 1, "outputType": kind}) == [], "what is wrong is not also pointless"


@pytest.mark.parametrize("request_", [None, 5, "x", [], {}, {"model": 5}, {"model": "nobody:1@1"}])
def test_warnings_of_what_is_no_request(request_: object) -> None:
    assert warnings(request_) == []


def test_unknown_keys_may_pass_at_the_top_level_only() -> None:
    request = {**REQUEST, "seed": 1, "safety": {"strict": True}}
    assert not is_valid(request)
    assert [one.path for one in violations(request)] == ["/safety/strict", "/seed"]
    assert [one.path for one in violations(request, allow_unknown=True)] == ["/safety/strict"]
    assert is_valid({**REQUEST, "seed": 1, "": 2}, allow_unknown=True)
    validate({**REQUEST, "seed": 1}, allow_unknown=True)
    assert not is_valid({**REQUEST, "seed": 1, "width": 5}, allow_unknown=True)


def test_what_a_spec_marks_unsupported_never_passes() -> None:
    request = {**REQUEST, "frameImages": ["x"]}
    for allowed in (True, False):
        codes = [one.code for one in violations(request, allow_unknown=allowed)]
        expected = [one.code for one in oracle(request, CONTRACTS, allow_unknown=allowed)]
        assert codes == expected


def test_the_public_names_are_all_there() -> None:
    assert sorted(runware_openai.__all__) == dir(runware_openai)
    for name in runware_openai.__all__:
        assert getattr(runware_openai, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'dall_e_4'"):
        getattr(runware_openai, "dall_e_4")
