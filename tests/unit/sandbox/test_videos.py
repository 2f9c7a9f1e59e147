"""Every video that a request can ask for: playable, with its pixels and seconds, and the same for the same seed."""

from __future__ import annotations

import hashlib
import io
import itertools
import subprocess
import sys
from typing import Any, get_args

import av
import pytest

from airsmith.meaning.kinds.enum import EnumKind
from airsmith.sandbox.videos import VIDEO_MIMES, VideoForm, video
from support import own_models

FORMS: tuple[VideoForm, ...] = get_args(VideoForm)
MODELS = [model for model in own_models() if model.task.media == "video"]
SIZES = sorted({size.row for model in MODELS if model.dimensions for size in model.dimensions.sizes})
CODECS = {"MP4": "h264", "WEBM": "vp8"}
CONTAINERS = {"MP4": "mov,mp4,m4a,3gp,3g2,mj2", "WEBM": "matroska,webm"}


def values(field_name: str) -> set[Any]:
    """What the specs allow in a field."""
    fields = [model.contract.root.property(field_name) for model in MODELS]
    kinds = itertools.chain.from_iterable(field.shape.kinds for field in fields if field)
    return {value for kind in kinds if isinstance(kind, EnumKind) for value in kind.values}


def watch(content: bytes) -> tuple[str, str, float, int, set[tuple[int, int]], set[int]]:
    """Play to the end: container, codec, seconds, frames, and the sizes and times in them, in half seconds."""
    with av.open(io.BytesIO(content), "r") as container:
        stream = container.streams.video[0]
        frames = list(container.decode(stream))
        assert len(container.streams) == 1 and container.duration is not None
        return (
            container.format.name,
            stream.codec_context.name,
            container.duration / av.time_base,
            len(frames),
            {(frame.width, frame.height) for frame in frames},
            {round(frame.time * 2) for frame in frames},
        )


def test_every_format_of_the_specs_can_be_made() -> None:
    assert values("outputFormat") == set(FORMS) == set(VIDEO_MIMES)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seconds", sorted(values("duration")))
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_codec_size_and_seconds(width: int, height: int, seconds: int, form: VideoForm) -> None:
    seen = watch(video(width, height, seconds, form, seed=width + seconds))
    frames = 2 * seconds
    assert seen == (CONTAINERS[form], CODECS[form], seconds, frames, {(width, height)}, set(range(frames)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seconds", [0.4, 1, 1.3, 5.25, 9.999])
def test_seconds_that_are_no_whole_number_of_frames(seconds: float, form: VideoForm) -> None:
    _, _, length, *_ = watch(video(256, 144, seconds, form, seed=1))
    assert length == seconds


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("width", "height"), [(255, 143), (256, 143), (17, 1080)])
def test_odd_sizes(width: int, height: int, form: VideoForm) -> None:
    *_, sizes, _ = watch(video(width, height, 1, form, seed=1))
    assert sizes == {(width, height)}


@pytest.mark.parametrize("seconds", [1, 600])
def test_an_mp4_begins_with_its_index(seconds: int) -> None:
    content = video(64, 64, seconds, "MP4", seed=1)
    boxes, place = [], 0
    while place < len(content):
        boxes.append(content[place + 4 : place + 8])
        place += int.from_bytes(content[place : place + 4], "big")
    assert [box for box in boxes if box != b"free"] == [b"ftyp", b"moov", b"mdat"]
    assert place == len(content)


@pytest.mark.parametrize("form", FORMS)
def test_something_moves(form: VideoForm) -> None:
    with av.open(io.BytesIO(video(256, 144, 4, form, seed=1)), "r") as container:
        assert len({bytes(frame.planes[0]) for frame in container.decode(video=0)}) == 8


@pytest.mark.parametrize("form", FORMS)
def test_the_seed_decides(form: VideoForm) -> None:
    first = video(256, 144, 2, form, seed=1)
    assert first == video(256, 144, 2, form, seed=1)
    assert first != video(256, 144, 2, form, seed=2)


def test_another_process_makes_the_same_bytes() -> None:
    code = (
        "import hashlib; from airsmith.sandbox.videos import video;"
        "print(*(hashlib.sha256(video(256, 144, 2, form, 1)).hexdigest() for form in ('MP4', 'WEBM')))"
    )
    made = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert made == [hashlib.sha256(video(256, 144, 2, form, seed=1)).hexdigest() for form in FORMS]
