"""Further forms of bullets and sentences, and settings defined in other ways than the pages known best."""

from __future__ import annotations

import pytest

from airsmith.docs.blocks import Item
from airsmith.docs.bullet_lines import read_bullets
from airsmith.docs.claims import Fate
from airsmith.docs.names import Names
from airsmith.docs.page import Page
from airsmith.docs.read import read_page
from airsmith.docs.sentences import read_sentence, with_subject
from airsmith.docs.sentences.limits import DEFINED
from airsmith.meaning.values import Json

NAMES = Names(
    "acme:brush@2",
    "acme",
    "Brush 2",
    frozenset({"referenceImages", "seedImage", "maskImage", "inputAudios"}),
    frozenset({"mood", "brushWidth", "glow", "effect", "cameraMovement", "styleReferenceImages", "pace"}),
    aliases={DEFINED: "provider.pace"},
    workflows=("text-to-video", "image-to-video"),
    sizes=((512, 512, "512p"), (1366, 768, "768p"), (1920, 1080, "1080p")),
)
F, S, D = "fields", "providerSettings", "dimensions"
RULES, NOTES, IMAGE = ("rules",), ("notes",), ("media", "image")

BULLETS: dict[str, list[tuple[tuple[str, ...], Json]] | None] = {
    "Supported dimensions: 256-1440 pixels (width and height, must be divisible by 32)": [
        ((D, "range"), [256, 1440]),
        ((D, "step"), 32),
    ],
    "Supported dimensions: 256×256 to 1440×1440 (multiples of 32)": [
        ((D, "range"), {"width": [256, 1440], "height": [256, 1440]}),
        ((D, "step"), 32),
    ],
    "Supported dimensions: Width: 512-2048, height: 512-1024 (multiples of 64)": [
        ((D, "range"), {"width": [512, 2048], "height": [512, 1024]}),
        ((D, "step"), 64),
    ],
    "Supported dimensions: Custom dimensions between 512 and 2048 pixels": [((D, "range"), [512, 2048])],
    "Maximum resolution: 2048×2048": [((D, "range"), {"width": [None, 2048], "height": [None, 2048]})],
    "Supported dimensions (1K): 512×1536 (1:3), 576×1408": [((D, "groups"), {"1K": ["512x1536 1:3", "576x1408"]})],
    "Supported resolutions: 1366×768 (6 or 10 seconds), 1920×1080 (6 seconds only)": [
        ((D, "pairs"), ["1366x768", "1920x1080"]),
        (RULES, {"when": {"duration": 10}, "constrain": {D: {"pairs": ["1366x768"]}}}),
    ],
    "Output size: Same as the seed image": [((D, "from"), "seedImage")],
    "Required parameters: `seedImage`, `maskImage`": [
        ((F, "seedImage", "required"), True),
        ((F, "maskImage", "required"), True),
    ],
    "Seed image: Required via `seedImage`": [
        ((F, "seedImage", "type"), "image"),
        ((F, "seedImage", "required"), True),
    ],
    "Mask image: `maskImage` required, must match the dimensions of the seed image": [
        ((F, "maskImage", "type"), "image"),
        ((F, "maskImage", "required"), True),
    ],
    "Reference images: Optional, up to 4 images": [
        ((F, "referenceImages", "items"), "image"),
        ((F, "referenceImages", "count"), [1, 4]),
        ((F, "referenceImages", "required"), False),
    ],
    "Style reference images: Up to 4 images via `styleReferenceImages`": [
        ((S, "styleReferenceImages", "items"), "image"),
        ((S, "styleReferenceImages", "count"), [1, 4]),
    ],
    "Audio input: Supports `inputAudios` with 1 audio file (3-30 seconds, 15MB max)": [
        ((F, "inputAudios", "items"), "audio"),
        ((F, "inputAudios", "count"), [1, 1]),
        (("media", "audio", "seconds"), [3, 30]),
        (("media", "audio", "bytes"), "15MB"),
    ],
    "Input formats: JPEG, PNG (RGB, CMYK)": [((*IMAGE, "formats"), ["JPEG", "PNG"])],
    "Number of results: Multiples of 4 (default: 4, max: 20)": [
        ((F, "numberResults", "range"), [4, 20]),
        ((F, "numberResults", "step"), 4),
        ((F, "numberResults", "default"), 4),
    ],
    "Number of results: Must be a multiple of 4 (4, 8, 12)": [((F, "numberResults", "enum"), [4, 8, 12])],
    "Steps: Default 30, maximum 50": [((F, "steps", "range"), [None, 50]), ((F, "steps", "default"), 30)],
    "Duration: 6 seconds at 1080p, 6 or 10 seconds at 768p": [
        ((F, "duration", "enum"), [6, 10]),
        (RULES, {"when": {"duration": 6}, "constrain": {D: {"pairs": ["1920x1080", "1366x768"]}}}),
        (RULES, {"when": {"duration": 10}, "constrain": {D: {"group": "768p"}}}),
    ],
    "Duration: 6 or 10 seconds (10 seconds not available at 1080p)": [
        ((F, "duration", "enum"), [6, 10]),
        (RULES, {"when": {"duration": 10}, "constrain": {D: {"pairs": ["512x512", "1366x768"]}}}),
    ],
    "Output formats: JPG, PNG": [((F, "outputFormat", "enum"), ["JPG", "PNG"])],
    "Glow: Optional via `glow` (default: true)": [((S, "glow", "type"), "boolean"), ((S, "glow", "default"), True)],
    "Mood: Controlled via `mood`": [((S, "mood"), {})],
    "Mood: Cheerful": None,
    "LoRA: Not supported": [((F, "lora", "supported"), False)],
    "Camera control: Supports 15 camera commands in the prompt, such as [Pan left]": [],
    "Languages: English and Chinese": [],
    "Frame images: Supports every frame": None,
    "Input image requirements: Total pixels below 16 million": None,
}


