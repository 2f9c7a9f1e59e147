"""Input files are checked against the model's limits before anything is sent."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from runware_openai import Runware, ValidationError, sora_2, sora_2_pro

from service import KEY, Service

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    content = io.BytesIO()
    Image.new("L", (width, height)).save(content, kind)
    return content.getvalue()


def fault(value: Any) -> tuple[str, str]:
    with pytest.raises(ValidationError) as caught:
        sora_2("A lighthouse", duration=4, frame_images=[value])
    (found,) = caught.value.violations
    assert found.docs == "https://runware.ai/docs/en/providers/openai#sora-2"
    assert found.message in str(caught.value)
    return found.code, found.path


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(
    ("width", "height", "fits"),
    [(300, 300, True), (2048, 2048, True), (300, 2048, True), (299, 300, False), (300, 2049, False), (1, 1, False)],
)
def test_each_side_has_bounds(kind: str, width: int, height: int, fits: bool) -> None:
    content = picture(width, height, kind)
    if fits:
        frames: Any = sora_2("A lighthouse", duration=4, frame_images=[content])["frameImages"]  # type: ignore[typeddict-item]
        assert frames[0].startswith("data:image/")
    else:
        assert fault(content) == ("file_side_out_of_range", "/frameImages/0")


def test_a_file_has_a_size() -> None:
    content = picture(400, 400)
    whole = content + b"\0" * (20_000_000 - len(content))
    sora_2("A lighthouse", duration=4, frame_images=[whole])
    assert fault(whole + b"\0") == ("file_too_large", "/frameImages/0")


def test_a_large_file_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    assert fault(path) == ("file_too_large", "/frameImages/0")


@pytest.mark.parametrize("content", [b"", b"text", b"\0\0\0\x18ftypmp42", b"\x89PNG\r\n\x1a\nrest", b"BMxxxx"])
def test_a_file_is_a_picture(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    for value in (content, path, io.BytesIO(content)):
        assert fault(value) == ("file_kind", "/frameImages/0")
    assert fault({"inputImage": path}) == ("file_kind", "/frameImages/0/inputImage")


def test_a_picture_of_far_too_many_pixels_is_not_decoded() -> None:
    head = bytearray(picture(16, 16))
    head[16:24] = (2**30).to_bytes(4, "big") * 2
    head[29:33] = zlib.crc32(bytes(head[12:29])).to_bytes(4, "big")
    assert fault(bytes(head)) == ("file_side_out_of_range", "/frameImages/0")


def test_text_is_not_looked_at() -> None:
    for text in ("a-uuid", "data:image/png;base64,AAAA", "https://example.com/a.png"):
        request: Any = sora_2_pro("A lighthouse", duration=4, frame_images=[text])
        assert request["frameImages"] == [text]


def test_without_pillow_bytes_are_checked_and_pixels_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    small = picture(1, 1)
    monkeypatch.setitem(sys.modules, "PIL", None)
    sora_2("A lighthouse", duration=4, frame_images=[small])
    assert fault(b"text") == ("file_kind", "/frameImages/0")


def test_nothing_is_sent(service: Service) -> None:
    with Runware(KEY, base_url=service.url) as client, pytest.raises(ValidationError):
        client.sora_2("A lighthouse", duration=4, frame_images=[picture(1, 1)])
    assert service.received == []
