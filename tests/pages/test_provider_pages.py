"""Provider pages: what is the same is no drift, and every edit that means something is found and named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from airsmith.docs.claims import Fate, Reading
from airsmith.docs.drift import drift
from airsmith.docs.finding import Drift, Kind
from airsmith.docs.facts import Shared, SpecFacts
from airsmith.docs.page import Page
from airsmith.docs.read import read_page
from airsmith.load.folder import SpecFolder

from docs_pages import Style, provider_page, saved_text
from support import FROZEN

CHANGED, NEW, VANISHED = Kind.CHANGED, Kind.NEW, Kind.VANISHED
CONTRADICTED, UNKNOWN = Kind.CONTRADICTED, Kind.UNKNOWN

DALLE2, DALLE3, GPT, SORA, PRO = "openai:2@2", "openai:2@3", "openai:1@1", "openai:3@1", "openai:3@2"


@cache
def specs() -> tuple[SpecFacts, ...]:
    return tuple(Shared(SpecFolder(FROZEN, "specs")).facts())


def reading(text: str) -> Reading:
    return read_page(Page.of("page.md", text.encode()))


def found(text: str) -> list[Drift]:
    page = Page.of("page.md", text.encode())
    return drift(read_page(page), specs(), page.url)


def told(differences: list[Drift]) -> set[tuple[Kind, str, str]]:
    return {(one.kind, one.air, one.subject) for one in differences}


STYLES = {
    "as it is": Style(),
    "no front matter": Style(front=False),
    "deeper headings": Style(level="#### "),
    "stars for bullets": Style(bullet="* "),
    "plus signs": Style(bullet="+ "),
    "a letter for the cross": Style(cross="x"),
    "blanks around the cross": Style(cross=" x "),
    "an en dash": Style(dash="–"),
    "words for the dash": Style(dash=" to "),
    "doubled colons": Style(colon=": :"),
    "no links": Style(links=False),
    "numbered headings": Style(level="### 1. ", links=False),
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_a_page_that_says_what_the_specs_say_is_no_drift(style: Style) -> None:
    text = provider_page(style)
    assert [one.message for one in found(text)] == []
    assert all(model.figures()[1:] == (0, 0) for model in reading(text).models)


def test_the_page_as_saved_from_a_browser_is_no_drift() -> None:
    assert [one.message for one in found(saved_text())] == []
    assert sum(model.figures()[0] for model in reading(saved_text()).models) == 20


def test_every_line_of_a_section_is_accounted_for() -> None:
    text = provider_page()
    lines = text.split("\n")
    read = reading(text)
    numbers = {line.number for model in read.models for line in model.lines} | {line.number for line in read.shared}
    inside = False
    for number, line in enumerate(lines, 1):
        inside = not inside if line.startswith("```") else inside
        if line.strip() and not inside and not line.startswith("```") and number > 5:
            assert number in numbers, line


@dataclass(frozen=True)
class Edit:
    """An edit of one model's section, and what must be found because of it."""

    name: str
    air: str
    old: str
    new: str
    expected: frozenset[tuple[Kind, str]]


def edit(name: str, air: str, old: str, new: str, *expected: tuple[Kind, str]) -> Edit:
    return Edit(name, air, old, new, frozenset(expected))


SORA_SIZES = "1280×720 (16:9), 720×1280 (9:16)"
PRO_SIZES = f"{SORA_SIZES}, 1792×1024 (7:4), 1024×1792 (4:7)"
INPUT = "Width and height between 300-2048 pixels, 20MB file size limit"

