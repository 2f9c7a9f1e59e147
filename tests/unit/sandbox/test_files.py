"""Serving what was made, by a real server: whole, in part, and no longer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette

from airsmith.sandbox.clock import Clock
from airsmith.sandbox.files import MOST_FILES, Files

CONTENT = bytes(range(256)) * 8
UUID = "5f0e6c1c-9f0b-4c36-8a33-0d2f8d0f6a11"


@asynccontextmanager
async def serving(files: Files) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose base URL is a server of the files."""
    app = Starlette(routes=[files.route])
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    try:
        while not server.started:
            await asyncio.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield client
    finally:
        server.should_exit = True
        await running


def run(use: Callable[[Files, Clock, httpx.AsyncClient], Awaitable[None]], keep: int = 512_000_000) -> None:
    async def main() -> None:
        clock = Clock()
        files = Files(clock, keep)
        async with serving(files) as client:
            await use(files, clock, client)

    asyncio.run(main())


def test_a_file_is_served_with_its_length_and_type() -> None:
    async def use(files: Files, clock: Clock, client: httpx.AsyncClient) -> None:
        path = files.put(CONTENT, "image/jpeg", UUID, "JPG")
        assert path.endswith(f"/{UUID}.jpg")
        for method in ("GET", "HEAD"):
            answer = await client.request(method, path)
            assert answer.status_code == 200
            assert answer.headers["content-length"] == str(len(CONTENT))
            assert answer.headers["content-type"] == "image/jpeg"
            assert answer.headers["accept-ranges"] == "bytes"
            assert answer.content == (CONTENT if method == "GET" else b"")

    run(use)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, 2047),
        ("bytes=2047-", 2047, 2047),
        ("bytes=-1", 2047, 2047),
        ("bytes=-99999", 0, 2047),
        ("bytes=2000-99999999", 2000, 2047),
    ],
)
def test_a_part(asked: str, first: int, last: int) -> None:
    async def use(files: Files, clock: Clock, client: httpx.AsyncClient) -> None:
        answer = await client.get(files.put(CONTENT, "video/mp4", UUID, "mp4"), headers={"Range": asked})
        assert answer.status_code == 206
        assert answer.headers["content-range"] == f"bytes {first}-{last}/2048"
        assert answer.headers["content-length"] == str(last - first + 1)
        assert answer.content == CONTENT[first : last + 1]

    run(use)


@pytest.mark.parametrize("asked", ["bytes=2048-", "bytes=99999-100000", "bytes=-0"])
def test_a_part_that_is_not_there(asked: str) -> None:
    async def use(files: Files, clock: Clock, client: httpx.AsyncClient) -> None:
        answer = await client.get(files.put(CONTENT, "video/mp4", UUID, "mp4"), headers={"Range": asked})
        assert (answer.status_code, answer.content) == (416, b"")
        assert answer.headers["content-range"] == "bytes */2048"

    run(use)


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "bytes=-", "bytes=5-4", "bytes=a-b", "items=0-1", "bytes", "bytes=\u00b2-", "bytes= 0-1"]
)
def test_what_is_no_single_range_is_ignored(asked: str) -> None:
    async def use(files: Files, clock: Clock, client: httpx.AsyncClient) -> None:
        path = files.put(CONTENT, "video/mp4", UUID, "mp4")
        answer = await client.get(path, headers=[(b"Range", asked.encode("latin-1"))])
        assert (answer.status_code, answer.content) == (200, CONTENT)

    run(use)


def test_a_range_of_another_version_is_ignored() -> None:
    async def use(files: Files, clock: Clock, client: httpx.AsyncClient) -> None:
        path = files.put(CONTENT, "video/mp4", UUID, "mp4")
        answer = await client.get(path, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
        assert (answer.status_code, answer.content) == (200, CONTENT)

    run(use)


def test_unknown_files() -> None:
    async def use(files: Files, clock: Clock, client: httpx.AsyncClient) -> None:
        path = files.put(CONTENT, "image/png", UUID, "png")
        for wrong in (
            path.replace(UUID, str(uuid4())),
            path.replace(".png", ".jpg"),
            path.replace(".png", ""),
            "/media/",
        ):
            assert (await client.get(wrong)).status_code == 404
            assert (await client.head(wrong)).status_code == 404
        assert (await client.post(path)).status_code == 405
        files.clear()
        assert (await client.get(path)).status_code == 404

    run(use)


def test_an_address_expires_and_the_bytes_stay_usable() -> None:
    async def use(files: Files, clock: Clock, client: httpx.AsyncClient) -> None:
        path = files.put(CONTENT, "image/png", UUID, "png", expires_at=clock.now() + 60)
        clock.advance(50)
        assert (await client.get(path)).status_code == 200
        clock.advance(10)
        assert (await client.get(path)).status_code == 404
        assert (await client.get(path, headers={"Range": "bytes=0-1"})).status_code == 404
        assert files.content(UUID.upper()) == CONTENT

    run(use)


def test_the_oldest_go_when_there_is_no_room() -> None:
    files = Files(Clock(), keep=5 * len(CONTENT))
    names = [str(uuid4()) for _ in range(8)]

    def put(number: int) -> None:
        files.put(bytes([number]) + CONTENT[1:], "image/png", names[number], "png")

    def kept() -> list[int]:
        return [number for number, name in enumerate(names) if files.content(name) is not None]

    for number in range(8):
        put(number)
    assert kept() == [3, 4, 5, 6, 7]
    files.put(b"", "image/png", names[7], "png")
    put(0)
    assert kept() == [0, 3, 4, 5, 6, 7], "what is replaced takes no room"


def test_equal_contents_take_room_once() -> None:
    files = Files(Clock(), keep=len(CONTENT) + 10)
    names = [str(uuid4()) for _ in range(100)]
    for name in names:
        files.put(bytes(bytearray(CONTENT)), "image/png", name, "png")
    assert len({id(files.content(name)) for name in names}) == 1
    files.put(b"0123456789", "image/png", UUID, "png")
    assert files.content(names[0]) == files.content(names[-1]) == CONTENT
    files.put(b"more", "image/png", str(uuid4()), "png")
    assert [files.content(name) for name in names] == [None] * 100
    assert files.content(UUID) == b"0123456789"


def test_there_are_only_so_many_files() -> None:
    files = Files(Clock())
    names = [f"00000000-0000-4000-8000-{number:012x}" for number in range(MOST_FILES + 2)]
    for name in names:
        files.put(b"", "image/png", name, "png")
    assert [files.content(name) for name in names[:3]] == [None, None, b""]


def test_a_file_larger_than_all_room_is_not_kept() -> None:
    files = Files(Clock(), keep=10)
    files.put(CONTENT, "image/png", UUID, "png")
    assert files.content(UUID) is None
