"""What is particular to WebSockets: authentication, keeping alive, coming back, and messages of any size."""

from __future__ import annotations

import base64
import json

import pytest
from airsmith.sandbox import Sandbox, connections
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from sandbox_talk import KEY, Dropped, SocketTalk, asking, picture, rule, video, websocket
from support import FROZEN


def test_authentication_comes_first(sandbox: Sandbox) -> None:
    with websocket(sandbox.url) as connection:
        for element in ({"taskType": "ping", "ping": True}, picture()):
            connection.send(json.dumps([element]))
            (error,) = json.loads(connection.recv(5))["errors"]
            assert error["code"] == "invalidApiKey"
        assert sandbox.journal()["billed"] == 0
        connection.send(json.dumps([{"taskType": "authentication", "apiKey": KEY}]))
        (item,) = json.loads(connection.recv(5))["data"]
        assert item.keys() == {"taskType", "connectionSessionUUID"}


@pytest.mark.parametrize("key", [KEY + "x", "", None, 5, KEY.upper()])
def test_a_wrong_key_is_refused_as_the_service_does(sandbox: Sandbox, key: object) -> None:
    with websocket(sandbox.url) as connection:
        connection.send(json.dumps([{"taskType": "authentication", "apiKey": key}]))
        text = connection.recv(5)
    (error,) = json.loads(text)["errors"]
    assert error["code"] == "invalidApiKey"
    assert (error["parameter"], error["type"], error["taskType"]) == ("apiKey", "string", "authentication")
    assert "taskUUID" not in error
    assert KEY not in str(text)


def test_tasks_may_come_in_the_message_that_authenticates(sandbox: Sandbox) -> None:
    with websocket(sandbox.url) as connection:
        connection.send(json.dumps([{"taskType": "authentication", "apiKey": KEY}, picture()]))
        types = [json.loads(connection.recv(5))["data"][0]["taskType"] for _ in range(2)]
    assert types == ["authentication", "imageInference"]


def test_any_query_and_any_headers_are_taken(sandbox: Sandbox) -> None:
    address = sandbox.url.replace("http", "ws", 1) + "?sdk=js&version=1.3.2&dryRun=1"
    with connect(address, additional_headers={"X-SDK-Name": "js", "User-Agent": "x" * 500}) as connection:
        assert SocketTalk(connection).say({"taskType": "ping", "ping": True}).data == [
            {"taskType": "ping", "pong": True}
        ]


def test_pings_of_the_protocol_are_answered(socket: SocketTalk) -> None:
    assert socket.socket.ping(b"are you there").wait(5)


def test_a_message_may_be_longer_than_a_mebibyte(socket: SocketTalk) -> None:
    task = picture(
        model="openai:1@1", width=1536, height=1024, outputType="base64Data", outputFormat="PNG", numberResults=20
    )
    said = socket.say(task, within=60)
    assert len(said.text) > 2**20
    assert len({item["imageUUID"] for item in said.data}) == 20
    junk = picture(width=base64.b64encode(bytes(2**20)).decode())
    assert "invalidWidth" in socket.say(junk).codes


@pytest.mark.parametrize(
    "content", ["", "{", "{}", "[]", "5", "null", '"[]"', "[" * 100_000, "[NaN]", b"\xff\xfe", b"[]"]
)
def test_a_message_that_is_no_array_is_answered(socket: SocketTalk, content: str | bytes) -> None:
    socket.socket.send(content)
    (code,) = socket.hear().codes
    assert code in ("invalidJSON", "invalidRequest", "arrayTooSmall")
    assert socket.say({"taskType": "ping", "ping": True}).data


def test_a_text_that_is_no_text_ends_the_connection_and_nothing_else(
    socket: SocketTalk, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    socket.socket.send(b"[\xff]", text=True)
    with pytest.raises(ConnectionClosed):
        socket.socket.recv(5)
    with websocket(sandbox.url) as connection:
        assert SocketTalk(connection).say({"taskType": "ping"}).data
    assert [record for record in caplog.records if record.exc_info] == []


def test_what_was_not_delivered_waits_for_the_session_to_be_resumed(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"cut": "after"}, match={"taskType": "imageInference"}, times=1))
    task = picture()
    with pytest.raises(Dropped):
        socket.say(task)
    sandbox.advance(100)
    with websocket(sandbox.url) as connection:
        resumed = SocketTalk(connection, session=socket.session)
        assert resumed.session == socket.session
        assert resumed.hear().data[0]["taskUUID"] == task["taskUUID"]
        with pytest.raises(TimeoutError):
            resumed.hear(0.2)