REAL = (
    edit("size added", DALLE2, "512×512,", "512×512, 768×768,", (NEW, "sizes")),
    edit("size removed", DALLE2, "256×256, ", "", (VANISHED, "sizes")),
    edit("size changed", DALLE2, "256×256", "288×288", (CHANGED, "sizes")),
    edit("wide size added", DALLE3, "1792×1024,", "1792×1024, 2048×1024,", (NEW, "sizes")),
    edit("size of a request removed", DALLE3, ", 1024×1792", "", (VANISHED, "sizes"), (CONTRADICTED, "sizes")),
    edit("sides swapped", GPT, "1536×1024, 1024×1536", "1536×1024, 1536×1536", (CHANGED, "sizes")),
    edit("ratio corrected", SORA, "720×1280 (9:16)", "720×1280 (4:7)", (CHANGED, "sizes")),
    edit("size with ratio added", SORA, SORA_SIZES, f"{SORA_SIZES}, 1024×1024 (1:1)", (NEW, "sizes")),
    edit("two sizes removed", PRO, PRO_SIZES, "1792×1024 (7:4), 1024×1792 (4:7)", (VANISHED, "sizes")),
    edit("sizes become a range", DALLE2, "256×256, 512×512, 1024×1024", "256-1024 pixels", (CHANGED, "sizes")),
    edit("sizes gone", DALLE2, "- Supported dimensions: 256×256, 512×512, 1024×1024.\n", "", (VANISHED, "sizes")),
    edit("sizes by groups with one more", SORA, f": {SORA_SIZES}.", ":\n  - **720p**: 1280×720, 720×1280.\n  - **1080p**: 1920×1080.", (NEW, "sizes")),
    edit("sizes follow from an input", SORA, SORA_SIZES, "Inferred from the first frame image", (CHANGED, "sizes")),
    edit("prompt longer", DALLE2, "1-1000", "1-2000", (CHANGED, "positivePrompt (length)")),
    edit("prompt shorter", GPT, "1-32000", "1-3200", (CHANGED, "positivePrompt (length)")),
    edit("prompt at least two", DALLE3, "1-4000", "2-4000", (CHANGED, "positivePrompt (length)")),
    edit("prompt only up to", DALLE3, "1-4000", "up to 5,000", (CHANGED, "positivePrompt (length)")),
    edit("prompt gone", SORA, "- Positive prompt: 1-4000 characters.\n", "", (VANISHED, "positivePrompt")),
    edit("prompt optional", SORA, "1-4000 characters", "1-4000 characters (optional)", (CHANGED, "positivePrompt (whether it is required)")),
    edit("prompt for a workflow", SORA, "1-4000 characters", "1-4000 characters (required for text-to-video, optional for other workflows)", (CHANGED, "positivePrompt (whether it is required)")),
    edit("negative prompt", SORA, "- Frame", "- Negative prompt: 2-2500 characters (optional).\n- Frame", (NEW, "negativePrompt (length)")),
    edit("duration added", SORA, "4, 8 or 12", "4, 8, 12 or 16", (NEW, "duration")),
    edit("duration removed", PRO, "4, 8 or 12", "8 or 12", (VANISHED, "duration")),
    edit("duration changed", PRO, "4, 8 or 12", "5, 8 or 12", (CHANGED, "duration")),
    edit("two durations added", SORA, "4, 8 or 12", "4, 8, 12, 16, or 20", (NEW, "duration")),
    edit("one duration is left", SORA, "4, 8 or 12", "8", (VANISHED, "duration"), (CONTRADICTED, "duration")),
    edit("duration a range", SORA, "4, 8 or 12 seconds", "4 to 12 seconds", (CHANGED, "duration")),
    edit("duration a range with steps", SORA, "4, 8 or 12 seconds", "1.5 to 12 seconds in 0.5 second increments", (CHANGED, "duration")),
    edit("duration has a default", SORA, "12 seconds", "12 seconds (default: 4)", (NEW, "duration (default)")),
    edit("duration by size", PRO, "4, 8 or 12 seconds", "4 or 8 seconds (all resolutions), 12 seconds (720p only)", (NEW, "rule")),
    edit("frame rate", SORA, "- Duration", "- Frame rate: 24 FPS.\n- Duration", (NEW, "fps")),
    edit("guidance", DALLE2, "- Supported", "- CFG Scale: 1-10 (default: 5.5).\n- Supported", (NEW, "CFGScale"), (NEW, "CFGScale (default)")),
    edit("steps", GPT, "- Supported", "- Steps: 20-50.\n- Supported", (NEW, "steps")),
    edit("value renamed", DALLE3, "HD, standard", "ultra, standard", (CHANGED, "setting quality"), (CONTRADICTED, "setting quality")),
    edit("value added", DALLE3, "HD, standard", "HD, ultra, standard", (NEW, "setting quality")),
    edit("value removed", GPT, ", medium", "", (VANISHED, "setting quality")),
    edit("style renamed", DALLE3, "Vivid, natural", "Vivid, organic", (CHANGED, "setting style"), (CONTRADICTED, "setting style")),
    edit("background added", GPT, "Transparent, opaque", "Transparent, opaque, auto", (NEW, "setting background")),
    edit("default moved", GPT, "Auto (default), high", "Auto, high (default)", (CHANGED, "setting quality (default)")),
    edit("default gone", GPT, " (default)", "", (VANISHED, "setting quality (default)")),
    edit("default stated", DALLE3, "Vivid, natural", "Vivid (default), natural", (NEW, "setting style (default)")),
    edit("setting gone", DALLE3, "- Style options: Vivid, natural.\n", "", (VANISHED, "setting style")),
    edit("setting listed", DALLE3, "style).", "style), `seed`.", (NEW, "setting seed")),
    edit("setting added", GPT, "background).", "background), [`moderation`](/docs/reference#moderation).", (NEW, "setting moderation")),
    edit("frame added", SORA, "Supports first frame", "Supports first and last frame", (NEW, "frames")),
    edit("frame changed", PRO, "first frame", "last frame", (CHANGED, "frames")),
    edit("frames gone", SORA, "- Frame images: Supports first frame for `frameImages`.\n", "", (VANISHED, "frames")),
    edit("references", PRO, "- Duration", "- Reference images: Supports up to 4 images via `referenceImages`.\n- Duration", (NEW, "referenceImages (number of items)"), (NEW, "referenceImages (items)")),
    edit("larger files", SORA, "20MB", "25MB", (CHANGED, "input image files (bytes)")),
    edit("smaller sides", SORA, "300-2048", "256-2048", (CHANGED, "input image files (side)")),
    edit("larger sides", PRO, "300-2048", "300-4096", (CHANGED, "input image files (side)")),
    edit("file size gone", PRO, ", 20MB file size limit", "", (VANISHED, "input image files (bytes)")),
    edit("formats", PRO, "20MB file size limit", "20MB file size limit, JPG or PNG format", (NEW, "input image files (formats)")),
    edit("input limits gone", SORA, f"- Input image requirements: {INPUT}.\n", "", (VANISHED, "input image files")),
    edit("workflow added", SORA, "Text-to-video, image-to-video", "Text-to-video, image-to-video, video-to-video", (NEW, "workflows")),
    edit("workflow removed", PRO, "Text-to-video, image-to-video", "Text-to-video", (VANISHED, "workflows")),
    edit("workflow renamed", DALLE2, "Text-to-image", "Image-to-image", (CHANGED, "workflows")),
    edit("model renamed", DALLE2, "[DALL·E 2]", "[DALL·E 2 Classic]", (CHANGED, "name")),
    edit("a rule", SORA, "\nText-to-video\n", "\nWhen using `frameImages`, the `width` and `height` parameters are not supported.\n\nText-to-video\n", (NEW, "rule")),
    edit("a weaker rule", SORA, "\nText-to-video\n", "\nWhen using `frameImages`, the `width` and `height` parameters should not be specified.\n\nText-to-video\n", (NEW, "rule")),
    edit("an exclusion", PRO, "\nText-to-video\n", "\n`frameImages` cannot be used together with `duration`.\n\nText-to-video\n", (NEW, "rule")),
    edit("a limit said twice and differently", GPT, "**Provider-specific", "Long prompts (up to 16,000 characters) are welcome.\n\n**Provider-specific", (CONTRADICTED, "positivePrompt (length)")),
    edit("request changed", SORA, '"duration": 8', '"duration": 4', (CHANGED, "examples")),
    edit("request breaks a limit", SORA, '"duration": 8', '"duration": 9', (CHANGED, "examples"), (CONTRADICTED, "duration")),
    edit("request gone", DALLE2, '"model": "openai:2@2"', '"model": "openai:2@9"', (VANISHED, "examples")),
)  # fmt: skip

