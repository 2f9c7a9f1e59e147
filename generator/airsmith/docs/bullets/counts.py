"""`Reference images: Supports up to 4 images via `referenceImages`.` and roles of items."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ...meaning.values import Json
from ..claims import Said
from ..names import Names, entry_of
from ..phrases import NUMBER, amount, codes, ended, number, split_asides
from ..vocabulary import FRAMES, MEDIA, MediaWord, media_of
from .asides import Asides, read_asides, workflows
from .base import Bullet, Sayings, bare, note
from .files import limits as file_limits

_THINGS: Final = (
    r"(?:reference |input |source |seed |mask )?(?:images?|videos?|audios?|audio (?:files?|tracks?|inputs?)"
    r"|video files?|files?|clips?"
    r"|references?|pictures?|photos?)"
)
_NUMBERS: Final = {"single": 1, "one": 1, "a single": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_MANY: Final = rf"(?:{NUMBER}|{'|'.join(_NUMBERS)})"
_VIA: Final = r"(?: (?:via|with|using|through|for|in|per request|per) `?[A-Za-z][\w.]*`?)?"
_SUPPORTS: Final = re.compile(
    rf"(?:supports? |accepts? |requires? |takes? )?(?:`[\w.]+` (?:with|of|for|up to)? ?)?"
    rf"(up to |at most |max(?:imum)?(?: of)? |exactly |only |at least |between |from )?({_MANY})(?:(?: ?- ?"
    rf"| to | and )({NUMBER}))? {_THINGS}"
    rf"(?: (?:maximum|max|only|total|required|per request|supported))?{_VIA}(?: (?:for|in) (.+))?",
    re.I,
)
_PLAIN: Final = re.compile(
    r"(?:supports? |accepts? |uses? |via |set via |(?:supported|provided?|available) (?:via|with|in"
    r"|using) )?(?:the )?`([\w.]+)`(?: (?:parameter|field|array))?",
    re.I,
)
_STATED: Final = re.compile(
    r"(?:`[\w.]+` )?((?:always )?(?:required|mandatory|optional)(?: (?:for|in) [a-z/, -]+?)?)(?:,? (?:via|with|using|through|in) `[\w.]+`)?",
    re.I,
)
_ALIKE: Final = re.compile(
    r"(.+?),? (?:and )?(?:must|should) (?:match|have|be) (?:the )?(?:same )?(?:dimensions|size|resolution|aspect ratio)"
    r"(?: (?:of|as) .+)?",
    re.I,
)
"""A file that must look like another one, which no request shows."""
_ROLES: Final = re.compile(
    r"(?:supports? )?`([\w.]+)` with typed (?:\w+ )?(?:roles?|types?)"
    r"|(?:supports? )?typed (?:\w+ )?roles? (?:via|in|with) `([\w.]+)`",
    re.I,
)


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """How many files a field takes."""
    name = _field(bullet, names)
    if name is None or bullet.children:
        return None
    alike = _ALIKE.fullmatch(ended(bullet.body))
    if alike:
        said = read(replace(bullet, body=alike[1]), names)
        return (*said, note(bullet.text)) if said else None
    media = _media(name, bullet.label)
    core, inner = split_asides(bare(bullet.body))
    roles = _ROLES.fullmatch(bare(core))
    if roles and media:
        return _roles(roles[1] or roles[2], media, inner)
    asides = read_asides(inner)
    core = bare(re.sub(rf"^`{re.escape(name)}` (?=required|optional)", "", bare(core)))
    shown = codes(asides.scope)
    if core.lower() in ("supported", "available", "yes") and shown and all(names.name(code) for code in shown):
        return _entry(name, media)
    if asides.scope and media and (limits := file_limits(asides.scope, media)):
        said = read(replace(bullet, body=split_asides(bullet.body)[0]), names)
        return (*said, *limits) if said else None
    if asides.default is not None or (asides.scope and not workflows(asides.scope)):
        return None
    if core.lower() in ("not supported", "unsupported", "none"):
        return (Said(("fields", name, "supported"), False),)
    if (
        re.match(r"required (?:for|in) |optional\b", core, re.I)
        and read_asides([core]).required is not None
        and not inner
    ):
        return (*_entry(name, media), *_required(name, read_asides([core])))
    stated = _STATED.fullmatch(core)
    if stated:
        asides = read_asides([stated[1], *inner])
        return (*_entry(name, media), *_required(name, asides)) if asides.required is not None else None
    plain = _PLAIN.fullmatch(core)
    if plain and plain[1] == name and len(inner) == 1 and amount(inner[0]):
        return _counted(name, media, inner[0], Asides())
    if plain and plain[1] == name:
        return (*_entry(name, media), *_required(name, asides))
    counted = _counted(name, media, core, asides)
    first, _, rest = bullet.body.partition(", ")
    if counted is None and rest and media:
        said, limits = read(replace(bullet, body=first), names), file_limits(rest, media)
        return (*said, *limits) if said and limits else None
    return counted


def _field(bullet: Bullet, names: Names) -> str | None:
    """The field the bullet is about: the one it names as code, else that of its label."""
    named = [code for code in codes(bullet.body) if re.fullmatch(r"[A-Za-z][\w.]*", code)]
    labelled = names.name(bullet.label)
    if workflows(bullet.label) or (media_of(bullet.label) is None and media_of(labelled or "") is None):
        return None
    fields = [name for name in named if names.name(name) == name or "." in name]
    name = fields[0] if fields else labelled
    return None if name is None or name.startswith("provider.") or name.endswith(FRAMES) else name


def _media(name: str, label: str) -> MediaWord | None:
    entry = entry_of(name)
    for media in MEDIA:
        if media in (entry.get("items"), entry.get("type")):
            return media
    return media_of(name) or media_of(label)


def _is_list(name: str) -> bool:
    entry = entry_of(name)
    return "items" in entry if entry else name.endswith("s")


def _entry(name: str, media: MediaWord | None) -> Sayings:
    if media is None:
        return ()
    return (Said(("fields", name, "items" if _is_list(name) else "type"), media),)


def _required(name: str, asides: Asides) -> Sayings:
    required = asides.required
    found = [Said(("fields", name, "required"), required)] if required is not None else []
    return (*found, *(note(f"{name}: {remark}") for remark in asides.remarks))


def _counted(name: str, media: MediaWord | None, core: str, asides: Asides) -> Sayings | None:
    match = _SUPPORTS.fullmatch(core)
    plain = amount(core) if match is None else None
    if plain and plain.unit in ("image", "video", "audio", "file", "item", "reference", "") and not plain.values:
        least, most = plain.least, plain.most
        return _said(name, media, [1 if least is None else least, most], asides, "")
    if match is None or (match[4] and not workflows(match[4])):
        return None
    first, last = _number(match[2]), _number(match[3]) if match[3] else None
    word = (match[1] or "").strip().lower()
    if last is not None:
        return _said(name, media, [first, last], asides, "")
    if word == "at least":
        return _said(name, media, [first, None], asides, "")
    if word in ("exactly", "only") or first == 1:
        return _said(name, media, [first if word else 1, first], asides, "")
    guess = "" if word else f"{first} is taken for the largest number"
    return _said(name, media, [1, first], asides, guess)


def _number(word: str) -> int:
    return _NUMBERS.get(word.lower()) or int(number(word))


def _said(name: str, media: MediaWord | None, count: list[Json], asides: Asides, guess: str) -> Sayings:
    if not _is_list(name):
        one = count[1] == 1
        return (*_entry(name, media), *_required(name, asides)) if one else ()
    return (*_entry(name, media), Said(("fields", name, "count"), count, guess), *_required(name, asides))


def _roles(name: str, media: MediaWord, asides: tuple[str, ...]) -> Sayings | None:
    """Items that say what they are for: `{image, type}`."""
    words: list[Json] = [code for aside in asides for code in codes(aside)]
    if not words:
        return None
    shape: Json = {"shape": {media: {"type": media}, "type": {"enum": words}}}
    return (Said(("fields", name, "items"), shape, f"the fields of an item are taken to be {media} and type"),)
