"""What the generated clients make of every kind of answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from runware_openai import (
    ApiError,
    AuthenticationError,
    ContentRefused,
    DeadlineExceeded,
    InvalidRequest,
    PaymentRequired,
    TaskConflict,
    TaskFailed,
    TaskNotFound,
    TransportError,
)

from clients import KINDS, REQUEST, TASK, run
from service import KEY, Service, serving

OTHER = "b8c4d952-7f27-4a6e-bc9a-83f01d1c6d59"
DONE = {"taskType": "imageInference", "taskUUID": TASK, "imageUUID": "an-image", "somethingNew": [1]}
FAILED = {"code": "timeoutProvider", "message": "Too late.", "taskUUID": TASK}
BRIEFLY = 0.15
"""Seconds in which a call has to end that cannot succeed."""
BOTH = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("RUNWARE_API_KEY", "RUNWARE_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def ask(kind: str, service: Service, request: Any = REQUEST, **keywords: Any) -> Any:
    return run(kind, request, {"api_key": KEY, "base_url": service.url}, **keywords)


def submissions(service: Service) -> int:
    """How often the task itself was sent, questions about it not counted."""
    return sum(task["taskType"] == "imageInference" for received in service.received for task in received.tasks)


@BOTH
def test_results_are_those_of_the_task(kind: str, service: Service) -> None:
    service.says({"data": [{**DONE, "taskUUID": OTHER}, DONE, {**DONE, "imageUUID": "another"}], "errors": []})
    result = ask(kind, service, {**REQUEST, "numberResults": 2})
    assert result.task_uuid == TASK
    assert [item["imageUUID"] for item in result.items] == ["an-image", "another"]
    assert result.items[0] == DONE
    assert result.errors == ()


@BOTH
def test_the_service_may_spell_the_task_id_in_the_other_case(kind: str, service: Service) -> None:
    service.says({"data": [{**DONE, "taskUUID": TASK.upper()}]})
    assert len(ask(kind, service).items) == 1


@BOTH
def test_what_succeeded_and_what_failed_are_kept_together(kind: str, service: Service) -> None:
    refused = {"code": "invalidApiKey", "message": "No.", "taskUUID": TASK}
    service.says({"data": [DONE], "errors": [FAILED, {**FAILED, "taskUUID": OTHER}, refused]})
    result = ask(kind, service)
    assert result.items == (DONE,)
    assert [error.code for error in result.errors] == ["timeoutProvider", "invalidApiKey"]
    assert [error.task_uuid for error in result.errors] == [TASK, TASK]
    assert isinstance(result.errors[1], AuthenticationError)


@BOTH
@pytest.mark.parametrize(
    ("code", "kind_of_error"),
    [
        ("invalidApiKey", AuthenticationError),
        ("missingApiKey", AuthenticationError),
        ("conflictTaskUUID", TaskConflict),
        ("unsupportedDuration", InvalidRequest),
        ("insufficientCredits", PaymentRequired),
        ("invalidProviderContent", ContentRefused),
        ("timeoutProvider", TaskFailed),
        ("taskNotFound", TaskNotFound),
        ("aCodeNobodyKnowsYet", ApiError),
    ],
)
@pytest.mark.parametrize("key", ["errors", "error"])
@pytest.mark.parametrize("is_list", [True, False])
def test_errors_are_typed_and_keep_their_name(
    kind: str, service: Service, code: str, kind_of_error: type[ApiError], key: str, is_list: bool
) -> None:
    raw = {
        "code": code,
        "message": "Says why.",
        "parameter": "duration",
        "documentation": "https://example.com/d",
        "allowedValues": [4, 8],
        "more": 1,
    }
    service.says({key: [raw] if is_list else raw}, 400)
    with pytest.raises(ApiError) as caught:
        ask(kind, service)
    error = caught.value
    assert type(error) is kind_of_error
    assert (error.code, error.message, error.parameter) == (code, "Says why.", "duration")
    assert (error.documentation, error.allowed_values) == ("https://example.com/d", [4, 8])
    assert (error.raw, error.status, error.task_uuid) == (raw, 400, TASK)
    assert str(error) == f"{code}: Says why."


@BOTH
@pytest.mark.parametrize("raw", [{}, {"code": None}, {"code": ["a"]}, {"code": {"a": 1}}, {"code": 5, "message": 7}])
def test_an_error_of_odd_form_is_still_an_api_error(kind: str, service: Service, raw: dict[str, object]) -> None:
    service.says({"errors": [{**raw, "taskUUID": 5}]}, 400)
    with pytest.raises(ApiError) as caught:
        ask(kind, service)
    assert (type(caught.value), caught.value.code, caught.value.task_uuid) == (ApiError, "unknownError", TASK)


@BOTH
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"<html><body>Internal Server Error</body></html>", 500),
        (b"", 200),
        (b"", 500),
        (b"not json", 200),
        (b"\xff\xfe\x00", 200),
        (b"[]", 200),
        (b'[{"data":[]}]', 200),
        (b'"data"', 200),
        (b"null", 200),
        (b"{}", 502),
        (b'{"error":"overloaded"}', 503),
        (b"[" * 100_000, 200),
        (b"<html>moved</html>", 302),
    ],
)
def test_an_answer_that_is_not_the_envelope_is_a_transport_error(
    kind: str, service: Service, content: bytes, status: int
) -> None:
    service.says_bytes(content, status)
    with pytest.raises(TransportError) as caught:
        ask(kind, service, timeout=BRIEFLY)
    assert caught.value.task_uuid == TASK
    assert type(caught.value) is (TransportError if status == 302 else DeadlineExceeded)
    assert "html" not in str(caught.value).lower()
    assert submissions(service) == 1


@BOTH
@pytest.mark.parametrize(
    "envelope",
    [
        {},
        {"data": []},
        {"data": None, "errors": None},
        {"data": "x", "errors": 5},
        {"data": [1, "x", None, [DONE]]},
        {"data": [{**DONE, "taskUUID": OTHER}], "errors": [{**FAILED, "taskUUID": OTHER}]},
        {"error": "a sentence"},
    ],
)
def test_after_an_envelope_that_says_nothing_of_the_task_it_is_asked_for(
    kind: str, service: Service, envelope: dict[str, object]
) -> None:
    service.says(envelope)
    with pytest.raises(DeadlineExceeded) as caught:
        ask(kind, service, timeout=BRIEFLY)
    assert caught.value.task_uuid == TASK
    assert submissions(service) == 1
    assert service.received[1].tasks == [{"taskType": "getResponse", "taskUUID": TASK}]


@BOTH
def test_a_lone_object_counts_as_a_list_of_one(kind: str, service: Service) -> None:
    service.says({"data": DONE})
    assert ask(kind, service).items == (DONE,)


@BOTH
def test_status_401_without_words_is_an_authentication_error(kind: str, service: Service) -> None:
    service.says({"message": "who are you?"}, 401)
    with pytest.raises(AuthenticationError) as caught:
        ask(kind, service)
    assert (caught.value.task_uuid, caught.value.status) == (TASK, 401)
