"""Input images of every form, good and bad: found, fetched, decoded, and refused before they cost much."""

from __future__ import annotations

import asyncio
import base64
import io
import struct
import zlib
from collections.abc import Awaitable, Callable
from uuid import uuid4

import pytest
from PIL import Image

from airsmith.sandbox.clock import Clock
from airsmith.sandbox.files import Files
from airsmith.sandbox.inputs import (
    MOST_PIXELS,
    InputError,
    InputImage,
    Inputs,
    NotAnImage,
    NotFetched,
    OutOfLimits,
    UnknownUpload,
)
from airsmith.sandbox.outbound import Outbound
from airsmith.sandbox.pictures import PictureForm, picture
from service import serving

JPG = picture(400, 300, "JPG", seed=1)
UUID = "5f0e6c1c-9f0b-4c36-8a33-0d2f8d0f6a11"


def run(use: Callable[[Inputs, Files], Awaitable[None]]) -> None:
    async def main() -> None:
        clock = Clock()
        files, outbound = Files(clock), Outbound(clock)
        try:
            await use(Inputs(files, outbound), files)
        finally:
            await outbound.close()

    asyncio.run(main())


def read(value: str, *, side: tuple[int, int] | None = None, size: int | None = None) -> InputImage:
    found: list[InputImage] = []

    async def use(inputs: Inputs, files: Files) -> None:
        found.append(await inputs.read(value, side=side, size=size))

    run(use)
    return found[0]


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(width: int, height: int, pixels: bytes = b"") -> bytes:
    """A PNG of a few bytes that claims a size."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("form", "mime", "extension"),
    [("JPG", "image/jpeg", "jpg"), ("PNG", "image/png", "png"), ("WEBP", "image/webp", "webp")],
)
def test_data_uris_and_base64(form: PictureForm, mime: str, extension: str) -> None:
    content = picture(301, 402, form, seed=2)
    for value in (
        encoded(content),
        f"data:{mime};base64,{encoded(content)}",
        f"DATA:image/x;a=b;BASE64,{encoded(content)}",
    ):
        assert read(value) == InputImage(content, mime, extension, 301, 402)


def test_urls() -> None:
    with serving() as service:
        service.says_bytes(JPG)
        assert read(service.url + "/a.jpg").content == JPG
        assert read(service.url.replace("http", "HTTP")).content == JPG
        service.says_bytes(b"<html>", 200)
        with pytest.raises(NotAnImage):
            read(service.url)
        service.says_bytes(b"gone", 404)
        with pytest.raises(NotFetched, match="404"):
            read(service.url)
        with pytest.raises(NotFetched):
            read("http://10.0.0.1/a.jpg")


def test_uploads_and_results_by_their_uuid() -> None:
    async def use(inputs: Inputs, files: Files) -> None:
        files.put(JPG, "image/jpeg", UUID, "jpg")
        assert (await inputs.read(UUID.upper())).content == JPG
        upload = await inputs.upload(encoded(JPG), other := str(uuid4()))
        assert (upload.uuid, upload.path) == (other, f"/media/{other}.jpg")
        assert (await inputs.read(other)).content == JPG
        with pytest.raises(UnknownUpload):
            await inputs.read(str(uuid4()))

    run(use)


def test_a_video_is_no_image() -> None:
    async def use(inputs: Inputs, files: Files) -> None:
        files.put(b"\x00\x00\x00\x20ftypisom", "video/mp4", UUID, "mp4")
        with pytest.raises(NotAnImage):
            await inputs.read(UUID)

    run(use)


@pytest.mark.parametrize(
    ("size", "fits"),
    [((300, 300), True), ((2048, 2048), True), ((299, 300), False), ((300, 299), False), ((2049, 300), False)],
)
def test_sides(size: tuple[int, int], fits: bool) -> None:
    value = encoded(picture(*size, "JPG", seed=1, quality=20))
    if fits:
        assert (read(value, side=(300, 2048)).width, read(value, side=(300, 2048)).height) == size
    else:
        with pytest.raises(OutOfLimits, match=f"{size[0]}x{size[1]}"):
            read(value, side=(300, 2048))


def test_bytes() -> None:
    assert read(encoded(JPG), size=len(JPG)).content == JPG
    with pytest.raises(OutOfLimits, match="bytes"):
        read(encoded(JPG), size=len(JPG) - 1)
    with serving() as service:
        service.says_bytes(JPG)
        with pytest.raises(OutOfLimits, match="bytes"):
            read(service.url, size=len(JPG) - 1)


def test_large_uploads_are_made_smaller() -> None:
    async def use(inputs: Inputs, files: Files) -> None:
        for form in ("JPG", "PNG", "WEBP"):
            upload = await inputs.upload(encoded(picture(3000, 1500, form, seed=1)), str(uuid4()))
            content = files.content(upload.uuid)
            assert content is not None and upload.path.endswith(form.lower())
            assert Image.open(io.BytesIO(content)).size == (2048, 1024)
            await inputs.read(upload.uuid, side=(300, 2048))

    run(use)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "hello there",
        "a.jpg",
        "data:image/png;base64,",
        "data:image/png,abc",
        "data:image/png;base64,ä",
        "AAAA",
        "\ud800",
        UUID[:-1],
        encoded(JPG)[:-3],
        encoded(JPG[: len(JPG) // 2]),
        encoded(bomb(100, 100)),
        encoded(b"GIF89a" + bytes(100)),
        encoded(b"\x89PNG\r\n\x1a\n"),
        encoded(b"RIFF\x00\x00\x00\x00WEBPVP8 "),
    ],
)
def test_what_is_no_image(value: str) -> None:
    with pytest.raises(NotAnImage):
        read(value)


@pytest.mark.parametrize("side", [None, (300, 2048)])
@pytest.mark.parametrize(
    ("width", "height"), [(8000, 8000), (12_000, 12_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)]
)
def test_bombs_are_not_set_off(width: int, height: int, side: tuple[int, int] | None) -> None:
    with pytest.raises(OutOfLimits):
        read(encoded(bomb(width, height)), side=side)


def test_the_largest_image_there_may_be() -> None:
    width = 8000
    height = MOST_PIXELS // width
    assert read(encoded(bomb(width, height, bytes((width // 8 + 1) * height)))).height == height
    with pytest.raises(OutOfLimits):
        read(encoded(bomb(width, height + 1, bytes((width // 8 + 1) * (height + 1)))))


def test_damaged_files_raise_nothing_else() -> None:
    for form in ("JPG", "PNG", "WEBP"):
        content = picture(64, 64, form, seed=1)
        for place in range(0, min(len(content), 400), 3):
            damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
            try:
                read(encoded(damaged))
            except InputError as error:
                assert len(str(error)) < 200


def test_messages_hold_nothing_of_the_value() -> None:
    for value in ("secret picture", "http://10.0.0.1/secret", "data:image/png;base64,secret=="):
        with pytest.raises(InputError) as caught:
            read(value)
        assert "secret" not in repr(caught.value)
