"""Results as files: the right kind, all of it, or no file at all."""

from __future__ import annotations

import asyncio
import base64
import io
import os
import socket
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from airsmith.sandbox import Sandbox
from PIL import Image
from runware_openai import AsyncResult, MissingResult, Result, TransportError

from client.calls import BOTH, call, image, video
from client.test_hostile_rest import raw, trickle
from service import KEY, Answer, Service

NAME = "24cd5dff-cb81-4db5-8506-b72a9425f9d1"


def picture(kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (64, 64), "navy").save(content, kind)
    return content.getvalue()


def result(**item: Any) -> Result[Any]:
    return Result(NAME, ({"taskUUID": NAME, **item},))


@pytest.mark.parametrize("form", ["URL", "base64Data", "dataURI"])
@pytest.mark.parametrize(("file", "format_"), [("PNG", "PNG"), ("JPG", "JPEG"), ("WEBP", "WEBP")])
def test_pictures_of_every_form(form: str, file: str, format_: str, sandbox: Sandbox, tmp_path: Path) -> None:
    request = image(outputType=form, outputFormat=file)
    found = call("Runware", {"base_url": sandbox.url}, lambda client: client.run(request))
    path = found.save(tmp_path)
    assert path.parent == tmp_path
    with Image.open(path) as opened:
        assert (opened.format, opened.size) == (format_, (1024, 1024))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@BOTH
def test_a_video_and_several_results(kind: str, sandbox: Sandbox, tmp_path: Path) -> None:
    async def save_all(client: Any, request: Any) -> Any:
        return await (await client.run(request)).save_all(tmp_path / "videos")

    def use(client: Any) -> Any:
        request = video(numberResults=2)
        if kind == "AsyncRunware":
            return save_all(client, request)
        return client.run(request).save_all(tmp_path / "videos")

    paths = call(kind, {"base_url": sandbox.url}, use)
    assert [path.name[-6:] for path in paths] == ["-1.mp4", "-2.mp4"]
    assert all(path.read_bytes()[4:8] == b"ftyp" for path in paths)


def test_the_key_is_not_sent_along(service: Service, tmp_path: Path) -> None:
    service.reply = lambda received: Answer(picture(), kind="image/png")
    path = result(imageURL=service.url).save(tmp_path / "a.png")
    assert path.read_bytes() == picture()
    (received,) = service.received
    assert (received.method, "authorization" in received.headers) == ("GET", False)
    assert KEY not in str(received.headers)


