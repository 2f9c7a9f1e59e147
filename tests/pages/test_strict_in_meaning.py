"""Bullets that are easily taken for more, or for less, than they say."""

from __future__ import annotations

import pytest

from airsmith.docs.blocks import Bullets, Definition, Item, Paragraph
from airsmith.docs.bullet_lines import read_bullets
from airsmith.docs.claims import Fate
from airsmith.docs.names import Names
from airsmith.docs.sentences import read_sentence
from airsmith.docs.settings import defined
from airsmith.meaning.values import Json

NAMES = Names(
    "acme:brush@2",
    "acme",
    "Brush 2",
    frozenset({"referenceImages", "seedImage"}),
    frozenset({"mood", "glow", "effect"}),
    workflows=("text-to-video", "image-to-video"),
    sizes=((1280, 720, ""), (1920, 1080, "")),
)
F, S, D = "fields", "providerSettings", "dimensions"
RULES, NOTES = ("rules",), ("notes",)
IMAGE = ("media", "image")
SHOWN = {"workflow": "text-to-video"}

LEFT_TO_PEOPLE = (
    "CFG Scale: 1-20 (default: 7, higher values follow the prompt more closely)",
    "Strength: 0.1-1.0 (default 0.5; exclusive)",
    "Output formats: MP4, WEBM, excluding MOV",
    "Mood: calm or wild, not both",
    "Mood: calm, wild, and more",
    "Mood: calm, wild, etc.",
    "Mood: calm, not wild",
    "Output formats: MP4, cannot be changed",
    "Mood: calm, wild only for image-to-video",
    "Supported dimensions: 1024×1024 (not supported), 768×1344",
    "Supported dimensions: 1024×1024 (turbo), 768×1344 (quality)",
    "Supported dimensions: 1024×1024 (1:1; 5 seconds only), 768×1344 (9:16)",
    "Seed image: Required for image-to-video, not needed by text-to-video",
    "Text-to-video: `positivePrompt` of any length",
    "Duration: 720p: 5 seconds",
    "Frame images: Supports first frame or last frame, not both",
    "Negative prompt: Not supported for inpainting",
    "Image-to-video: Requires `seedImage` or `referenceImages`",
    "Required parameters: `seedImage` or `referenceImages`",
    "Image-to-video: Requires a face",
    "Inpainting: Requires `seedImage`",
)

READ: dict[str, list[tuple[tuple[str, ...], Json]]] = {
    "CFG Scale: 1-20 (default: 7, recommended 3-10)": [
        ((F, "CFGScale", "range"), [1, 20]),
        ((F, "CFGScale", "default"), 7),
        (NOTES, "CFGScale: recommended 3-10."),
    ],
    "Seed: 1 to 9223372036854775807": [((F, "seed", "range"), [1, 9223372036854775807])],
    "Scheduler: `Euler`, `DDIM`": [((F, "scheduler", "enum"), ["Euler", "DDIM"])],
    "Mood: `not calm`, `zoom for all`": [((S, "mood", "enum"), ["not calm", "zoom for all"])],
    "Mood: TURBO, DEFAULT, QUALITY": [((S, "mood", "enum"), ["turbo", "default", "quality"])],
    "Glow: true (default) or false": [((S, "glow", "type"), "boolean"), ((S, "glow", "default"), True)],
    "Glow: Optional boolean (default: false)": [((S, "glow", "type"), "boolean"), ((S, "glow", "default"), False)],
    "Input image requirements: 20MB file size limit, 50MB in total": [
        ((*IMAGE, "bytes"), "20MB"),
        (NOTES, "Input image files: 50MB in total."),
    ],
    "Seed image: Required for image-to-video, not supported for text-to-video": [
        ((F, "seedImage", "type"), "image"),
        ((F, "seedImage", "required"), {"in": ["image-to-video"]}),
        (RULES, {"when": SHOWN, "forbid": ["seedImage"]}),
    ],
    "Positive prompt: 1-300 characters. Required.": [
        ((F, "positivePrompt", "length"), [1, 300]),
        ((F, "positivePrompt", "required"), True),
    ],
    "Negative prompt: Up to 80 characters, not supported with `effect`": [
        ((F, "negativePrompt", "length"), [None, 80]),
        (RULES, {"at_most_one": ["negativePrompt", "provider.effect"]}),
    ],
    "Reference images: Up to 3 images. Cannot be combined with `seedImage`.": [
        ((F, "referenceImages", "items"), "image"),
        ((F, "referenceImages", "count"), [1, 3]),
        (RULES, {"at_most_one": ["referenceImages", "seedImage"]}),
    ],
    "Does not support negative prompts": [((F, "negativePrompt", "supported"), False)],
    "No negative prompt support": [((F, "negativePrompt", "supported"), False)],
    "Duration: 5-10 seconds (whole numbers only)": [((F, "duration", "range"), [5, 10]), ((F, "duration", "step"), 1)],
    "Duration: 1080p: 5 seconds; 720p: 5 or 10 seconds": [
        ((F, "duration", "enum"), [5, 10]),
        (RULES, {"when": {"duration": 10}, "constrain": {D: {"pairs": ["1280x720"]}}}),
    ],
    "Upscale factor: 2x or 4x (default: 2x)": [
        ((F, "upscaleFactor", "enum"), [2, 4]),
        ((F, "upscaleFactor", "default"), 2),
    ],
    "Supported dimensions: From 512×512 to 2048×2048, multiples of 8": [
        ((D, "range"), {"width": [512, 2048], "height": [512, 2048]}),
        ((D, "step"), 8),
    ],
    "Frame images: First frame (required), last frame (optional)": [
        (("frames",), ["first", "last"]),
        (RULES, {"require": ["frameImages"]}),
        (NOTES, "Frame images: First frame (required), last frame (optional)."),
    ],
    "Frame images: Supports first frame for `frameImages` (image-to-video only)": [
        (("frames",), ["first"]),
        (RULES, {"when": {"not": {"workflow": "image-to-video"}}, "forbid": ["frameImages"]}),
    ],
    "Image-to-video: Requires `seedImage` and `referenceImages`": [
        ((F, "seedImage", "required"), {"in": ["image-to-video"]}),
        ((F, "referenceImages", "required"), {"in": ["image-to-video"]}),
    ],
    "Effects: 21 viral effects via `effect`": [((S, "effect"), {})],
    "`effect`: Only for image-to-video": [
        (RULES, {"when": {"not": {"workflow": "image-to-video"}}, "forbid": ["provider.effect"]})
    ],
    "`effect`: Not for image-to-video": [
        (RULES, {"when": {"workflow": "image-to-video"}, "forbid": ["provider.effect"]})
    ],
    "Supported dimensions: Minimum 512×512, maximum 2048×1024": [
        ((D, "range"), {"width": [512, 2048], "height": [512, 1024]})
    ],
    "Supported dimensions: Any multiple of 64 between 256 and 1440": [((D, "range"), [256, 1440]), ((D, "step"), 64)],
    "Frame images: First frame, last frame, or both": [(("frames",), ["first", "last"])],
}


