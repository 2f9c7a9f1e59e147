"""Media: references go as they are, files as data URIs."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from runware_openai import is_valid, sora_2
from runware_openai.media import media, media_list, media_or_none


def picture(width: int, height: int) -> bytes:
    content = io.BytesIO()
    Image.new("L", (width, height)).save(content, "PNG")
    return content.getvalue()


PNG = b"\x89PNG\r\n\x1a\n" + b"rest"
FRAME = picture(320, 320)
FRAME_URI = "data:image/png;base64," + base64.b64encode(FRAME).decode()
PNG_URI = "data:image/png;base64," + base64.b64encode(PNG).decode()


@pytest.mark.parametrize(
    "text",
    [
        "c64351d5-4c59-42f7-95e1-eace013eddab",
        "https://example.com/a b.png?x=1#y",
        "data:image/png;base64,AAAA",
        "AAAA",
        "/etc/hostname",
        " spaces kept ",
        "",
    ],
)
def test_text_is_sent_as_it_is(text: str) -> None:
    assert media(text) == text


@pytest.mark.parametrize("make", [bytes, bytearray, memoryview])
def test_bytes_become_a_data_uri(make: Any) -> None:
    assert media(make(PNG)) == PNG_URI


def test_a_path_becomes_a_data_uri(tmp_path: Path) -> None:
    path = tmp_path / "no suffix"
    path.write_bytes(PNG)
    assert media(path) == PNG_URI
    path.write_bytes(b"?")
    assert media(path) == "data:application/octet-stream;base64,Pw=="
    (tmp_path / "a.webp").write_bytes(b"?")
    assert media(tmp_path / "a.webp") == "data:image/webp;base64,Pw=="


def test_an_open_file_becomes_a_data_uri_and_stays_open(tmp_path: Path) -> None:
    path = tmp_path / "frame.bin"
    path.write_bytes(PNG)
    with path.open("rb") as file:
        assert media(file) == PNG_URI
        assert not file.closed
    assert media(io.BytesIO(PNG)) == PNG_URI


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBP", "image/webp"),
        (b"GIF89a", "image/gif"),
        (b"\0\0\0\x18ftypmp42", "video/mp4"),
        (b"\x1aE\xdf\xa3", "video/webm"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_kind_is_read_from_the_first_bytes(start: bytes, kind: str) -> None:
    assert media(start) == f"data:{kind};base64,{base64.b64encode(start).decode()}"


def test_a_text_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "frame.png"
    path.write_text("text")
    with path.open() as file, pytest.raises(TypeError, match="'rb'"):
        media(file)  # type: ignore[arg-type]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        media(tmp_path / "missing.png")


def test_nothing_stays_nothing() -> None:
    assert media_or_none(None) is None
    assert media_list(None) is None


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_frame_images_take_every_form(tmp_path: Path) -> None:
    path = tmp_path / "first.png"
    path.write_bytes(FRAME)
    frame: Any = {"inputImage": path, "frame": "first"}
    for given, sent in (
        ("a-uuid", "a-uuid"),
        (FRAME, FRAME_URI),
        (path, FRAME_URI),
        (io.BytesIO(FRAME), FRAME_URI),
        (frame, {"inputImage": FRAME_URI, "frame": "first"}),
        ({"inputImage": "a-uuid", "frame": 0}, {"inputImage": "a-uuid", "frame": 0}),
    ):
        request: Any = sora_2("A lighthouse", duration=4, frame_images=[given])  # type: ignore[list-item]
        assert request["frameImages"] == [sent]
        assert is_valid(request)
    assert frame == {"inputImage": path, "frame": "first"}
    assert sora_2("A lighthouse", duration=4, frame_images=("a", "b"))["frameImages"] == ["a", "b"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("lone", ["c64351d5-4c59-42f7-95e1-eace013eddab", PNG, Path("a.png")])
def test_a_lone_medium_is_not_taken_for_a_list(lone: Any) -> None:
    with pytest.raises(TypeError, match="brackets"):
        sora_2("A lighthouse", duration=4, frame_images=lone)
