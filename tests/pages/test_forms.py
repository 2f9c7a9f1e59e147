"""Forms of bullets and sentences that provider pages use, one by one, and what each of them says."""

from __future__ import annotations

import pytest

from airsmith.docs.blocks import Item
from airsmith.docs.bullet_lines import read_bullets
from airsmith.docs.claims import Fate
from airsmith.docs.names import Names
from airsmith.docs.sentences import read_sentence
from airsmith.meaning.values import Json

NAMES = Names(
    "acme:brush@1",
    "acme",
    "Brush 1",
    frozenset({"frameImages", "referenceImages", "seedImage", "speech.text", "speech.voice", "inputAudios"}),
    frozenset({"mood", "brushWidth", "glow", "maxSequentialImages"}),
    switches=frozenset({"provider.glow"}),
    workflows=("text-to-video", "image-to-video", "lip-sync"),
    sizes=((1280, 720, "720p"), (720, 1280, "720p"), (1920, 1080, "1080p")),
)

F, S, D = "fields", "providerSettings", "dimensions"
RULES, NOTE, IMAGE = ("rules",), "notes", ("media", "image")

Told = list[tuple[tuple[str, ...], Json]]

BULLETS: dict[str, Told | None] = {
    "Positive prompt: 1-80 characters": [((F, "positivePrompt", "length"), [1, 80])],
    "Prompt: Supports up to 2,048 characters (required)": [
        ((F, "positivePrompt", "length"), [None, 2048]),
        ((F, "positivePrompt", "required"), True),
    ],
    "Negative prompt: 2–3000 characters, optional": [
        ((F, "negativePrompt", "length"), [2, 3000]),
        ((F, "negativePrompt", "required"), False),
    ],
    "Negative prompt: Not supported": [((F, "negativePrompt", "supported"), False)],
    "Text: 1-500 characters via `speech.text`": [((F, "speech.text", "length"), [1, 500])],
    "Voice: `Ann`, `Bob`": [((F, "speech.voice", "enum"), ["Ann", "Bob"])],
    "Steps: 20-50 (default: 30)": [((F, "steps", "range"), [20, 50]), ((F, "steps", "default"), 30)],
    "Inference steps: 4 to 10 steps, default 8": [((F, "steps", "range"), [4, 10]), ((F, "steps", "default"), 8)],
    "CFG Scale: between 1.5 and 100": [((F, "CFGScale", "range"), [1.5, 100])],
    "Guidance scale: 3-5, default: 5": [((F, "CFGScale", "range"), [3, 5]), ((F, "CFGScale", "default"), 5)],
    "Strength: 0.0-1.0": [((F, "strength", "range"), [0, 1])],
    "Number of results: up to 4": [((F, "numberResults", "range"), [None, 4])],
    "Duration: Fixed at 6 seconds": [((F, "duration", "const"), 6)],
    "Duration: 5 seconds (default) or 10 seconds": [
        ((F, "duration", "enum"), [5, 10]),
        ((F, "duration", "default"), 5),
    ],
    "Duration: 1.2 to 12 seconds in 0.1 second increments": [
        ((F, "duration", "range"), [1.2, 12]),
        ((F, "duration", "step"), 0.1),
    ],
    "Duration: 6 or 10 seconds (720p), 6 seconds (1080p)": [
        ((F, "duration", "enum"), [6, 10]),
        (RULES, {"when": {"duration": 10}, "constrain": {D: {"group": "720p"}}}),
    ],
    "Duration: 5 or 8 seconds (1080p supports 5 seconds only)": [
        ((F, "duration", "enum"), [5, 8]),
        (RULES, {"when": {"group": "1080p"}, "constrain": {"duration": {"const": 5}}}),
    ],
    "Duration: 5 or 8 seconds. 8 seconds is not available for 1080p.": [
        ((F, "duration", "enum"), [5, 8]),
        (RULES, {"when": {"duration": 8}, "constrain": {D: {"pairs": ["1280x720", "720x1280"]}}}),
    ],
    "Duration: 5 or 8 seconds (for parrots)": None,
    "Duration: 5 or 8 pixels": None,
    "Frame rate: 30 FPS (text-to-video), 24 FPS (image-to-video)": [
        ((F, "fps", "enum"), [30, 24]),
        (RULES, {"when": {"workflow": "text-to-video"}, "constrain": {"fps": {"const": 30}}}),
        (RULES, {"when": {"workflow": "image-to-video"}, "constrain": {"fps": {"const": 24}}}),
    ],
    "Frame rate: 24, 25, 30 FPS (default: 25)": [((F, "fps", "enum"), [24, 25, 30]), ((F, "fps", "default"), 25)],
    "Dimensions: 256-1440 pixels in multiples of 32": [((D, "range"), [256, 1440]), ((D, "step"), 32)],
    "Width/height: 256-1440 pixels (multiples of 32)": [((D, "range"), [256, 1440]), ((D, "step"), 32)],
    "Supported dimensions: Width and height between 512-2048 pixels, must be divisible by 64": [
        ((D, "range"), [512, 2048]),
        ((D, "step"), 64),
    ],
    "Supported dimensions: 512×512 to 2048×1024": [((D, "range"), {"width": [512, 2048], "height": [512, 1024]})],
    "Resolution: 720p (1280×720, 720×1280), 1080p (1920×1080)": [
        ((D, "groups"), {"720p": ["1280x720", "720x1280"], "1080p": ["1920x1080"]})
    ],
    "Resolutions: 1280×768 (5:3) or 768×1280 (3:5) only": [((D, "pairs"), ["1280x768 5:3", "768x1280 3:5"])],
    "Output dimensions: Inherited from the reference image": [((D, "from"), "referenceImages")],
    "Supported dimensions: 1024×1024 on Sundays": None,
    "Frame images: Supports first and/or last frame for `frameImages`": [(("frames",), ["first", "last"])],
    "Frame images: 1-2 images (first and last frame)": [(("frames",), ["first", "last"])],
    "Frame images: Required, first frame only": [(("frames",), ["first"]), (RULES, {"require": ["frameImages"]})],
    "Frame images: Not supported": [((F, "frameImages", "supported"), False)],
    "Frame images: Supports every frame": None,
    "Reference images: Supports up to 14 images via `referenceImages`": [
        ((F, "referenceImages", "items"), "image"),
        ((F, "referenceImages", "count"), [1, 14]),
    ],
    "Reference images: 1-4 images (optional)": [
        ((F, "referenceImages", "items"), "image"),
        ((F, "referenceImages", "count"), [1, 4]),
        ((F, "referenceImages", "required"), False),
    ],
    "Reference images: Supports single image for image-to-video": [
        ((F, "referenceImages", "items"), "image"),
        ((F, "referenceImages", "count"), [1, 1]),
    ],
    "Reference images: Supports `inputs.references` with typed image roles (`asset` or `style`)": [
        (
            (F, "inputs.references", "items"),
            {"shape": {"image": {"type": "image"}, "type": {"enum": ["asset", "style"]}}},
        )
    ],
    "Input audios: Supports `inputAudios` with 1 audio file (required)": [
        ((F, "inputAudios", "items"), "audio"),
        ((F, "inputAudios", "count"), [1, 1]),
        ((F, "inputAudios", "required"), True),
    ],
    "Seed image: Required for image-to-video": [
        ((F, "seedImage", "type"), "image"),
        ((F, "seedImage", "required"), {"in": ["image-to-video"]}),
    ],
    "Input image requirements: JPEG, PNG, WebP formats, max 10 MB, sides from 300 to 2048 px": [
        ((*IMAGE, "formats"), ["JPEG", "PNG", "WEBP"]),
        ((*IMAGE, "bytes"), "10MB"),
        ((*IMAGE, "side"), [300, 2048]),
    ],
    "Input image requirements: Aspect ratio between 1:2.5 and 2.5:1": [((*IMAGE, "ratio"), ["2:5", "5:2"])],
    "Audio input requirements: Maximum 30 seconds duration (15 seconds recommended)": [
        (("media", "audio", "seconds"), [None, 30])
    ],
    "Input video requirements: 3-10 seconds, up to 100MB, MP4 or MOV": [
        (("media", "video", "seconds"), [3, 10]),
        (("media", "video", "bytes"), "100MB"),
        (("media", "video", "formats"), ["MP4", "MOV"]),
    ],
    "Input image requirements: No cats": None,
    "Mood: calm, wild (default: calm)": [((S, "mood", "enum"), ["calm", "wild"]), ((S, "mood", "default"), "calm")],
    "`mood`: `ON`, `OFF` (default: `ON`)": [((S, "mood", "enum"), ["ON", "OFF"]), ((S, "mood", "default"), "ON")],
    "`glow`: Lights the picture (boolean, default: false)": [
        ((S, "glow"), {}),
        ((S, "glow", "type"), "boolean"),
        ((S, "glow", "default"), False),
    ],
    "`brushWidth`: How wide the brush is, from 1 to 9 (default: 3)": [
        ((S, "brushWidth"), {}),
        ((S, "brushWidth", "range"), [1, 9]),
        ((S, "brushWidth", "default"), 3),
    ],
    "Glow: Enabled by default": [((S, "glow", "type"), "boolean"), ((S, "glow", "default"), True)],
    "Mood: Only available for image-to-video": [
        (RULES, {"when": {"not": {"workflow": "image-to-video"}}, "forbid": ["provider.mood"]})
    ],
    "Combined limit: Reference images + sequential images cannot exceed 15 total": [
        (RULES, {"total": {"of": ["referenceImages", "provider.maxSequentialImages"], "most": 15}})
    ],
    "Whiskers: 3-5": None,
    "Whiskers: long, short": None,
}


