"""`Input image requirements: Width and height between 300-2048 pixels, 20MB file size limit.`"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from ...meaning.values import Json
from ..claims import Keys, Said
from ..names import Names
from ..phrases import NUMBER, amount, ended, number, split_asides, words_list
from ..vocabulary import MediaWord, media_of
from .asides import read_asides
from .base import Bullet, Sayings, bare, note

_LABEL: Final = re.compile(
    r"(?:.*\b(?:requirements?|constraints?|limits?|limitations?|restrictions?|specifications?|specs|formats?"
    r"|file sizes?|file size|size limits?)"
    r"|(?:(?:max|min)(?:imum)? )?(?:input |reference |frame )?(?:image|video|audio|file) (?:size|dimensions?"
    r"|resolution|duration|length|formats?)|file size(?: limit)?|input (?:image|video|audio)s?)",
    re.I,
)
_INPUT: Final = re.compile(r"\b(?:input|reference|frame|mask|seed|source|upload|audio|file|image|video)", re.I)
_SUBJECT: Final = re.compile(
    r"\A(?:(?:the )?(?:(?:each|input|file|image|images|video|audio|its|must have|must be|should be|all|both"
    r"|maximum|max)\s+)*)"
    r"(widths? and heights?|width/height|sides?|dimensions?|resolution|aspect ratio|ratio|duration|length"
    r"|formats?|file formats?|"
    r"supported formats?|file types?|size|file size|shortest side|shorter side|longest side"
    r"|longer side)\b:?(?: must be| is| of| from| limit:?)?\s*",
    re.I,
)
_BYTES: Final = re.compile(
    rf"(?:(?:up to|max(?:imum)?(?: of)?|at most|less than|under|not exceed(?:ing)?|no (?:more|larger) than"
    rf"|limit(?:ed to)?:?)\s*:?)?\s*"
    rf"(?:max(?:imum)? )?({NUMBER}) ?(KB|MB|GB|kB)(?: (?:max(?:imum)?|or (?:less|smaller)))?"
    rf"(?: (?:file )?(?:size)?\s*(?:limit|max(?:imum)?|or less)?)?(?: (?:per|for each) (?:image|file|video|audio))?",
    re.I,
)
_FORMAT: Final = re.compile(
    r"(?:JPE?G|PNG|WEBP|GIF|BMP|TIFF?|HEIC|AVIF|MP4|MOV|WEBM|AVI|MKV|M4V|MP3|WAV|AAC|M4A|OGG|FLAC|OPUS|WMA)", re.I
)
_OF_MEDIA: Final[tuple[tuple[MediaWord, tuple[str, ...]], ...]] = (
    ("image", ("JPG", "JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIC", "AVIF")),
    ("video", ("MP4", "MOV", "WEBM", "AVI", "MKV", "M4V")),
    ("audio", ("MP3", "WAV", "AAC", "M4A", "OGG", "FLAC")),
)
_TOGETHER: Final = re.compile(r".*\d ?[KMG]B (?:.* )?(?:total|combined|together)|(?:total|combined) .*\d ?[KMG]B", re.I)
"""A limit of all files of a request; specs limit one at a time."""
_COLOURS: Final = re.compile(r"(?:(?:RGBA?|CMYK|greyscale|grayscale|sRGB)(?:, | and | or |/)?)+", re.I)
_ENDS: Final = r"(\d{1,3}(?:\.\d+)?):(\d{1,3}(?:\.\d+)?)"
_RATIO: Final = re.compile(rf"(?:between |from )?{_ENDS} ?(?:-|to|and) ?{_ENDS}", re.I)

_BEHIND: Final = re.compile(
    r"(.+?) (?:per|on (?:the|each)|for (?:the|each)|in) (sides?|shortest side|shorter side|longest side"
    r"|longer side|width and height|resolution|length|duration)",
    re.I,
)
_EXCLUSIVE: Final = re.compile(
    r"[a-z ]+ (?:must )?(?:exceed|be (?:more|larger|greater|less|smaller) than) \d+ ?(?:px|pixels?)", re.I
)
_SQUARE: Final = re.compile(
    r"(at least|up to|min(?:imum)?(?: of)?|max(?:imum)?(?: of)?|at most) \d{2,5} ?x ?\d{2,5}(?: ?(?:pixels?|px))?", re.I
)


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """The limits of input files; several may stand in one bullet, and others below it."""
    media = media_of(bullet.label) or _by_format(bullet)
    if media is None or not _LABEL.fullmatch(bullet.label) or not _INPUT.search(bullet.label):
        return None
    if re.search(r"\boutput\b", bullet.label, re.I):
        return None
    found: list[Said] = []
    for clause in (*_clauses(_headed(bullet)), *(f"{child.label} {child.body}".strip() for child in bullet.children)):
        said = _clause(clause, media)
        if said is None:
            return None
        found += said
    return tuple(found) or None


def _by_format(bullet: Bullet) -> MediaWord | None:
    """The kind of files that the formats of a body belong to: `Input formats: JPEG, PNG`."""
    if not re.fullmatch(r"(?:supported |accepted )?input (?:file )?formats?", bullet.label, re.I):
        return None
    core, _ = split_asides(bullet.body)
    words = {word.upper() for word in words_list(core)}
    return next((media for media, formats in _OF_MEDIA if words and words <= set(formats)), None)


def subject(label: str) -> Keys:
    """Where a spec has the limits that a label announces; empty where it announces none."""
    media = media_of(label) if _LABEL.fullmatch(label) else None
    return ("media", media) if media else ()


def limits(text: str, media: MediaWord) -> Sayings | None:
    """The limits of files that stand behind something else in a bullet."""
    found = [_clause(clause, media) for clause in _clauses(text)]
    return tuple(said for one in found if one for said in one) if all(found) else None


def _headed(bullet: Bullet) -> str:
    """The body, with what the label alone says in front: `Input image size: up to 20MB`."""
    match = re.search(r"\b(aspect ratio|duration|length|formats?|dimensions?|resolution)s?\Z", bullet.label, re.I)
    end = re.match(r"(min|max)(?:imum)? ", bullet.label, re.I)
    body = f"{end[1].lower()}imum {bullet.body}" if end and re.match(r"\d", bullet.body) else bullet.body
    return f"{match[1]} {body}" if match and body else body


def _clauses(body: str) -> list[str]:
    """The clauses of a body; a comma inside a list of formats or numbers divides none."""
    text = body.strip().rstrip(".")
    parts = re.split(r"[;.]\s+|,\s+(?:and\s+)?|\s+and\s+(?=(?:up to|a |max|file|\d+ ?[MK]B))", text) if text else []
    joined: list[str] = []
    for part in parts:
        entry = re.sub(r"^(?:and|or)\s+", "", part).strip()
        if joined and _FORMAT.match(entry) and _FORMAT.search(joined[-1]):
            joined[-1] = f"{joined[-1]}, {entry}"
        elif joined and joined[-1].count("(") > joined[-1].count(")"):
            joined[-1] = f"{joined[-1]}, {part}"
        elif entry:
            joined.append(entry)
    return joined


def _clause(text: str, media: MediaWord) -> Sayings | None:
    if _TOGETHER.fullmatch(ended(text)):
        return (note(f"Input {media} files: {ended(text)}"),)
    core, inner = split_asides(bare(text))
    colours = [f"{aside} pixels" for aside in inner if _COLOURS.fullmatch(aside)]
    asides = read_asides(aside for aside in inner if not _COLOURS.fullmatch(aside))
    if asides.scope or asides.default is not None:
        return None
    behind = _BEHIND.fullmatch(bare(core))
    core = f"{behind[2]} {behind[1]}" if behind else core
    match = _SUBJECT.match(bare(core))
    subject = match[1].lower() if match else ""
    rest = bare(_SUBJECT.sub("", bare(core))) if match else bare(core)
    if _EXCLUSIVE.fullmatch(bare(core)):
        return (note(f"Input {media} files: {bare(core)}"),)
    for reader in (_bytes, _formats, _ratio, _seconds, _side):
        said = reader(subject, rest, media)
        if said is not None:
            return (*said, *(note(f"Input {media} files: {remark}") for remark in (*asides.remarks, *colours)))
    return None


def _at(media: MediaWord, key: str, value: Json) -> Sayings:
    return (Said(("media", media, key), value),)


def _bytes(subject: str, rest: str, media: MediaWord) -> Sayings | None:
    match = _BYTES.fullmatch(rest)
    if match is None or subject not in ("", "size", "file size"):
        return None
    unit = {"KB": "kB", "MB": "MB", "GB": "GB"}[match[2].upper()]
    value = number(match[1])
    return _at(media, "bytes", f"{value}{unit}") if isinstance(value, int) else None


def _formats(subject: str, rest: str, media: MediaWord) -> Sayings | None:
    words = words_list(re.sub(r"\s+(?:formats?|files?|only|images?)$", "", rest, flags=re.I).replace("/", ", "))
    if not words or not all(_FORMAT.fullmatch(word) for word in words):
        return None
    return _at(media, "formats", [word.upper() for word in words])


def _ratio(subject: str, rest: str, media: MediaWord) -> Sayings | None:
    match = _RATIO.fullmatch(rest)
    if match is None or media == "audio":
        return None
    ends = sorted((Fraction(match[1]) / Fraction(match[2]), Fraction(match[3]) / Fraction(match[4])))
    return _at(media, "ratio", [f"{end.numerator}:{end.denominator}" for end in ends])


def _seconds(subject: str, rest: str, media: MediaWord) -> Sayings | None:
    numbers = amount(re.sub(r"\s+(?:duration|length|of audio|of video|audio|video)$", "", rest, flags=re.I))
    if numbers is None or numbers.unit != "second" or media == "image":
        return None
    ends: Sequence[Json] = [numbers.values[0], numbers.values[0]] if numbers.values else numbers.ends
    return _at(media, "seconds", list(ends)) if len(numbers.values) < 2 else None


def _side(subject: str, rest: str, media: MediaWord) -> Sayings | None:
    if _SQUARE.fullmatch(rest) and media != "audio":
        return (note(f"Input {media} files: {rest}"),)
    numbers = amount(rest)
    if numbers is None or numbers.unit not in ("pixel", "") or media == "audio" or numbers.values:
        return None
    if subject == "" and numbers.unit != "pixel":
        return None
    if None in numbers.ends:
        words = f"at most {numbers.most}" if numbers.least is None else f"at least {numbers.least}"
        return (note(f"Input {media} files: {subject or 'each side'} {words} pixels"),)
    if subject.startswith(("short", "long")):
        return (note(f"Input {media} files: {subject} between {numbers.least} and {numbers.most} pixels"),)
    return _at(media, "side", numbers.ends)