@pytest.mark.parametrize("text", LEFT_TO_PEOPLE)
def test_what_could_mean_something_else_claims_nothing(text: str) -> None:
    outcome = read_bullets([Item(text, 1)], NAMES)
    assert [line.fate for line in outcome.lines] == [Fate.UNKNOWN]
    assert not outcome.told


@pytest.mark.parametrize("text", READ)
def test_a_bullet_says_no_more_and_no_less(text: str) -> None:
    outcome = read_bullets([Item(text, 1)], NAMES)
    assert [line.fate for line in outcome.lines] == [Fate.UNDERSTOOD]
    assert [(said.path, said.value) for _, said, _ in outcome.told if said.path[-1] != "labels"] == READ[text]


def test_each_workflow_keeps_the_sizes_listed_for_it() -> None:
    children = (Item("Text-to-video: 1280×720 (16:9)", 2), Item("Image-to-video: 1920×1080 (16:9)", 3))
    outcome = read_bullets([Item("Supported dimensions:", 1, children)], NAMES)
    assert [said.value for _, said, _ in outcome.told] == [
        ["1280x720 16:9", "1920x1080 16:9"],
        {"when": SHOWN, "constrain": {D: {"pairs": ["1280x720"]}}},
        {"when": {"workflow": "image-to-video"}, "constrain": {D: {"pairs": ["1920x1080"]}}},
    ]


def test_a_request_taken_for_another_is_no_limit() -> None:
    sentence = "The `fast` mode automatically reverts to `normal` when duration is set to 8 seconds."
    found = read_sentence(sentence, NAMES)
    assert found is not None
    assert [(said.path, said.value) for said in found[0]] == [(NOTES, sentence)]


def test_a_value_that_some_models_have_is_listed_for_those() -> None:
    setting = Bullets((Item("`TURBO`: Quick.", 1), Item("`FINE`: Slow (3.0 models only).", 2)), 1)
    body = (Paragraph("**Available values:**", 1), setting)
    (found,) = defined([Definition("`providerSettings` » `acme` » `pace` string", 1, body)])
    enums = {title: found.of_model(title).entry["enum"] for title in ("Brush 2.0", "Brush 3.0", "Brush")}
    assert enums == {"Brush 2.0": ["TURBO"], "Brush 3.0": ["TURBO", "FINE"], "Brush": ["TURBO", "FINE"]}