@pytest.mark.parametrize("text", BULLETS)
def test_a_form_of_a_bullet_says_what_it_says(text: str) -> None:
    outcome = read_bullets([Item(text, 1)], NAMES)
    expected = BULLETS[text]
    (line,) = outcome.lines
    assert line.fate is (Fate.UNKNOWN if expected is None else Fate.UNDERSTOOD)
    told = [
        (said.path, said.value) for _, said, _ in outcome.told if said.path[0] != NOTE and said.path[-1] != "labels"
    ]
    assert told == (expected or [])


SENTENCES: dict[str, Json] = {
    "When using `frameImages`, the `width` and `height` parameters are not supported.": {
        "when": {"has": "frameImages"},
        "forbid": ["width", "height"],
    },
    "The `width` and `height` parameters are ignored when `frameImages` is provided.": {
        "when": {"has": "frameImages"},
        "forbid": ["width", "height"],
        "level": "warn",
    },
    "`mood` and `glow` cannot be used together.": {"at_most_one": ["provider.mood", "provider.glow"]},
    "Reference images cannot be used together with frame images.": {"at_most_one": ["referenceImages", "frameImages"]},
    "You must provide exactly one of `inputAudios` or `speech.text`.": {"exactly_one": ["inputAudios", "speech.text"]},
    "Either `inputAudios` or `speech.text` must be provided, but not both.": {
        "exactly_one": ["inputAudios", "speech.text"]
    },
    "At least one of `inputAudios` or `speech.text` is required.": {
        "when": {"lacks": "inputAudios"},
        "require": ["speech.text"],
    },
    "`speech.text` requires `speech.voice`.": {"when": {"has": "speech.text"}, "require": ["speech.voice"]},
    "When using `mood`, frame images must contain exactly one image.": {
        "when": {"has": "provider.mood"},
        "constrain": {"frameImages": {"count": [1, 1]}},
    },
    "1080p resolution only supports 5-second videos.": {
        "when": {"group": "1080p"},
        "constrain": {"duration": {"const": 5}},
    },
    "`glow` is only supported for 4-second videos.": {
        "when": {"provider.glow": True},
        "constrain": {"duration": {"const": 4}},
    },
    "`mood` is only available for text-to-video and lip-sync.": {
        "when": {"not": {"any": [{"workflow": "text-to-video"}, {"workflow": "lip-sync"}]}},
        "forbid": ["provider.mood"],
    },
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_form_of_a_sentence_says_what_it_says(text: str) -> None:
    found = read_sentence(text, NAMES)
    assert found is not None
    assert [said.value for said in found[0]] == [SENTENCES[text]]


@pytest.mark.parametrize(
    "text",
    [
        "When using `moons`, `width` is required.",
        "`mood` should be chosen with care.",
        "The `moons` parameter is not supported.",
        "Exactly one of these must be given.",
    ],
)
def test_a_sentence_about_what_is_not_known_says_nothing(text: str) -> None:
    assert read_sentence(text, NAMES) is None
