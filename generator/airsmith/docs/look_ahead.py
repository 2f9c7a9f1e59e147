"""What has to be known of a section before its sentences can be read: names, settings, sizes, workflows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..meaning.values import Json
from .blocks import Bullets, Fence, Heading, Item, Paragraph, every_item
from .bullets import sizes
from .bullets.asides import workflows
from .bullets.base import bullet_of
from .names import SETTINGS, Names, shown_fields, shown_settings
from .phrases import codes, ended, split_asides, tidy, words_list
from .requests import Code, requests_of
from .sections import Section
from .settings import Setting, defined, respelled
from .vocabulary import BY_NAME, slug

LABEL: Final = re.compile(r"([A-Z][^:.`]{1,60}?)\s*:+(?:\s*:+)*\s*(.*)", re.DOTALL)
WORKFLOWS: Final = re.compile(r"(?:supported )?(?:workflows?|modes?|tasks?|capabilities)(?: supported)?", re.I)
SETTINGS_LABEL: Final = re.compile(
    r"(?:supported )?(?:provider(?:[- ]specific)? )?(?:settings|parameters|options)(?: supported)?"
    r"|parameters supported",
    re.I,
)
_VIA: Final = re.compile(
    r"(?:via|with|in|using|through|supports?|for) (?:the )?`([a-z][A-Za-z]*(?:\.[A-Za-z]+)*)`", re.I
)
_CONFIGURED: Final = re.compile(
    r"(?:configured?|set|controlled?|adjusted?|enabled?) (?:with|via|by|through) `(\w+)`", re.I
)
_HOW: Final = re.compile(r"(?!.*\b(?:only|not|except|without)\b)[A-Za-z` -]{1,60}", re.I)
_DOTTED: Final = re.compile(r"(?!providerSettings\.)[a-z]\w*\.[A-Za-z]\w*")


@dataclass(frozen=True)
class Known:
    """``settings`` are those that definitions on the page describe, ``requests`` those of this model."""

    names: Names
    settings: tuple[Setting, ...]
    requests: tuple[dict[str, Json], ...]


def look_ahead(section: Section, read: Mapping[int, Code], expected: frozenset[str] = frozenset()) -> Known:
    """Go through a section once; ``read`` is its code by line, ``expected`` the settings its spec has."""
    requests = tuple(request for code in read.values() for request in requests_of(code, section.air))
    provider = _provider(section, requests)
    listed = _listed_settings(section)
    shown = shown_settings(requests, provider)
    settings = {
        setting.name: setting
        for setting in reversed(
            [
                replace(setting, name=respelled(setting.name, (*shown, *listed))).of_model(section.name)
                for setting in defined((*section.shared, *section.blocks))
            ]
        )
    }
    declared = [name for name, setting in settings.items() if setting.entry.get("type") == "boolean"]
    names = Names(
        section.air,
        provider,
        section.name,
        shown_fields(requests) | _named_inputs(section),
        shown | frozenset(listed) | frozenset(settings),
        expected,
        switches=frozenset(f"provider.{name}" for name in (*_switches(requests, provider), *declared)),
        aliases=_aliases(section),
        workflows=_workflows(section),
        sizes=tuple(_sizes(section)),
    )
    return Known(names, tuple(settings.values()), requests)


def _provider(section: Section, requests: Sequence[dict[str, Json]]) -> str:
    """The key of its settings: that of its requests, else the source of its AIR id."""
    for request in requests:
        settings = request.get(SETTINGS)
        if isinstance(settings, dict) and len(settings) == 1:
            return next(iter(settings))
    return section.air.partition(":")[0]


def _switches(requests: Sequence[dict[str, Json]], provider: str) -> Iterator[str]:
    """Settings that requests turn on or off."""
    for request in requests:
        settings = request.get(SETTINGS)
        own = settings.get(provider) if isinstance(settings, dict) else None
        yield from (name for name, value in own.items() if isinstance(value, bool)) if isinstance(own, dict) else ()


def _items(section: Section) -> Iterator[Item]:
    for block in section.blocks:
        if isinstance(block, Bullets):
            yield from block.items


def _texts(section: Section) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield tidy(block.text)
        elif isinstance(block, Bullets):
            yield from (tidy(item.text) for item in every_item(block.items))


def _listed_settings(section: Section) -> list[str]:
    """The settings that the section lists as supported, or says something is configured with."""
    found: list[str] = []
    inside = False
    for block in section.blocks:
        if isinstance(block, Paragraph):
            match = LABEL.fullmatch(tidy(block.text))
            is_list = bool(match and SETTINGS_LABEL.fullmatch(match[1]))
            inside = is_list or (inside and not match)
            found += listed_names(match[2]) if match and is_list else []
        elif isinstance(block, Bullets) and inside:
            found += [codes(item.text)[0] for item in block.items if item.text.startswith("`")]
        elif isinstance(block, Heading | Fence):
            inside = isinstance(block, Heading) and bool(SETTINGS_LABEL.fullmatch(block.text.rstrip(":").strip()))
    bullets = [bullet for bullet in map(bullet_of, _items(section)) if SETTINGS_LABEL.fullmatch(bullet.label)]
    found += [name for bullet in bullets for name in listed_names(bullet.body)]
    found += [code for text in _texts(section) for code in configured(text)]
    return [name for name in dict.fromkeys(found) if re.fullmatch(r"[A-Za-z]\w*", name)]


def listed_names(text: str) -> list[str]:
    """The names of a list of settings, as code or, in text saved from a browser, as plain words."""
    words = [word.strip("`") for word in words_list(text)]
    return words if all(re.fullmatch(r"[a-z][A-Za-z0-9]*", word) for word in words) and "none" not in words else []


def configured(text: str) -> list[str]:
    """Names that a text says something is configured with."""
    return _CONFIGURED.findall(text)


def _named_inputs(section: Section) -> frozenset[str]:
    """Fields that bullets name as code: behind words such as `via`, or because they are known."""
    texts = [tidy(item.text) for item in _items(section)]
    named = {name for text in texts if not configured(text) for name in _VIA.findall(text)}
    return frozenset(named | {code for text in texts for code in codes(text) if code in BY_NAME})


def _aliases(section: Section) -> dict[str, str]:
    """Labels that this section gives another field than pages usually do."""
    found: dict[str, str] = {}
    for bullet in map(bullet_of, _items(section)):
        dotted = [code for code in codes(bullet.body) if _DOTTED.fullmatch(code)]
        if dotted and bullet.label:
            found[bullet.label.lower()] = dotted[0]
    return found


def _workflows(section: Section) -> tuple[str, ...]:
    for position, block in enumerate(section.blocks):
        match = LABEL.fullmatch(tidy(block.text)) if isinstance(block, Paragraph) else None
        if match and WORKFLOWS.fullmatch(match[1]):
            following = section.blocks[position + 1 : position + 2]
            return workflow_list(
                match[2], [item.text for one in following if isinstance(one, Bullets) for item in one.items]
            )
    stated = [bullet for bullet in map(bullet_of, _items(section)) if WORKFLOWS.fullmatch(bullet.label)]
    return workflow_list(stated[0].body, []) if stated else ()


def workflow_list(rest: str, items: Sequence[str]) -> tuple[str, ...]:
    """The workflows of a line, or of bullets where it is empty; none where one of them is none."""
    if not items or rest.strip(" ."):
        return _flows(ended(rest))
    found = [_flows(text.split(":")[0]) for text in items]
    return tuple(name for names in found for name in names) if all(found) else ()


def _flows(words: str) -> tuple[str, ...]:
    """What stands in brackets behind a workflow, such as `via reference images`, tells how it is done."""
    core, asides = split_asides(words)
    plain = core if all(_HOW.fullmatch(aside) for aside in asides) else words
    return workflows(plain) or _named(plain)


def _named(words: str) -> tuple[str, ...]:
    """A list of workflows by names nobody has heard of: a few plain words each."""
    entries = [re.sub(r"^and\s+", "", entry.strip(" .`")) for entry in words.split(",")]
    if not all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]*(?:[ /-][A-Za-z0-9]+){0,4}", entry) for entry in entries):
        return ()
    return tuple(workflows(entry)[0] if workflows(entry) else slug(entry) for entry in entries)


def _sizes(section: Section) -> Iterable[tuple[int, int, str]]:
    """Every size with the group it is listed in."""
    for bullet in map(bullet_of, _items(section)):
        for part in (bullet, *bullet.children) if sizes.is_label(bullet.label) else ():
            group = part.label if part is not bullet else ""
            yield from ((width, height, group) for width, height, _ in sizes.listed(ended(part.body)))
