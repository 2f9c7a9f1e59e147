"""Every picture that a request can ask for: real, of its size, and the same for the same seed."""

from __future__ import annotations

import io
from typing import get_args

import pytest
from PIL import Image

from airsmith.meaning.kinds.enum import EnumKind
from airsmith.sandbox.pictures import PICTURE_MIMES, PictureForm, picture
from support import own_models

FORMS: tuple[PictureForm, ...] = get_args(PictureForm)
MODELS = [model for model in own_models() if model.task.media == "image"]
SIZES = sorted({size.row for model in MODELS if model.dimensions for size in model.dimensions.sizes})
PILLOW = {"JPG": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def test_every_format_of_the_specs_can_be_made() -> None:
    for model in MODELS:
        field = model.contract.root.property("outputFormat")
        assert field is not None
        assert [kind.values for kind in field.shape.kinds if isinstance(kind, EnumKind)] == [FORMS]
    assert tuple(PICTURE_MIMES) == FORMS


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_size_and_format(width: int, height: int, form: PictureForm) -> None:
    image = opened(picture(width, height, form, seed=width + height))
    assert (image.format, image.size, image.mode) == (PILLOW[form], (width, height), "RGB")
    colours = image.resize((32, 32)).getcolors(32 * 32)
    assert colours is not None and len(colours) > 20, "a picture shows more than a plane"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("width", "height"), [(1, 1), (1, 700), (997, 3), (1281, 721)])
def test_odd_sizes(width: int, height: int, form: PictureForm) -> None:
    assert opened(picture(width, height, form, seed=5)).size == (width, height)


@pytest.mark.parametrize("form", FORMS)
def test_the_seed_decides(form: PictureForm) -> None:
    first = picture(256, 256, form, seed=1)
    assert first == picture(256, 256, form, seed=1)
    assert len({picture(256, 256, form, seed=seed) for seed in range(30)}) == 30


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_transparent_background_has_no_sky(form: PictureForm) -> None:
    image = opened(picture(256, 256, form, seed=1, transparent=True))
    assert image.mode == "RGBA"
    corners = [image.getpixel(place) for place in ((0, 0), (255, 0), (0, 255), (255, 255))]
    assert [corner[3] for corner in corners if isinstance(corner, tuple)] == [0, 0, 255, 255]


def test_jpg_has_no_alpha_channel_to_leave_the_sky_out_of() -> None:
    assert picture(256, 256, "JPG", seed=1, transparent=True) == picture(256, 256, "JPG", seed=1)


@pytest.mark.parametrize("form", ["JPG", "WEBP"])
def test_quality_costs_bytes(form: PictureForm) -> None:
    small, medium, large = (len(picture(512, 512, form, seed=1, quality=quality)) for quality in (20, 60, 99))
    assert small < medium < large
