"""`Duration: 4, 8, or 12 seconds.` `CFG Scale: 0-1 (default: 0.5).` `Frame rate: 30 FPS (text-to-video), ...`"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ...meaning.values import Json
from ..claims import Keys, Said
from ..names import Names, entry_of
from ..phrases import NUMBER, Amount, amount, ended, number, split_asides
from ..vocabulary import BY_NAME, MEDIA, SIZES
from .asides import Asides, parted, read_asides
from .base import Bullet, Sayings, bare, located, note
from .scopes import Scope, read_scope, scoped_rules

_UNITS: Final = {
    "second": ("duration",),
    "frame per second": ("fps",),
    "pixel": ("maskMargin", *SIZES),
    "step": ("steps",),
    "character": (),
    "result": ("numberResults",),
    "image": ("numberResults",),
    "video": ("numberResults",),
}
_MARKED: Final = re.compile(rf"(({NUMBER})(?: ?[a-z]+)?) \((?:the )?default\)", re.I)
_OPEN: Final = re.compile(
    r"(?:variable|automatic(?:ally)?|depends on|determined by|match(?:es)?|based on|same as|inherited from"
    r"|follows)\b[^\d]*",
    re.I,
)
_END: Final = re.compile(rf"(min|max)(?:imum)?:? ({NUMBER})", re.I)
_DEFAULT_FIRST: Final = re.compile(rf"default:? ({NUMBER})[,;] (?:and )?(?:range:? )?(.+?)\.?", re.I)
_MULTIPLES: Final = re.compile(rf"(?:in |an? )?multiples? of ({NUMBER})", re.I)
_WHOLE: Final = re.compile(r"(?:whole (?:numbers?|seconds)|integers?)(?: values?)?(?: only)?", re.I)
_TIMES: Final = re.compile(r"(?<![\dx.])(\d+(?:\.\d+)?)x(?! ?\d)", re.I)
_NUMERIC: Final = ("integer", "number")
_SCOPED: Final = re.compile(
    r"([^(),;]+(?:,\s*[\d.]+[^(),;]*)*?)\s*\(([^()]*)\)\s*(?:[,;]\s*(?:and |or )?|\s+(?:and|or)\s+|\Z)"
)


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """A field of numbers, or a setting of the provider."""
    path, body = located(bullet, names)
    if path is None or not _takes_numbers(path):
        return None
    if bullet.children:
        return _by_children(path, bullet, names)
    core = bare(bullet.body)
    if _OPEN.fullmatch(core):
        return (note(bullet.text),)
    if core.lower() in ("supported", "yes", "available") and path[0] == "fields":
        return tuple(Said((*path, key), value) for key, value in entry_of(path[-1]).items() if key == "type")
    body = _TIMES.sub(r"\1", body)
    return _whole(path, body, names) or _scoped(path, body, names) or _scoped(path, _turned(body), names)


def _turned(body: str) -> str:
    """Amounts behind the places they count at, turned round: `1080p: 5 seconds; 720p: 5 or 10 seconds`."""
    parts = [part.partition(":") for part in ended(body).split(";")]
    turned = [f"{values.strip()} ({place.strip()})" for place, colon, values in parts if colon]
    return "; ".join(turned) if len(turned) == len(parts) > 1 else body


def _takes_numbers(path: Keys) -> bool:
    word = BY_NAME.get(path[-1]) if path[0] == "fields" else None
    return word is None or word.entry.get("type") in _NUMERIC


def _whole(path: Keys, body: str, names: Names) -> Sayings | None:
    """One amount with its asides."""
    first = _DEFAULT_FIRST.fullmatch(body)
    body = f"{first[2]} (default: {first[1]})" if first else body
    marked = _MARKED.search(body)
    body = _MARKED.sub(r"\1", body) + (f" (default: {marked[2]})" if marked else "")
    core, inner = split_asides(body)
    core, behind = parted(bare(core))
    ends, others = _ends((*inner, *behind))
    multiples = _MULTIPLES.fullmatch(bare(core))
    if multiples and len(others) == 1 and (every := amount(others[0])) is not None and every.values:
        core, others = others[0], []  # The list in brackets says which multiples.
        multiples = None
    core, others = _stepped(bare(core), others)
    asides = read_asides(others)
    numbers = Amount(least=number(multiples[1]), step=number(multiples[1])) if multiples else amount(bare(core))
    if numbers is None or not _fits_unit(path, numbers) or (ends and numbers.values):
        return None
    numbers = replace(numbers, least=ends.get("least", numbers.least), most=ends.get("most", numbers.most))
    if ";" in asides.scope:
        return None
    if asides.scope:
        scope = read_scope(asides.scope, names)
        return _entries(path, [(numbers, scope)], asides, names) if scope and not scope.everywhere else None
    return _said(path, numbers, asides)


def _ends(asides: Iterable[str]) -> tuple[dict[str, int | float], list[str]]:
    """The ends that stand in brackets, and what else does: `multiples of 4 (default: 4, max: 20)`."""
    ends: dict[str, int | float] = {}
    kept: list[str] = []
    for aside in asides:
        parts = aside.split(", ")
        found = [match for part in parts if (match := _END.fullmatch(part))]
        ends |= {("least" if match[1].lower() == "min" else "most"): number(match[2]) for match in found}
        rest = ", ".join(part for part in parts if not _END.fullmatch(part))
        kept += [rest] if rest else []
    return ends, kept


def _stepped(core: str, asides: list[str]) -> tuple[str, list[str]]:
    """A range with the step that stands in its brackets: `5-10 seconds (whole numbers only)`."""
    for aside in asides:
        joined = f"{core} in steps of 1" if _WHOLE.fullmatch(aside) else f"{core}, {aside}"
        numbers = amount(joined)
        if numbers is not None and numbers.step is not None:
            return joined, [other for other in asides if other != aside]
    return core, asides


def _fits_unit(path: Keys, numbers: Amount) -> bool:
    if not numbers.unit:
        return True
    if path[0] == "fields" and path[-1] in BY_NAME:
        return path[-1] in _UNITS.get(numbers.unit, ())
    return numbers.unit not in ("character",)


def _said(path: Keys, numbers: Amount, asides: Asides) -> Sayings:
    limits = _limits(path, numbers)
    return (*(Said((*path, key), value) for key, value in limits.items()), *_rest(path, asides))


def _limits(path: Keys, numbers: Amount) -> dict[str, Json]:
    if path[0] != "fields" and numbers.unit in MEDIA:
        most = numbers.values[-1] if numbers.values else numbers.most
        return {"items": numbers.unit, "count": [1 if numbers.least is None else numbers.least, most]}
    if path[-1] in SIZES and path[0] == "fields":
        return {"range": numbers.ends} if not numbers.values else numbers.limits()
    return numbers.limits()


def _rest(path: Keys, asides: Asides) -> Sayings:
    found = [Said((*path, "default"), asides.default)] if asides.default is not None else []
    found += [Said((*path, "required"), asides.required)] if asides.required is not None else []
    return (*found, *(note(f"{path[-1]}: {remark}") for remark in asides.remarks))


def _scoped(path: Keys, body: str, names: Names) -> Sayings | None:
    """Several amounts, each with the place it counts at, in brackets or behind a word."""
    if "(" not in body:
        body = re.sub(r" (?:at|for|in) ([^,;]+?)(?=[,;.]|\Z)", r" (\1)", body)
    matches = list(_SCOPED.finditer(body.rstrip(". ")))
    if "".join(match[0] for match in matches) != body.rstrip(". ") or not matches:
        return None
    entries: list[tuple[Amount, Scope | None]] = []
    asides = Asides()
    for match in matches:
        numbers = amount(bare(match[1]))
        aside = read_asides([match[2]])
        asides = aside if aside.default is not None else asides
        if numbers is None or not _fits_unit(path, numbers) or not aside.scope:
            return None
        entries.append((numbers, read_scope(aside.scope, names)))
    return _entries(path, entries, asides, names)


def _by_children(path: Keys, bullet: Bullet, names: Names) -> Sayings | None:
    """Amounts in bullets of their own, each labelled with the place it counts at."""
    core, inner = split_asides(bullet.body)
    if core.strip(" .:"):
        return None
    entries: list[tuple[Amount, Scope | None]] = []
    for child in bullet.children:
        text, aside = split_asides(child.body)
        numbers = amount(bare(text))
        if numbers is None or aside or not _fits_unit(path, numbers) or child.children:
            return None
        entries.append((numbers, read_scope(child.label, names)))
    return _entries(path, entries, read_asides(inner), names)


def _entries(path: Keys, entries: list[tuple[Amount, Scope | None]], asides: Asides, names: Names) -> Sayings | None:
    known = [(numbers, scope) for numbers, scope in entries if scope]
    if len(known) < len(entries) or not (path[0] == "fields" or all(not scope.sizes for _, scope in known)):
        return None
    if len(known) > 1 and any(not numbers.values for numbers, _ in known):
        return None
    values: list[Json] = list(dict.fromkeys(value for numbers, _ in known for value in numbers.values))
    whole = known[0][0].limits() if not values else {"const": values[0]} if len(values) == 1 else {"enum": values}
    name = path[-1] if path[0] == "fields" else f"provider.{path[-1]}"
    rules = scoped_rules(name, [(numbers.values, numbers.limits(), scope) for numbers, scope in known], names)
    guess = next((scope.guess for _, scope in known if scope.guess), "")
    rules = tuple(Said(said.path, said.value, guess) for said in rules)
    return (*(Said((*path, key), value) for key, value in whole.items()), *_rest(path, asides), *rules)