WORDING = (
    edit("between", DALLE2, "1-1000 characters", "Between 1 and 1,000 characters"),
    edit("from to", DALLE2, "1-1000 characters", "from 1 to 1000 characters long"),
    edit("ends named", DALLE2, "1-1000 characters", "minimum 1, maximum 1000 characters"),
    edit("bullet split", DALLE2, "- Positive prompt: 1-1000 characters.", "- Minimum positive prompt length: 1 character.\n- Maximum positive prompt length: 1000 characters."),
    edit("no colon", DALLE2, "Positive prompt:", "Positive prompt"),
    edit("colon twice", DALLE2, "Positive prompt:", "Positive prompt: :"),
    edit("label in bold", DALLE2, "- Positive prompt:", "- **Positive prompt**:"),
    edit("label bold with its colon", DALLE2, "- Positive prompt:", "- **Positive prompt:**"),
    edit("prompt for short", DALLE2, "Positive prompt:", "Prompt:"),
    edit("resolutions", DALLE3, "Supported dimensions", "Supported resolutions"),
    edit("available sizes", DALLE3, "Supported dimensions", "Available sizes"),
    edit("or before the last size", DALLE3, "1792×1024, 1024×1792", "1792×1024 or 1024×1792"),
    edit("pixels behind", DALLE3, "1024×1024, 1792", "1024×1024 px, 1792"),
    edit("sizes in another order", DALLE3, "1024×1024, 1792×1024, 1024×1792", "1792×1024, 1024×1024, 1024×1792"),
    edit("sizes in two bullets", DALLE3, ", 1024×1792.", ".\n- Additional dimensions: 1024×1792."),
    edit("ratios before sizes", SORA, SORA_SIZES, "16:9 (1280×720), 9:16 (720×1280)"),
    edit("ratios left out", SORA, SORA_SIZES, "1280×720, 720×1280"),
    edit("sizes below one another", SORA, f": {SORA_SIZES}.", ":\n  - 1280×720 (16:9)\n  - 720×1280 (9:16)"),
    edit("slashes", SORA, "4, 8 or 12 seconds", "4/8/12 seconds"),
    edit("unit repeated", SORA, "4, 8 or 12 seconds", "4s, 8s, or 12s"),
    edit("comma before or", SORA, "4, 8 or 12 seconds", "4, 8, or 12 seconds"),
    edit("either", SORA, "4, 8 or 12 seconds", "Either 4, 8 or 12 seconds"),
    edit("video length", SORA, "Duration:", "Video length:"),
    edit("words of a list", DALLE3, "HD, standard", "HD or standard"),
    edit("case of words", DALLE3, "Vivid, natural", "vivid, Natural"),
    edit("words as code", DALLE3, "HD, standard", "`hd`, `standard`"),
    edit("default behind", GPT, "Auto (default), high, medium, low", "Auto, high, medium, low (default: auto)"),
    edit("no options", GPT, "Quality options", "Quality"),
    edit("start frame", SORA, "Supports first frame", "Supports the start frame"),
    edit("frame only", SORA, "first frame for", "first frame only for"),
    edit("clauses swapped", SORA, INPUT, "20MB file size limit, width and height between 300-2048 pixels"),
    edit("limit in words", SORA, "20MB file size limit", "maximum file size: 20 MB"),
    edit("side by side", SORA, "Width and height between 300-2048 pixels", "each side from 300 to 2048 px"),
    edit("limits in two bullets", SORA, f"requirements: {INPUT}.", "requirements: Width and height between 300-2048 pixels.\n- Input image file size: Up to 20MB."),
    edit("limits below", SORA, f": {INPUT}.", ":\n  - Width and height: 300-2048 pixels\n  - File size: up to 20MB"),
    edit("workflows with and", SORA, "Text-to-video, image-to-video", "Text to video and image to video"),
    edit("workflows as bullets", SORA, ": Text-to-video, image-to-video.", ":\n\n- Text-to-video\n- Image-to-video"),
    edit("id without code", SORA, "`openai:3@1`.", "openai:3@1"),
    edit("label without bold", SORA, "**Model AIR ID**:", "Model AIR ID:"),
    edit("heading of the bullets", SORA, "**Technical specifications**:", "#### Specifications"),
    edit("heading of the model in bold", SORA, "### [Sora 2](#sora-2)", "### **Sora 2**"),
    edit("settings as a heading", GPT, "**Provider-specific settings**:", "#### Provider-specific settings"),
    edit("description", SORA, "Makes videos", "Creates new videos"),
    edit("a sentence about nothing", SORA, "\nText-to-video\n", "\nMotion follows the laws of physics closely.\n\nText-to-video\n"),
    edit("a limit said twice", GPT, "**Provider-specific", "Long prompts (up to 32,000 characters) are welcome.\n\n**Provider-specific"),
    edit("sizes come together", SORA, "\nText-to-video\n", "\n`width` and `height` must be used together.\n\nText-to-video\n"),
    edit("language of the code", SORA, "```\n{", "```json\n{"),
    edit("trailing comma", SORA, '"height": 720\n', '"height": 720,\n'),
)  # fmt: skip

