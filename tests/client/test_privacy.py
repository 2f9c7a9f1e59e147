"""No key, prompt or data URI in any log, repr, exception, traceback or pickle, whatever the service repeats."""

from __future__ import annotations

import base64
import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from runware_openai import RunwareError, Timeouts

from client.calls import EVERY, PROMPT, call, image, video
from client.sockets import Socket, listening, say
from service import KEY, Answer, Received, Service

URI = "data:image/png;base64," + base64.b64encode(b"a picture that is nobody's business").decode()
ADDRESS = "https://hooks.example/a?token=abcdef"
SECRETS = (KEY, PROMPT, URI, URI[22:], ADDRESS)
OPTIONS = {"timeout": Timeouts(read=0.3, total=0.6)}


def private() -> dict[str, Any]:
    return video(frameImages=[{"inputImage": URI}], webhookURL=ADDRESS)


def echo(tasks: Any) -> list[dict[str, Any]]:
    """An error that repeats everything that was sent."""
    every = f"Bearer {KEY} {json.dumps(tasks)} {PROMPT} {URI}"
    return [
        {
            "code": "invalidPositivePrompt",
            "message": every,
            "parameter": [PROMPT, "positivePrompt"],
            "responseContent": {"deep": [every, {PROMPT: URI}]},
            "taskUUID": task["taskUUID"],
        }
        for task in tasks
        if "taskUUID" in task
    ]


def chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def check(error: BaseException, records: list[logging.LogRecord]) -> None:
    shown = ["".join(traceback.format_exception(error))]
    for one in chain(error):
        shown += [repr(one), str(one), repr(one.args), repr(vars(one)), *getattr(one, "__notes__", ())]
    shown += [pickle.dumps(error, protocol).decode("latin-1") for protocol in (0, pickle.HIGHEST_PROTOCOL)]
    shown += [repr(copy.copy(error))]
    shown += [f"{record.getMessage()} {record.args!r} {record.exc_text}" for record in records]
    for secret in SECRETS:
        assert not [text for text in shown if secret in text], secret[:20]


@pytest.fixture(autouse=True)
def _everything_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    for name in (None, "httpx", "httpcore", "websockets", "websockets.client", "runware_openai", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)


REST: dict[str, Callable[[Received], Answer]] = {
    "error": lambda received: Answer(json.dumps({"errors": echo(received.tasks)}).encode(), 400),
    "escaped": lambda received: Answer(json.dumps({"errors": echo(received.tasks)}).replace("/", "\\/").encode(), 400),
    "server error": lambda received: Answer(json.dumps({"errors": echo(received.tasks)}).encode(), 500),
    "html": lambda received: Answer(received.body + KEY.encode(), 500, "text/html"),
    "echo": lambda received: Answer(received.body, 200),
    "closed": lambda received: Answer(None),
    "processing": lambda received: Answer(
        json.dumps({"data": [{**task, "status": "processing"} for task in received.tasks]}).encode()
    ),
}


@pytest.mark.parametrize("fault", REST)
@pytest.mark.parametrize("kind", ["Runware", "AsyncRunware"])
def test_no_error_over_http_shows_anything(
    kind: str, fault: str, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.reply = REST[fault]
    with pytest.raises(RunwareError) as caught:
        call(kind, {"base_url": service.url, **OPTIONS}, lambda client: client.run(private()))
    check(caught.value, caplog.records)
    assert any(record.name == "runware_openai" for record in caplog.records)


def close(connection: Any, tasks: Any) -> None:
    connection.close()


SOCKETS: dict[str, Callable[[Any, Any], None]] = {
    "error": lambda connection, tasks: say(connection, errors=echo(tasks)),
    "nonsense": lambda connection, tasks: connection.send(f"{KEY} {json.dumps(tasks)}"),
    "closed": close,
    "silence": lambda connection, tasks: None,
}


@pytest.mark.parametrize("fault", SOCKETS)
@pytest.mark.parametrize("kind", ["Runware", "AsyncRunware"])
def test_no_error_over_a_socket_shows_anything(kind: str, fault: str, caplog: pytest.LogCaptureFixture) -> None:
    with listening() as socket:
        socket.reply = SOCKETS[fault]
        options = {"base_url": socket.url, "transport": "websocket", **OPTIONS}
        with pytest.raises(RunwareError) as caught:
            call(kind, options, lambda client: client.run(private()))
    # The server's own log is not ours; it has the same name as the library's.
    check(caught.value, [record for record in caplog.records if record.name != "websockets.server"])


@EVERY
def test_no_success_shows_anything(
    kind: str, transport: str, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    request = image(outputType="dataURI")
    shown: list[str] = []
    with listening() as socket:
        item = {"taskUUID": request["taskUUID"], "imageUUID": "x", "imageDataURI": URI, "positivePrompt": PROMPT}
        socket.reply = lambda connection, tasks: say(connection, data=[item])
        service.says({"data": [item]})
        url = socket.url if transport == "websocket" else service.url
        options = {"base_url": url, "transport": transport}
        job = call(kind, options, lambda client: client.submit(request))
        result = call(kind, options, lambda client: client.wait(job))
        shown += [repr(job), job.to_json(), repr(result), call(kind, options, lambda client: repr(client))]
    assert result.items == (item,)
    shown += [f"{one.getMessage()} {one.args!r}" for one in caplog.records if one.name != "websockets.server"]
    for secret in SECRETS:
        assert not [text for text in shown if secret in text]


def test_a_prompt_is_known_in_json_and_within_another(service: Service) -> None:
    prompt = 'Say "h\u00e9llo"\nto the fox in the snow'
    request = image(positivePrompt=prompt, negativePrompt="the fox")
    for written in (prompt, json.dumps(prompt), json.dumps(prompt, ensure_ascii=False)):
        service.says({"errors": [{"code": "invalidPositivePrompt", "message": f"no: {written}."}]}, 400)
        with pytest.raises(RunwareError) as caught:
            call("Runware", {"base_url": service.url}, lambda client: client.run(request, validate=False))
        assert caught.value.message.replace('"', "") == "no: ...."


def test_an_address_with_credentials_is_not_shown(service: Service) -> None:
    url = service.url.replace("http://", "http://user:password@") + "?token=abc"
    shown = call("Runware", {"base_url": url}, repr)
    assert shown == f"Runware(base_url={service.url!r})"


def test_what_json_cannot_say_is_refused_without_showing_it(service: Service) -> None:
    request = image(positivePrompt=PROMPT + "\ud800")
    with pytest.raises(ValueError, match="lone surrogate") as caught:
        call("Runware", {"base_url": service.url}, lambda client: client.run(request, validate=False))
    check(caught.value, [])
    assert caught.value.__context__ is None
    assert service.received == []


def test_sockets_are_closed(caplog: pytest.LogCaptureFixture) -> None:
    with listening() as socket:
        assert isinstance(socket, Socket)
        for _ in range(5):
            call("Runware", {"base_url": socket.url, "transport": "websocket"}, lambda client: client.run(image()))
    assert len(socket.received) == 5