def test_a_redirect_is_followed_without_credentials(service: Service, tmp_path: Path) -> None:
    service.reply = lambda received: Answer(picture(), kind="image/png")
    head = f"HTTP/1.1 302 Found\r\nLocation: {service.url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with raw(lambda connection: connection.sendall(head.encode())) as url:
        assert result(imageURL=url).save(tmp_path / "a.png").read_bytes() == picture()
    assert "authorization" not in service.received[0].headers


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "/v1", "http://127.0.0.1:1/v1", "gopher://x"]
)
def test_a_redirect_to_nowhere(location: str, tmp_path: Path) -> None:
    head = f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with raw(lambda connection: connection.sendall(head.encode())) as url, pytest.raises(TransportError) as caught:
        result(imageURL=url).save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
    assert caught.value.__context__ is None
    assert "127.0.0.1" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "status", "error"),
    [
        (b"", 200, TransportError),
        (b"<html>an error page</html>", 200, TransportError),
        (picture("JPEG"), 200, TransportError),
        (b"\0\0\0\x18ftypmp42", 200, TransportError),
        (picture(), 404, MissingResult),
        (picture(), 410, MissingResult),
        (picture(), 403, TransportError),
        (picture(), 500, TransportError),
    ],
)
def test_what_is_not_the_picture_is_no_file(
    content: bytes, status: int, error: type[Exception], service: Service, tmp_path: Path
) -> None:
    service.reply = lambda received: Answer(content, status)
    with pytest.raises(error):
        result(imageURL=service.url + "/1.png").save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_stays_when_the_new_one_fails(service: Service, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    service.reply = lambda received: Answer(None)
    with pytest.raises(TransportError):
        result(imageURL=service.url).save(path)
    assert path.read_bytes() == b"old"
    service.reply = lambda received: Answer(picture())
    result(imageURL=service.url).save(path)
    assert path.read_bytes() == picture()


def test_a_short_body_is_no_file(tmp_path: Path) -> None:
    def speak(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + picture())

    with raw(speak) as url, pytest.raises(TransportError):
        result(imageURL=url).save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_a_download_ends_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runware_openai._download.Saving.run.__defaults__", (0.3,))
    began = time.monotonic()
    with raw(trickle(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")) as url:
        with pytest.raises(TransportError, match="in time"):
            result(imageURL=url).save(tmp_path / "a.png")
        assert time.monotonic() - began < 2
        until = time.monotonic() + 5
        while list(tmp_path.iterdir()) and time.monotonic() < until:
            time.sleep(0.05)
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_download_holds_nobody_up(tmp_path: Path) -> None:
    """The program can end, although the server says nothing more."""
    reading = threading.Event()

    def speak(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + picture())
        reading.set()
        connection.recv(1)

    async def use(url: str) -> None:
        saving = asyncio.ensure_future(AsyncResult(NAME, ({"imageURL": url},)).save(tmp_path / "a.png"))
        await asyncio.to_thread(reading.wait, 5)
        saving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await saving

    with raw(speak) as url:
        began = time.monotonic()
        asyncio.run(use(url))
        assert time.monotonic() - began < 5
    assert not (tmp_path / "a.png").exists()


@pytest.mark.parametrize(
    "item",
    [
        {"imageBase64Data": "!!!!"},
        {"imageBase64Data": "AAA"},
        {"imageDataURI": "data:image/png;base64,"},
        {"imageDataURI": "data:image/png;base64," + base64.b64encode(picture("JPEG")).decode()},
        {"imageURL": "file:///etc/passwd"},
        {"imageURL": "ftp://127.0.0.1/a.png"},
        {"imageURL": "http://[::1/a.png"},
        {"imageURL": "not a URL"},
        {"imageURL": "http://127.0.0.1:1/\x00"},
    ],
)
def test_media_of_odd_form(item: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(TransportError):
        result(**item).save(tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []


def test_results_that_are_not_there(tmp_path: Path) -> None:
    for index in (1, -2, 5):
        with pytest.raises(MissingResult):
            result(imageURL="http://127.0.0.1:1/").save(tmp_path, index)
    for item in ({}, {"imageURL": ""}, {"imageURL": 5}, {"status": "success"}):
        with pytest.raises(MissingResult):
            result(**item).save(tmp_path)
    with pytest.raises(MissingResult):
        asyncio.run(AsyncResult(NAME, ()).save(tmp_path))


def test_a_task_id_leads_nowhere_else(tmp_path: Path) -> None:
    item = {"imageBase64Data": base64.b64encode(picture()).decode()}
    for name in ("../../up", "/tmp/away", "C:\\away", "a\0b"):
        saved = Result(name, (item,)).save(tmp_path)
        assert saved.parent == tmp_path
        assert saved.exists()


def test_a_folder_that_is_not_there_and_a_file_in_the_way(tmp_path: Path) -> None:
    found = result(imageBase64Data=base64.b64encode(picture()).decode())
    with pytest.raises(OSError, match="No such file"):
        found.save(tmp_path / "none" / "a.png")
    assert [path.name for path in found.save_all(tmp_path / "new" / "deep")] == [f"{NAME}-1.png"]
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / "new" / "deep" / f"{NAME}-1.png").stat().st_mode & 0o777 == 0o666 & ~mask


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    found = result(imageURL="https://media.example/1.png")
    missing = tmp_path / "missing"
    with pytest.raises(FileNotFoundError, match="No such file") as caught:
        found.save(missing / "x.png")
    assert caught.value.filename == str(missing)
    with pytest.raises(FileNotFoundError, match="No such file") as caught:
        asyncio.run(AsyncResult(NAME, found.items).save(missing / "x.png"))
    assert caught.value.filename == str(missing)
    assert list(tmp_path.iterdir()) == []