REPORTED = (
    edit("a new kind of bullet", SORA, "- Duration", "- Temporal coherence: 3 of 5 levels.\n- Duration", (UNKNOWN, "line")),
    edit("a condition nobody knows", SORA, "12 seconds", "12 seconds (on weekdays)", (UNKNOWN, "line")),
    edit("numbers without meaning", DALLE2, "1-1000 characters", "1-1000 parrots", (UNKNOWN, "line")),
    edit("a size among words", DALLE2, "1024×1024.", "1024×1024 where available.", (UNKNOWN, "line")),
    edit("a value with a condition", DALLE3, "natural.", "natural (square pictures only).", (UNKNOWN, "line")),
    edit("a rule outside the grammar", SORA, "\nText-to-video\n", "\nVideos must not show more than three moons.\n\nText-to-video\n", (UNKNOWN, "line")),
    edit("a rule about nothing known", SORA, "\nText-to-video\n", "\nWhen `moons` is provided, `duration` is required.\n\nText-to-video\n", (UNKNOWN, "line")),
    edit("code that is no JSON", SORA, '"duration": 8,', '"duration" 8', (UNKNOWN, "line"), (VANISHED, "examples")),
)  # fmt: skip


def edited(one: Edit) -> str:
    """The page with the edit made in the section of its model."""
    text = provider_page()
    start = text.rindex("\n#", 0, text.index(f"`{one.air}`"))
    end = next((at for at in (text.find("\n## ", start + 9), text.find("\n### ", start + 9)) if at > 0), len(text))
    end = min(at for at in (text.find("\n## ", start + 9), text.find("\n### ", start + 9), len(text)) if at > 0)
    section = text[start:end]
    assert one.old in section, one.old
    return text[:start] + section.replace(one.old, one.new, 1) + text[end:]