@pytest.mark.parametrize("text", BULLETS)
def test_a_form_of_a_bullet_says_what_it_says(text: str) -> None:
    outcome = read_bullets([Item(text, 1)], NAMES)
    expected = BULLETS[text]
    assert {line.fate for line in outcome.lines} == {Fate.UNKNOWN if expected is None else Fate.UNDERSTOOD}
    told = [(said.path, said.value) for _, said, _ in outcome.told if said.path != NOTES and said.path[-1] != "labels"]
    assert told == (expected or [])


def test_a_size_that_one_workflow_has_leaves_the_others_without_it() -> None:
    children = (Item("**512p**: 512×512 (1:1) (image-to-video only).", 2), Item("**768p**: 1366×768.", 3))
    outcome = read_bullets([Item("Supported dimensions:", 1, children)], NAMES)
    assert [said.value for _, said, _ in outcome.told] == [
        {"512p": ["512x512 1:1"], "768p": ["1366x768"]},
        {"when": {"workflow": "text-to-video"}, "constrain": {D: {"pairs": ["1366x768", "1920x1080"]}}},
    ]


SENTENCES: dict[str, list[Json]] = {
    "Note: effects and camera movements cannot be used simultaneously.": [
        {"at_most_one": ["provider.effect", "provider.cameraMovement"]}
    ],
    "`mood` is incompatible with `glow`.": [{"at_most_one": ["provider.mood", "provider.glow"]}],
    "`mood` requires `glow` to be `true`.": [
        {"when": {"has": "provider.mood"}, "require": ["provider.glow"]},
        {"when": {"has": "provider.mood"}, "constrain": {"provider.glow": {"const": True}}},
    ],
    "Width and height are not supported: the output follows the seed image.": [False, False],
    "`fast` mode is only available for 5 second videos and is not supported at 1080p.": [
        {
            "when": {"provider.pace": "fast"},
            "constrain": {"duration": {"const": 5}, D: {"pairs": ["512x512", "1366x768"]}},
        }
    ],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_form_of_a_sentence_says_what_it_says(text: str) -> None:
    found = read_sentence(text, NAMES)
    assert found is not None
    assert [said.value for said in found[0]] == SENTENCES[text]


def test_a_sentence_that_goes_on_with_a_limit_is_not_cut_short() -> None:
    assert read_sentence("Width and height are not supported: they must be 512.", NAMES) is None


def test_what_stands_below_the_name_of_a_setting_is_about_it() -> None:
    assert with_subject("Mutually exclusive with `b`.", "`a`") == "`a` is mutually exclusive with `b`."


PAGE = """
## Image models

`providerSettings` » `acme` object
:   Settings of Acme.

       Properties

    `providerSettings` » `acme` » `mood` string Default: CALM
    :   The mood of the picture.

        **Available values for 2.0 models:**

        - `CALM`: Quiet.
        - `WILD`: Loud.

        **Available values for 1.0/1.5 models:**

        - `CALM`: Quiet.

    `providerSettings` » `acme` » `brush` string
    :   What it is painted with.

        Available brushes:

        - `fine hair` Thin lines.
        - `sponge` Dabs.

    `providerSettings` » `acme` » `stamp` string
    :   A stamp. This parameter is only available for 2.0 models (acme:2@0).

        **Available values**:

        `SUN`, `MOON`

    `providerSettings` » `acme` » `moodImages` string[] Max: 3
    :   Pictures of the mood.

    `providerSettings` » `acme` » `palette` object
    :   Colours.

        **Object properties:**

        - `name` (string, optional): A palette by its name. Available values: `EMBER`, `ICE`.
        - `members` (array, optional): Colours of your own.

        **Members array objects:**

        - `colour` (string, required): As in `#FF0000`.
        - `weight` (number, optional): How much of it, between 0.05 and 1.0.

### Brush 1.0

**Model AIR ID**: `acme:1@0`.

**Supported workflows**: Text-to-image, image-to-image (via reference images).

**Technical specifications**:

- Positive prompt: 1-80 characters.
- Supported dimensions: 512×512.
- Provider settings: `mood`, `brush`.

### Brush 2.0 Fine

**Model AIR ID**: `acme:2@0`.

**Supported workflows**: Text-to-image.

**Technical specifications**:

- Positive prompt: 1-80 characters.
- Supported dimensions: 512×512.
- Provider settings: `mood`, `stamp`, `moodImages`, `palette`.
"""


def test_settings_are_read_in_the_ways_other_pages_define_them() -> None:
    reading = read_page(Page.of("page.md", PAGE.encode()))
    assert [line.text for model in reading.models for line in model.lines if line.fate is Fate.UNKNOWN] == []
    first, second = ({claim.path: claim.value for claim in model.claims} for model in reading.models)
    assert first[("workflows",)] == ["text-to-image", "image-to-image"]
    assert first[(S, "mood", "enum")] == ["CALM"]
    assert first[(S, "brush", "enum")] == ["fine hair", "sponge"]
    assert second[(S, "mood", "enum")] == ["CALM", "WILD"]
    assert second[(S, "stamp", "enum")] == ["SUN", "MOON"]
    assert (second[(S, "moodImages", "items")], second[(S, "moodImages", "count")]) == ("image", [None, 3])
    weight = {"type": "number", "range": [0.05, 1], "required": False}
    assert second[(S, "palette", "shape")] == {
        "name": {"enum": ["EMBER", "ICE"], "required": False},
        "members": {
            "items": {"shape": {"colour": {"type": "string", "required": True}, "weight": weight}},
            "required": False,
        },
    }
