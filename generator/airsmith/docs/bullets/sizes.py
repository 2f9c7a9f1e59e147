"""`Supported dimensions: 1280×720 (16:9).`, groups of them, ranges, and sizes that follow from an input."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from ...meaning.values import Json
from ..claims import Said
from ..names import Names
from ..phrases import NUMBER, amount, ended, number, split_asides, tidy, words_list
from ..vocabulary import FRAMES
from .asides import workflows
from .base import Bullet, Sayings, bare, note, rule
from .scopes import Scope, scoped_rules

_LABEL: Final = re.compile(
    r"(?:(?:all |other |further |additional |more |also )?(?:max(?:imum)? |supported |available |allowed |valid |possible "
    r"|accepted |output |image "
    r"|video |native |custom )*)(?:dimensions?|resolutions?|sizes?)(?: options?| support(?:ed)?)?"
    r"|(?:supported |allowed )?aspect ratios?(?: and (?:dimensions?|resolutions?))?|(?:image |video "
    r"|output )*(?:dimensions|resolution)s?|widths?(?:/| and | & )heights?",
    re.IGNORECASE,
)
_SIZE: Final = re.compile(r"(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?(?: ?\(([^()]*)\))?", re.I)
_RATIO_FIRST: Final = re.compile(
    r"(\d+:\d+) ?(?::|\(|=|->|→|-|at)? ?(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?\)?", re.I
)
_RATIO: Final = re.compile(r"\d{1,3}:\d{1,3}")
_SHAPE: Final = re.compile(
    r"(?:[\s,;/-]|\b(?:default|recommended|ratio|square|landscape|portrait|vertical|horizontal|(?:ultra-?)?wide(?:screen)?"
    r"|standard|classic|cinema(?:tic|scope)?|panorama|panoramic|tall|tv|photo|social|story|stories|mobile|desktop|banner"
    r"|full|[FQU]?HD|SD|\d{3,4}p|\d(?:\.\d)?K)\b)*",
    re.I,
)
"""What a size looks like and is good for; anything else in its brackets may say where it counts."""
_TIMED: Final = re.compile(r"(\d{2,5}) ?x ?(\d{2,5})(?: \((\d+:\d+)\))? \(([^()]*?\bseconds?)(?: only)?\)", re.I)
_PADDING: Final = re.compile(r"[,;./|\s]+|\b(?:and|or|only|fixed|exactly|either|at|pixels|px)\b", re.I)
_SPAN: Final = re.compile(
    r"(?:any (?:size|dimensions?|resolution)s? )?(?:from |between )?(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px"
    r"|pixels))? ?(?:-|to|and|up to) "
    r"?(\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?",
    re.I,
)
_MOST: Final = re.compile(r"(?:up to|max(?:imum)?(?: of)?|at most) (\d{2,5}) ?x ?(\d{2,5})(?: ?(?:px|pixels))?", re.I)
_SIDES: Final = re.compile(
    r"\A(?:(?:custom|any|all) (?:dimensions?|sizes?|resolutions?) |(?:custom |any )?(?:widths? and heights?|width/height|each (?:side|dimension)|both (?:sides"
    r"|dimensions))\b:? ?)"
    r"|,?\s*(?:for (?:both )?(?:width and height|dimensions)|per (?:side|dimension)|on each side)\Z",
    re.I,
)
_STEPPED: Final = re.compile(r"(?:(?:must|should) be )?(?:in |an? )?(?:multiples?|divisible|steps|increments)\b", re.I)
_STEPPED_BEHIND: Final = re.compile(
    r"\d ?(?:px|pixels)?, (?:(?:must|should) be )?(?:in )?(?:multiples|divisible|steps|increments)\b[^,]*\Z", re.I
)
_EACH: Final = re.compile(r"width:? (.+?)[,;]? (?:and )?height:? (.+)", re.I)
_DERIVED: Final = re.compile(
    r"(?:the )?(?:output )?(?:aspect ratio|dimensions?|resolution|size)?s? ?(?:is |are )?(?:automatically )?(?:the )?"
    r"(?:same as|inherit(?:s|ed)|inferred|derived|match(?:es|ed)?|determined|taken|follows?|based)(?: (?:from|by|on|to))? "
    r"(?:the )?(.+?)(?:'s?)?(?: (?:aspect ratio|dimensions?|resolution|size)(?: and (?:dimensions?|resolution))?)?",
    re.I,
)
_IGNORED: Final = re.compile(
    r"`?width`?(?:/| and |, ?)`?height`?(?: parameters?)?(?: are)? (ignored|not supported|not used)", re.I
)
_REMARK: Final = re.compile(r"up to \d+k(?: resolution)?|.*\brecommended\b.*", re.I)

_GROUP: Final = re.compile(r"\b(?:\d{3,4}p|\d(?:\.\d)?K)\b(?= ?[:(-])", re.I)
_GROUPED: Final = re.compile(r"(\d{3,4}p|\d(?:\.\d)?K) ?(?:[:-] ?|\()(.*?)\)?", re.I)
_LINES: Final = re.compile(r"\d{3,4}p|\d(?:\.\d)?K", re.I)
"""A size by its name alone, which names no pixels."""

_UNSAYABLE: Final = re.compile(
    r"(?:up to |max(?:imum)? )?\d+(?:\.\d+)? ?(?:megapixels?|MP)(?: total)?|(?:automatic|flexible|variable|any"
    r"|auto)(?:ally)?\b[^\d]*",
    re.I,
)
"""Sizes that the language has no words for, or that are no limit; they are kept as notes."""

Row: TypeAlias = tuple[int, int, str]


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """The sizes a model takes."""
    if not is_label(bullet.label):
        return None
    if bullet.children:
        return _children(bullet, names)
    _, grouped = split_asides(bullet.label)
    if grouped:
        found = rows(bare(bullet.body)) if len(grouped) == 1 and _LINES.fullmatch(grouped[0]) else None
        return (Said(("dimensions", "groups"), {grouped[0]: written(found)}),) if found else None
    if bullet.label.lower().startswith("max") and re.match(r"\d+ ?x", bullet.body, re.I):
        bullet = replace(bullet, body=f"up to {bullet.body}")
    if _UNSAYABLE.fullmatch(bare(bullet.body)):
        return (note(bullet.text),)
    core, asides = split_asides(bare(bullet.body))
    words = words_list(core) if all(aside.lower() == "default" for aside in asides) else [bullet.body]
    if all(_LINES.fullmatch(word) for word in words) or all(_RATIO.fullmatch(word) for word in words):
        return (note(bullet.text),)
    return (
        _listed(bullet.body)
        or _timed(bullet.body, names)
        or _grouped_inline(bullet.body)
        or _range(bullet.body)
        or _derived(bullet.body, names)
    )


def is_label(label: str) -> bool:
    """Whether a label announces sizes: all of them, or those of a name in brackets."""
    return bool(_LABEL.fullmatch(split_asides(label)[0]))


def rows(text: str) -> list[Row] | None:
    """Every size of a list with its ratio; None where anything else stands between them."""
    clean = tidy(text)
    found: list[tuple[int, Row]] = []
    for match in _RATIO_FIRST.finditer(clean):
        found.append((match.start(), (int(match[2]), int(match[3]), match[1])))
    rest = _RATIO_FIRST.sub(" ", clean) if found else clean
    for match in () if found else _SIZE.finditer(clean):
        aside = match[3] or ""
        ratio = _RATIO.search(aside)
        if not _SHAPE.fullmatch(_RATIO.sub("", aside, count=1)):
            return None
        found.append((match.start(), (int(match[1]), int(match[2]), ratio[0] if ratio else "")))
    rest = rest if rest != clean else _SIZE.sub(" ", clean)
    return [row for _, row in found] if found and not _PADDING.sub("", rest) else None


def listed(body: str) -> list[Row]:
    """The sizes of a list, whatever says behind it where they count; none where it is no list."""
    timed = re.sub(r" \([^()]*\bseconds?(?: only)?\)", "", body, flags=re.I)
    return rows(_scope(timed)[0]) or []


def written(found: Sequence[Row]) -> list[Json]:
    """The sizes as a spec writes them."""
    return [f"{width}x{height} {ratio}".strip() for width, height, ratio in dict.fromkeys(found)]


def _listed(body: str) -> Sayings | None:
    found = rows(bare(body))
    return (Said(("dimensions", "pairs"), written(found)),) if found else None


def _timed(body: str, names: Names) -> Sayings | None:
    """`1366x768 (6 or 10 seconds), 1920x1080 (6 seconds only)`: sizes, and the durations each may have."""
    text = bare(body)
    matches = list(_TIMED.finditer(text))
    if not matches or _PADDING.sub("", _TIMED.sub(" ", text)):
        return None
    found = [(int(match[1]), int(match[2]), match[3] or "") for match in matches]
    entries = []
    for (width, height, _), match in zip(found, matches, strict=True):
        seconds = amount(match[4])
        if seconds is None or seconds.unit != "second" or not seconds.values:
            return None
        entries.append((seconds.values, seconds.limits(), Scope(sizes=((width, height),))))
    sized = replace(names, sizes=tuple((width, height, "") for width, height, _ in found))
    return (Said(("dimensions", "pairs"), written(found)), *scoped_rules("duration", entries, sized))


def _grouped_inline(body: str) -> Sayings | None:
    """`720p: 1280x720, 720x1280; 1080p: 1920x1080`, or with the sizes in brackets."""
    text = ended(body)
    starts = [match.start() for match in _GROUP.finditer(text)]
    if not starts or starts[0] > 0:
        return None
    groups: dict[str, Json] = {}
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        match = _GROUPED.fullmatch(text[start:end].strip(" ,;."))
        found = rows(match[2]) if match else None
        if match is None or not found:
            return None
        groups[match[1]] = written(found)
    return (Said(("dimensions", "groups"), groups),)


def _range(body: str) -> Sayings | None:
    core, inner = split_asides(bare(body))
    core, _, stepped = core.partition(", ") if _STEPPED_BEHIND.search(core) else (core, "", "")
    asides = [part for aside in (*inner, *([stepped] if stepped else [])) for part in aside.split(", ")]
    steps = [aside for aside in asides if _STEPPED.match(aside)]
    if any(not _sides_only(aside) for aside in asides if aside not in steps) or len(steps) > 1:
        return None
    if re.fullmatch(
        r"(?:between |from )?\d+(?:\.\d+)?:\d+(?:\.\d+)? ?(?:-|to|and) ?\d+(?:\.\d+)?:\d+(?:\.\d+)?", core, re.I
    ):
        return (note(f"Width to height {core[0].lower()}{core[1:]}"),)
    step = next((number(found[0]) for aside in steps for found in re.finditer(NUMBER, aside)), None)
    return _both_sides(bare(core), step) or _one_for_both(", ".join((bare(core), *steps)))


def _both_sides(core: str, step: int | float | None) -> Sayings | None:
    """Width and height with ends of their own."""
    most = _MOST.fullmatch(core)
    if most:
        upper: Json = {"width": [None, int(most[1])], "height": [None, int(most[2])]}
        return _spans(upper, step)
    span = _SPAN.fullmatch(core)
    if span:
        least_wide, least_high, most_wide, most_high = (int(span[group]) for group in (1, 2, 3, 4))
        sides: Json = {"width": [least_wide, most_wide], "height": [least_high, most_high]}
        return _spans(sides, step)
    each = _EACH.fullmatch(core)
    if each:
        wide, high = amount(bare(each[1])), amount(bare(each[2]))
        if wide and high and not wide.values and not high.values and wide.step == high.step:
            return _spans({"width": wide.ends, "height": high.ends}, wide.step if step is None else step)
    return None


def _one_for_both(core: str) -> Sayings | None:
    """One range that both sides have."""
    both = amount(bare(_SIDES.sub("", core)))
    if both is None or both.values or both.unit not in ("", "pixel") or None in both.ends:
        return None
    return _spans(both.ends, both.step)


def _sides_only(aside: str) -> bool:
    return bool(re.fullmatch(r"(?:both )?width (?:and|/|or) height|each side|per side", aside, re.I))


def _spans(ends: Json, step: int | float | None) -> Sayings:
    stepped = (Said(("dimensions", "step"), step),) if step is not None else ()
    return (Said(("dimensions", "range"), ends), *stepped)


def _children(bullet: Bullet, names: Names) -> Sayings | None:
    """Groups of sizes, or sizes of single workflows, in bullets of their own."""
    if bare(bullet.body).strip(" :"):
        return None
    if any(workflows(child.label) for child in bullet.children):
        return _by_workflow(bullet.children, names)
    groups: dict[str, Json] = {}
    plain: list[Row] = []
    scoped: list[tuple[list[Row], tuple[str, ...]]] = []
    for child in bullet.children:
        body, scope = _scope(bare(child.body))
        found = rows(body)
        if not found or child.children:
            return None
        scoped += [(found, scope)] if scope else []
        if _RATIO.fullmatch(child.label):
            plain += [(width, height, ratio or child.label) for width, height, ratio in found]
        elif child.label:
            groups[child.label] = written(found)
        else:
            plain += found
    rules = _elsewhere(scoped, names)
    if (groups and plain) or rules is None:
        return None
    listed = Said(("dimensions", "groups"), groups) if groups else Said(("dimensions", "pairs"), written(plain))
    return (listed, *rules)


def _scope(body: str) -> tuple[str, tuple[str, ...]]:
    """A list of sizes without the workflows behind it that alone have them: `512x512 (1:1) (image-to-video only)`."""
    match = re.fullmatch(r"(.+?) ?\(([^()\d]+?) only\)", body, re.I)
    found = workflows(match[2]) if match else ()
    return (match[1], found) if match and found else (body, ())


def _elsewhere(scoped: Sequence[tuple[list[Row], tuple[str, ...]]], names: Names) -> Sayings | None:
    """What the workflows that lack some sizes are left with."""
    rules: list[Said] = []
    for name in names.workflows if scoped else ():
        lacks = {row[:2] for found, scope in scoped if name not in scope for row in found}
        kept: Json = [f"{width}x{height}" for width, height, _ in names.sizes if (width, height) not in lacks]
        rules += [rule("constrain", {"dimensions": {"pairs": kept}}, {"workflow": name})] if lacks and kept else []
    known = all(name in names.workflows for _, scope in scoped for name in scope)
    return tuple(rules) if known and names.sizes else None if scoped else ()


def _by_workflow(children: Sequence[Bullet], names: Names) -> Sayings | None:
    sized: list[str] = []
    sizes: list[Row] = []
    own: list[tuple[tuple[str, ...], list[Row]]] = []
    said: list[Said] = []
    for child in children:
        scope = workflows(child.label)
        found = rows(bare(child.body))
        if not scope or child.children:
            return None
        if found:
            sizes += found
            sized += scope
            own.append((scope, found))
            continue
        derived = _derived_in(child.body, scope[0], names)
        if derived is None:
            return None
        said += derived
    if sizes:
        said = [Said(("dimensions", "pairs"), written(sizes)), *said]
        required: Json = {"in": list(dict.fromkeys(sized))}
        said += [Said(("dimensions", "required"), required)] if len(sized) < len(children) else []
    apart = [(scope, found) for scope, found in own if {row[:2] for row in found} != {row[:2] for row in sizes}]
    if any(name not in names.workflows for scope, _ in apart for name in scope):
        return None
    for scope, found in apart:
        pairs: Json = [f"{width}x{height}" for width, height, _ in found]
        said.append(rule("constrain", {"dimensions": {"pairs": pairs}}, Scope(workflows=scope).condition()))
    return tuple(said)


def _derived_in(body: str, workflow: str, names: Names) -> Sayings | None:
    """A size that follows from an input in one workflow."""
    core, asides = split_asides(bare(body))
    if not _DERIVED.fullmatch(bare(core)):
        return None
    found: list[Said] = []
    for aside in asides:
        ignored = _IGNORED.fullmatch(aside.strip("."))
        if ignored is None:
            return None
        level = "" if ignored[1].lower() == "not supported" else "warn"
        found.append(rule("forbid", ["width", "height"], {"workflow": workflow}, level))
    return (*found, note(f"{workflow}: the size follows from the input"))


def _derived(body: str, names: Names) -> Sayings | None:
    core, asides = split_asides(bare(body))
    match = _DERIVED.fullmatch(bare(core))
    source = derived_input(match[1], names) if match else None
    if source is None or not all(_REMARK.fullmatch(aside) for aside in asides):
        return None
    remarks = [note(f"Size of the output: {aside}") for aside in asides]
    return (Said(("dimensions", "from"), source), *remarks)


def derived_input(words: str, names: Names) -> str | None:
    """The input that words such as `the first frame image` name."""
    text = words.lower().strip("` .")
    if "frame" in text:
        return FRAMES
    name = names.name(text) or names.name(f"{text}s")
    if name in names.fields or (name and "reference" in text):
        return name
    likely = [field for field in ("referenceImages", "seedImage", "inputImage", FRAMES) if field in names.fields]
    return likely[0] if len(likely) == 1 and re.search(r"image|input|source", text) else None