@pytest.mark.parametrize("one", REAL, ids=lambda one: one.name)
def test_a_real_change_is_found_and_named(one: Edit) -> None:
    assert told(found(edited(one))) == {(kind, one.air, subject) for kind, subject in one.expected}


@pytest.mark.parametrize("one", WORDING, ids=lambda one: one.name)
def test_wording_is_no_change(one: Edit) -> None:
    assert [difference.message for difference in found(edited(one))] == []


@pytest.mark.parametrize("one", REPORTED, ids=lambda one: one.name)
def test_what_is_not_surely_understood_is_reported(one: Edit) -> None:
    assert told(found(edited(one))) == {(kind, one.air, subject) for kind, subject in one.expected}


def test_a_model_that_is_new_and_one_that_has_gone_are_named() -> None:
    renamed = provider_page().replace("openai:3@2", "openai:4@1").replace("Sora 2 Pro", "Sora 3")
    assert told(found(renamed)) == {(NEW, "openai:4@1", "model"), (VANISHED, "openai:3@2", "model")}


def test_a_page_of_other_models_misses_none_of_these() -> None:
    text = provider_page().replace(
        "https://runware.ai/docs/en/providers/openai", "https://runware.ai/docs/en/providers/acme"
    )
    assert told(found(text.replace("openai:", "acme:"))) == {
        (NEW, f"acme:{air.partition(':')[2]}", "model") for air in (DALLE2, DALLE3, GPT, SORA, PRO)
    }


def test_an_id_that_cannot_be_read_is_reported_with_its_model() -> None:
    text = provider_page().replace("`openai:3@2`.", "to be announced.")
    assert told(found(text)) == {(UNKNOWN, "", "line"), (VANISHED, "openai:3@2", "model")}


def test_a_section_of_two_models_is_read_for_both() -> None:
    text = provider_page().replace("`openai:2@3`.", "`openai:2@3` (standard), `openai:2@4` (fast).")
    assert told(found(text)) == {(NEW, "openai:2@4", "model")}


def test_a_difference_says_where_both_sides_stand() -> None:
    one = next(one for one in REAL if one.name == "duration added")
    (difference,) = found(edited(one))
    assert difference.message == "Sora 2: duration: the page adds 16"
    assert edited(one).split("\n")[difference.line - 1] == "- Duration: 4, 8, 12 or 16 seconds."
    assert str(difference.spec).startswith("specs/openai/sora-2.yaml:13:")


def test_all_edits_together_are_enough() -> None:
    assert len(REAL) + len(WORDING) + len(REPORTED) >= 100


def test_requests_are_read_as_they_stand() -> None:
    for model in reading(provider_page()).models:
        stored = {spec.air: spec for spec in specs()}[model.air].examples()
        assert [json.loads(one.text) for one in model.requests] == [json.loads(str(one["request"])) for one in stored]
        assert not [line for line in model.lines if line.fate is Fate.UNKNOWN]


def test_pages_are_not_needed_from_anywhere_else() -> None:
    assert not [path for path in Path(__file__).parent.rglob("*") if path.suffix in (".md", ".html")]