def test_what_ends_while_nobody_listens_waits_too(socket: SocketTalk, sandbox: Sandbox) -> None:
    task = video(deliveryMethod="sync")
    with pytest.raises(TimeoutError):
        socket.say(task, within=0.2)
    socket.socket.close()
    sandbox.advance(60)
    with websocket(sandbox.url) as connection:
        assert "videoURL" in SocketTalk(connection, session=socket.session).hear().data[0]


def test_a_session_is_forgotten_after_two_minutes(socket: SocketTalk, sandbox: Sandbox) -> None:
    task = video(deliveryMethod="sync")
    with pytest.raises(TimeoutError):
        socket.say(task, within=0.2)
    socket.socket.close()
    sandbox.advance(1)
    sandbox.advance(121)
    with websocket(sandbox.url) as connection:
        other = SocketTalk(connection, session=socket.session)
        assert other.session != socket.session
        with pytest.raises(TimeoutError):
            other.hear(0.2)
        assert other.say(asking(task)).data[0]["status"] == "success", "the task itself is not forgotten"


def test_a_session_is_kept_from_its_last_connection_on(socket: SocketTalk, sandbox: Sandbox) -> None:
    task = video(deliveryMethod="sync")
    with pytest.raises(TimeoutError):
        socket.say(task, within=0.2)
    socket.socket.close()
    sandbox.scenario(rule({"never_finishes": True}))
    with websocket(sandbox.url) as connection:
        again = SocketTalk(connection, session=socket.session)
        sandbox.advance(100)
        assert again.hear().data[0]["taskUUID"] == task["taskUUID"]
        with pytest.raises(TimeoutError):
            again.say(video(deliveryMethod="sync"), within=0.2)
    sandbox.advance(1)
    sandbox.advance(60)
    with websocket(sandbox.url) as connection:
        assert SocketTalk(connection, session=socket.session).session == socket.session


def test_who_authenticates_anew_leaves_the_old_session(socket: SocketTalk, sandbox: Sandbox) -> None:
    anew = {"taskType": "authentication", "apiKey": KEY}
    assert socket.say(anew).data[0]["connectionSessionUUID"] != socket.session
    for _ in range(2):
        sandbox.advance(119)
        socket.say({"taskType": "ping", "ping": True})
    with websocket(sandbox.url) as connection:
        assert SocketTalk(connection, session=socket.session).session != socket.session


def test_an_idle_connection_is_closed_after_two_minutes(socket: SocketTalk, sandbox: Sandbox) -> None:
    for _ in range(3):
        sandbox.advance(100)
        assert socket.say({"taskType": "ping", "ping": True}).data
    sandbox.advance(110)
    assert socket.say({"taskType": "ping", "ping": True}).data
    sandbox.advance(121)
    with pytest.raises(ConnectionClosed) as ended:
        socket.socket.recv(5)
    assert ended.value.rcvd is not None and ended.value.rcvd.code == 1001


def test_a_connection_outlives_the_patience_for_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a slow request may take is no limit for a WebSocket, which begins as one."""
    monkeypatch.setattr(connections, "PATIENCE", 0.3)
    with Sandbox(FROZEN) as running, connect(running.url.replace("http", "ws", 1)) as raw:
        raw.send(json.dumps([{"taskType": "authentication", "apiKey": KEY}]))
        raw.recv(timeout=5)
        with pytest.raises(TimeoutError):
            raw.recv(timeout=0.8)


def test_who_waits_for_a_result_is_not_idle(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"stagger": 1000}))
    task = video(deliveryMethod="sync", numberResults=2)
    with pytest.raises(TimeoutError):
        socket.say(task, within=0.2)
    sandbox.advance(500)
    assert len(socket.hear().data) == 1
    sandbox.advance(600)
    assert len(socket.hear().data) == 1


def test_the_last_connection_of_a_session_is_the_one_that_is_told(socket: SocketTalk, sandbox: Sandbox) -> None:
    task = video(deliveryMethod="sync")
    with pytest.raises(TimeoutError):
        socket.say(task, within=0.2)
    with websocket(sandbox.url) as connection:
        newer = SocketTalk(connection, session=socket.session)
        socket.socket.close()
        sandbox.advance(2)
        assert "videoURL" in newer.hear().data[0]


def test_a_reset_lets_go_of_who_waits(socket: SocketTalk, sandbox: Sandbox) -> None:
    sandbox.scenario(rule({"never_finishes": True}))
    with pytest.raises(TimeoutError):
        socket.say(video(deliveryMethod="sync"), within=0.2)
    sandbox.reset()
    assert socket.hear().codes == ["taskCancelled"]
