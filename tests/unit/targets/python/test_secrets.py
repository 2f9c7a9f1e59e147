"""The API key is shown nowhere: not in words, errors, pickles or logs."""

from __future__ import annotations

import copy
import gc
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any

import httpx
import pytest
from runware_openai import ApiError, AsyncRunware, AuthenticationError, Runware, RunwareError

from clients import KINDS, REQUEST, run
from service import KEY, Answer, Received, Service, serving

BOTH = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as found:
        yield found


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and everything it hangs on."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]


def frames(trace: TracebackType | None) -> Iterator[dict[str, Any]]:
    while trace is not None:
        if "runware_openai" in trace.tb_frame.f_code.co_filename or "httpx" in trace.tb_frame.f_code.co_filename:
            yield trace.tb_frame.f_locals
        trace = trace.tb_next


def check(error: BaseException) -> None:
    for one in chain(error):
        shown = [repr(one), str(one), repr(one.args), repr(vars(one)), *getattr(one, "__notes__", ())]
        shown += [repr(value) for local in frames(one.__traceback__) for value in local.values()]
        assert not [text for text in shown if KEY in text]
        assert not isinstance(one, httpx.HTTPError), "its request carries the key"
    assert KEY not in "".join(traceback.format_exception(error))
    assert KEY.encode() not in pickle.dumps(error)


@pytest.mark.parametrize("make", [Runware, AsyncRunware])
def test_a_client_does_not_show_it(make: Callable[..., Any]) -> None:
    client = make(KEY, http_client=object())
    assert KEY not in repr(client)
    assert KEY not in str(client)
    assert KEY not in repr(vars(client))
    assert KEY not in f"{client._core.key!r} {client._core.key}"
    with pytest.raises(TypeError):
        pickle.dumps(client._core.key)
    with pytest.raises(TypeError):
        pickle.dumps(client)
    with pytest.raises(TypeError):
        copy.deepcopy(client)


def refused(received: Received) -> Answer:
    return Answer(b'{"errors":[{"code":"invalidApiKey","message":"' + KEY.encode() + b' is not known"}]}', 401)


FAULTS: dict[str, Callable[[Received], Answer]] = {
    "refused": refused,
    "closed": lambda received: Answer(None),
    "html": lambda received: Answer(b"<html>" + KEY.encode(), 500, "text/html"),
    "nothing": lambda received: Answer(b"{}"),
}


@BOTH
@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_shows_it(kind: str, fault: str, service: Service) -> None:
    service.reply = FAULTS[fault]
    with pytest.raises(RunwareError) as caught:
        run(kind, REQUEST, {"api_key": KEY, "base_url": service.url, "timeout": 0.3})
    check(caught.value)


@BOTH
def test_no_error_shows_it_where_nobody_listens(kind: str) -> None:
    with pytest.raises(RunwareError) as caught:
        run(kind, REQUEST, {"api_key": KEY, "base_url": "http://127.0.0.1:9/v1", "timeout": 0.3})
    check(caught.value)
    assert caught.value.__context__ is None


def test_the_service_may_repeat_it_in_an_error(service: Service) -> None:
    service.reply = refused
    with pytest.raises(AuthenticationError) as caught:
        run("Runware", REQUEST, {"api_key": KEY, "base_url": service.url})
    assert caught.value.message == "... is not known"
    assert KEY not in repr(caught.value.raw)


@BOTH
@pytest.mark.parametrize("odd", [KEY + "\u00e9", KEY + "\nX-Other: 1", KEY + "\ud800", KEY + "\u200b"])
def test_a_key_that_no_header_can_hold_is_refused_without_showing_it(kind: str, odd: str) -> None:
    with pytest.raises(AuthenticationError, match="invalidApiKey") as caught:
        run(kind, REQUEST, {"api_key": odd, "base_url": "http://127.0.0.1:9/v1"})
    for one in chain(caught.value):
        assert KEY not in repr(one)
    assert KEY.encode() not in pickle.dumps(caught.value)


@BOTH
def test_no_log_shows_it_or_the_prompt(kind: str, service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore", "runware_openai"):
        caplog.set_level(logging.DEBUG, logger=name)
    run(kind, REQUEST, {"api_key": KEY, "base_url": service.url})
    service.reply = refused
    with pytest.raises(ApiError):
        run(kind, REQUEST, {"api_key": KEY, "base_url": service.url})
    assert any(record.name.startswith("http") for record in caplog.records), "the levels of httpx were not reached"
    for record in caplog.records:
        shown = f"{record.getMessage()} {record.args!r} {record.exc_text}"
        assert KEY not in shown
        assert REQUEST["positivePrompt"] not in shown
    gc.collect()


def test_errors_survive_a_pickle(service: Service) -> None:
    service.says({"errors": [{"code": "conflictTaskUUID", "message": "Known.", "parameter": ["a", "b"]}]}, 400)
    with pytest.raises(ApiError) as caught:
        run("Runware", REQUEST, {"api_key": KEY, "base_url": service.url})
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again), vars(again)) == (type(caught.value), str(caught.value), vars(caught.value))
