"""`Quality options: HD, standard.` `Style: vivid or natural (default: vivid).`"""

from __future__ import annotations

import re
from typing import Final

from ...meaning.values import Json
from ..claims import Keys, Said
from ..names import Names
from ..phrases import split_asides, words_list
from ..vocabulary import BY_NAME
from .asides import parted, read_asides, scalar
from .base import Bullet, Sayings, bare, located, note

_VALUE: Final = re.compile(r"`[^`]+`|\"[^\"]+\"|[A-Za-z0-9][\w.:+/-]*(?: [\w.:+/-]+){0,2}")
_NO_VALUE: Final = re.compile(
    r"\A[^`\"].*(?<!\w)(?:for|with|when|if|only|unless|than)(?!\w)"
    r"|\A(?:not|no|neither|never|only|except|excluding|excludes?|cannot|can|may|must|should|without|unless|etc|more|others?|for|with|both)(?: .*)?\Z",
    re.IGNORECASE,
)
"""Words that say something of the values, or leave some of them open; a value of several words would stand as code."""
_SWITCH: Final = re.compile(
    r"(?:(?:optional|an?) )?bool(?:ean)?|(`?)true\1(?:,? or |/|, )\1false\1|(`?)false\2(?:,? or |/|, )\2true\2"
    r"|enabled(?:,? or |/|, )disabled|disabled(?:,? or |/|, )enabled|on(?: or |/)off|off(?: or |/)on",
    re.IGNORECASE,
)
_MARKED: Final = re.compile(r"(`?\b(?:true|false|enabled|disabled|on|off)\b`?) \((?:the )?default\)", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[A-Za-z]")


def read(bullet: Bullet, names: Names) -> Sayings | None:
    """The words a setting or a field takes."""
    path, body = located(bullet, names)
    if path is None or not _takes_words(path):
        return None
    if bullet.children:
        return _children(path, bullet)
    core, inner = split_asides_of_whole(body)
    core, behind = parted(bare(core))
    asides = read_asides((*inner, *behind))
    if asides.scope:
        return None
    switched = re.fullmatch(r"(enabled|disabled|on|off|true|false) by default", bare(core), re.I)
    if switched:
        return (Said((*path, "type"), "boolean"), Said((*path, "default"), scalar(switched[1])))
    marked = _MARKED.search(core)
    if _SWITCH.fullmatch(_MARKED.sub(r"\1", bare(core))):
        found: list[Said] = [Said((*path, "type"), "boolean")]
        found += [Said((*path, "default"), scalar(marked[1]))] if marked else []
    else:
        if bare(core).lower() in ("optional", "required"):
            return _switch(path, asides.default)
        read_values = values(path, core)
        if read_values is None:
            return None
        found = list(read_values)
    found += [Said((*path, "default"), _default(asides.default, found))] if asides.default is not None else []
    found += [Said((*path, "required"), asides.required)] if asides.required is not None else []
    return (*found, *(note(f"{path[-1]}: {remark}") for remark in asides.remarks))


def _default(value: Json, found: list[Said]) -> Json:
    """The default among the words that are listed: `on` may be one of them."""
    listed = next((said.value for said in found if said.path[-1] == "enum"), None)
    words = [word for word in listed if isinstance(word, str)] if isinstance(listed, list) else []
    spelled = {True: ("on", "true", "enabled", "yes"), False: ("off", "false", "disabled", "no")}
    wanted = spelled[value] if isinstance(value, bool) else (str(value).lower(),)
    return next((word for word in words if word.lower() in wanted), value)


def _switch(path: Keys, default: Json) -> Sayings | None:
    """`Optional (default: true)` tells a switch; without its default it says nothing of the words it takes."""
    if not isinstance(default, bool):
        return None
    return (Said((*path, "type"), "boolean"), Said((*path, "default"), default))


def _takes_words(path: Keys) -> bool:
    word = BY_NAME.get(path[-1]) if path[0] == "fields" else None
    return word is None or (word.entry.get("type") == "string" and not word.name.endswith("Prompt"))


def split_asides_of_whole(body: str) -> tuple[str, tuple[str, ...]]:
    """An aside at the end is about the whole list, unless it is no more than the word default behind an entry."""
    core, asides = split_asides(body)
    if any(re.fullmatch(r"(?:the )?default|recommended", aside, re.I) for aside in asides):
        return body, ()
    return core, asides


def values(path: Keys, phrase: str) -> Sayings | None:
    """A list of words; the one marked as default is one."""
    found: list[tuple[str, str]] = []
    default: Json = None
    for entry in words_list(re.sub(r"\s+only$", "", bare(phrase), flags=re.I)):
        core, asides = split_asides(entry)
        is_default = any(re.fullmatch(r"(?:the )?default", aside, re.I) for aside in asides)
        if not _VALUE.fullmatch(core) or not _LETTERS.search(core) or (asides and not is_default):
            return None
        if _NO_VALUE.search(core):
            return None
        sent = core if path[0] == "fields" and core.isupper() and core.isalnum() else wire(core)
        found.append((sent, core.strip("`\"'")))
        default = sent if is_default else default
    if len(found) == 1 and not re.search(r"`|\bonly\b", phrase) and not found[0][0].isupper():
        return None  # A word or several that are no list may say anything.
    return enum_of(path, found, default) if found else None


def enum_of(path: Keys, found: list[tuple[str, str]], default: Json) -> Sayings:
    """The claims of words as sent, each with the word as shown."""
    words: list[Json] = [value for value, _ in found]
    labels: dict[str, Json] = {value: label for value, label in found}
    said = [Said((*path, "enum"), words)] if len(words) > 1 else [Said((*path, "const"), words[0])]
    said += [Said((*path, "labels"), labels)] if any(value != label for value, label in found) else []
    said += [Said((*path, "default"), default)] if default is not None else []
    return tuple(said)


def wire(word: str) -> str:
    """A word as it is sent: code as it stands, other words in lower case, which requests may correct."""
    if word.startswith(("`", '"')):
        return word.strip('`"')
    return word.lower()


def _children(path: Keys, bullet: Bullet) -> Sayings | None:
    """Values in bullets of their own, each perhaps with what it does behind a colon."""
    if bare(bullet.body).strip(" :"):
        return None
    return described(path, [(child.label or child.body, bool(child.children)) for child in bullet.children])


def described(path: Keys, entries: list[tuple[str, bool]]) -> Sayings | None:
    """Values that stand before their descriptions."""
    found: list[tuple[str, str]] = []
    default: Json = None
    for entry, nested in entries:
        core, asides = split_asides(entry.strip())
        is_default = any(re.fullmatch(r"(?:the )?default", aside, re.I) for aside in asides)
        if nested or not _VALUE.fullmatch(core) or (asides and not is_default):
            return None
        found.append((wire(core), core.strip("`\"'")))
        default = wire(core) if is_default else default
    if all(isinstance(scalar(value), int | float) for value, _ in found) and found:
        numbers = [scalar(value) for value, _ in found]
        return (Said((*path, "enum"), numbers), *((Said((*path, "default"), scalar(str(default))),) if default else ()))
    return enum_of(path, found, default) if found else None
