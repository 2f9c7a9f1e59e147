"""Videos of any size and length: the sun crosses the picture's sky. PyAV encodes them, and is imported when it does."""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, assert_never

from .pictures import Landscape

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import OutputContainer
    from av.video.stream import VideoStream
    from PIL.Image import Image

__all__ = ["VIDEO_MIMES", "VideoForm", "video"]

VideoForm: TypeAlias = Literal["MP4", "WEBM"]
VIDEO_MIMES: Final[Mapping[VideoForm, str]] = {"MP4": "video/mp4", "WEBM": "video/webm"}

_FRAMES_A_SECOND: Final = 2


def video(width: int, height: int, seconds: float, form: VideoForm, seed: int) -> bytes:
    """Encode a video of exactly this size and length, without sound.

    The same arguments give the same bytes with the same version of PyAV.

    Args:
        width: In pixels.
        height: In pixels.
        seconds: Length in seconds, exact to a millisecond.
        form: MP4 holds H.264, with its index in front; WEBM holds VP8, which takes half the time of VP9.
        seed: Chooses the view.
    """
    import av

    frames, rate = _timing(seconds)
    # The picture is painted at half the size: sharp enough, and a quarter of the work.
    view = Landscape((width + 1) // 2, (height + 1) // 2, seed)
    out = io.BytesIO()
    with av.open(out, "w", format=form.lower(), options=_container_options(form, frames)) as container:
        stream = _stream(container, form, rate)
        stream.width, stream.height, stream.pix_fmt = width, height, _pixel_format(form, width, height)
        for number in range(frames):
            frame = _frame(view.paint(number / max(1, frames - 1)), stream)
            frame.pts, frame.time_base = number, 1 / rate
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return out.getvalue()


def _timing(seconds: float) -> tuple[int, Fraction]:
    """How many frames there are, and how many a second: the rate gives way, so that the length is exact."""
    length = Fraction(round(seconds * 1000), 1000)
    frames = max(1, round(length * _FRAMES_A_SECOND))
    return frames, frames / length


def _container_options(form: VideoForm, frames: int) -> dict[str, str]:
    # The index goes in front, into room kept for it: +faststart would want a file to read back.
    index = {"moov_size": str(4096 + 32 * frames)} if form == "MP4" else {}
    return {"fflags": "+bitexact", **index}


def _stream(container: OutputContainer, form: VideoForm, rate: Fraction) -> VideoStream:
    """A stream that turns the same frames into the same bytes: one thread, and no names of versions."""
    from av.codec.context import Flags
    from av.video.reformatter import ColorPrimaries, Colorspace, ColorTrc

    match form:
        case "MP4":
            stream = container.add_stream("libx264", rate, {"preset": "ultrafast", "crf": "23"})
        case "WEBM":
            options = {"deadline": "realtime", "cpu-used": "16", "crf": "10", "b": "2M"}
            stream = container.add_stream("libvpx", rate, options)
        case _:
            assert_never(form)
    context = stream.codec_context
    context.thread_count = 1
    context.flags |= Flags.bitexact
    context.colorspace = Colorspace.ITU709
    context.color_primaries = ColorPrimaries.BT709
    context.color_trc = ColorTrc.BT709
    return stream


def _pixel_format(form: VideoForm, width: int, height: int) -> str:
    # Colour at half resolution needs even sides in H.264, which has no other way to an odd number of pixels.
    return "yuv444p" if form == "MP4" and (width | height) % 2 else "yuv420p"


def _frame(image: Image, stream: VideoStream) -> VideoFrame:
    """The image in the stream's size and colours."""
    from av import VideoFrame
    from av.video.reformatter import Colorspace, Interpolation

    small = VideoFrame.from_bytes(image.tobytes("raw", "RGBX"), image.width, image.height)
    return small.reformat(
        stream.width,
        stream.height,
        stream.pix_fmt,
        dst_colorspace=Colorspace.ITU709,
        interpolation=Interpolation.BILINEAR,
    )
