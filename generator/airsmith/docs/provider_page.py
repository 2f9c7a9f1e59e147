"""Provider pages (format A), in Markdown or saved as text: a section per model, with bullets under labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ..meaning.values import Json
from . import markdown, saved_text
from .around import outside_lines, words_of
from .blocks import Block, Break, Bullets, Definition, Fence, Heading, Item, Paragraph, Table
from .bullet_lines import Outcome, Told, read_bullets
from .bullets.asides import workflows
from .bullets.base import bullet_of
from .claims import Claim, Fate, Line, ModelReading, Reading, Request, Said
from .defined_settings import told_of
from .look_ahead import LABEL, SETTINGS_LABEL, WORKFLOWS, listed_names, look_ahead, workflow_list
from .names import SETTINGS, Names, shown_settings
from .page import Format, Page
from .phrases import ended, tidy
from .requests import Code, printed, read_code, requests_of
from .sections import Section, airs_of, cut
from .sentences import each, is_normative
from .settings import respelled
from .spelling import corrected

_SPECS: Final = re.compile(
    r"(?:technical |model |key )?(?:specifications?|specs|details|limits|parameters|requirements|constraints"
    r"|characteristics|features)",
    re.I,
)
_NOTES: Final = re.compile(
    r"(?:important |additional |usage )?(?:notes?|important|tips?|warning|limitations?|examples?)", re.I
)
_TITLE: Final = 90


def read(page: Page, form: Format, expected: Mapping[str, frozenset[str]]) -> Reading:
    """What a provider page says about all of its models; ``expected`` are the settings of their specs, by AIR id."""
    lines = list(page.lines)
    lines[: page.front_lines] = [""] * page.front_lines
    blocks = list(saved_text.blocks(lines) if form is Format.SAVED else markdown.blocks(lines))
    parts = cut(blocks)
    names = tuple(section.name for section in parts.sections)
    models = tuple(
        _Section(section, names, expected.get(section.air, frozenset())).reading() for section in parts.sections
    )
    outside = [line for block in parts.outside for line in outside_lines(block)]
    chrome = [Line(block.line, words_of(block), Fate.IGNORED, "page chrome") for block in parts.chrome]
    return Reading(models, (*outside, *chrome), whole_provider=bool(page.url))


class _Section:
    """Reads the section of one model."""

    def __init__(self, section: Section, titles: Sequence[str], expected: frozenset[str]) -> None:
        self.section = section
        self.titles = titles
        self.codes = {block.line: read_code(block.text) for block in section.blocks if isinstance(block, Fence)}
        self.known = look_ahead(section, self.codes, expected)
        self.names = self.known.names
        self.told: list[Told] = []
        self.lines: list[Line] = [Line(section.line, section.name, Fate.UNDERSTOOD, "name")]
        self.requests: list[Request] = []
        self.mode = ""
        self.title = ""
        self.listed: list[str] = []
        self.is_closed = False

    def reading(self) -> ModelReading:
        blocks = [block for block in self.section.blocks if not isinstance(block, Break)]
        for number, block in enumerate(blocks):
            self._block(block, blocks[number + 1] if number + 1 < len(blocks) else None)
        self._shared_settings()
        section = self.section
        claims = corrected([self._claim(*told) for told in self.told], self.known.requests)
        task = self._task()
        return ModelReading(
            section.air,
            section.name,
            task,
            section.anchor,
            section.line,
            tuple(claims),
            tuple(self.lines),
            tuple(self.requests),
        )

    def _claim(self, kind: str, said: Said, line: Line) -> Claim:
        return Claim(self.section.air, kind, said.path, said.value, line.number, line.text, said.guess)

    def _task(self) -> str:
        shown = [str(request["taskType"]) for request in self.known.requests if "taskType" in request]
        return shown[0] if shown else self.section.task

    # The blocks, one after the other.

    def _block(self, block: Block, following: Block | None) -> None:
        match block:
            case Paragraph(text, line):
                self._paragraph(tidy(text), line, following)
            case Bullets(items):
                self._bullets(items)
            case Fence(text, line):
                self._fence(self.codes[line], line)
            case Heading(_, text, line):
                self.title = text if isinstance(following, Fence) else self.title
                self._heading(text, line, following)
            case Definition(term, line):
                self.lines.append(Line(line, term, Fate.UNDERSTOOD, "describes a setting"))
            case Table(header, rows, line):
                self._table(header, rows, line)
            case Break():
                pass

    def _heading(self, text: str, line: int, following: Block | None) -> None:
        label = text.rstrip(":").strip()
        self.mode = (
            "settings" if SETTINGS_LABEL.fullmatch(label) else "workflows" if WORKFLOWS.fullmatch(label) else "specs"
        )
        self.lines.append(Line(line, text, Fate.UNDERSTOOD, "heading"))

    def _paragraph(self, text: str, line: int, following: Block | None) -> None:
        if airs_of(Paragraph(text, line)):
            self._note(line, text, Fate.UNDERSTOOD, "AIR id")
            self.mode = "specs"
            return
        match = LABEL.fullmatch(text)
        label, rest = (match[1].strip(), match[2].strip()) if match else ("", text)
        if label and WORKFLOWS.fullmatch(label) and self._workflow_line(rest, line, text, following):
            return
        if label and SETTINGS_LABEL.fullmatch(label):
            self._settings_line(rest, line, text)
            return
        if label and not rest and (_SPECS.fullmatch(label) or _NOTES.fullmatch(label)):
            self.mode = "specs"
            self._note(line, text, Fate.UNDERSTOOD, "heading")
            return
        if isinstance(following, Fence) and len(text) <= _TITLE and not re.search(r"[.!]$", text):
            self.title = text.rstrip(":").strip()
            self._note(line, text, Fate.UNDERSTOOD, "title of a request")
            return
        self._prose(text, line)

    def _note(self, line: int, text: str, fate: Fate, reason: str) -> None:
        self.lines.append(Line(line, text, fate, reason))

    def _workflow_line(self, rest: str, line: int, text: str, following: Block | None) -> bool:
        items = [item.text for item in following.items] if isinstance(following, Bullets) and not rest else []
        found = workflow_list(rest, items)
        if not rest and items:
            self.mode = "workflows"
            self._note(line, text, Fate.UNDERSTOOD, "heading")
            return True
        if found:
            told = Line(line, text, Fate.UNDERSTOOD, "workflows")
            self.lines.append(told)
            self.told.append(("workflows", Said(("workflows",), list(found)), told))
        else:
            self._note(line, text, Fate.UNKNOWN, "workflows")
        return True

    def _settings_line(self, rest: str, line: int, text: str) -> None:
        self.mode = "settings"
        if not rest:
            self._note(line, text, Fate.UNDERSTOOD, "heading")
            return
        named = listed_names(rest)
        if named:
            told = Line(line, text, Fate.UNDERSTOOD, "settings")
            self.lines.append(told)
            self._list(named, told)
        elif ended(rest).lower() in ("none", "not supported", "n/a", "none available"):
            told = Line(line, text, Fate.UNDERSTOOD, "settings")
            self.lines.append(told)
            self.told.append(("settings", Said((SETTINGS,), "none"), told))
        else:
            self._prose(rest, line)

    def _prose(self, text: str, line: int) -> None:
        """Sentences: each says something, describes, or is reported. What stands before the id is a description."""
        before = not any(one.reason == "AIR id" for one in self.lines)
        body = re.sub(r"^[A-Z][a-z]+(?: [a-z]+){0,3}:\s+", "", text)
        for sentence, said in each(body, self.names):
            if said is not None:
                told = Line(line, sentence, Fate.UNDERSTOOD, "rules")
                self.lines.append(told)
                self.told += [("rules", one, told) for one in said]
            elif before or not is_normative(sentence):
                self._note(line, sentence, Fate.IGNORED, "describes, and limits nothing")
            else:
                self._note(line, sentence, Fate.UNKNOWN, "")

    def _bullets(self, items: Sequence[Item]) -> None:
        if self.mode == "workflows":
            self._workflow_items(items)
            self.mode = "specs"
            return
        stated = [item for item in items if airs_of(item)]
        flows = [item for item in items if WORKFLOWS.fullmatch(bullet_of(item).label)]
        lists = [item for item in items if _lists_settings(item)]
        for item in stated:
            self.lines.append(Line(item.line, item.text, Fate.UNDERSTOOD, "AIR id", is_bullet=True))
        for item in flows:
            self._workflow_item(item)
        for item in lists:
            self._settings_item(item)
        self._take(read_bullets([item for item in items if item not in (*stated, *flows, *lists)], self.names))

    def _settings_item(self, item: Item) -> None:
        told = Line(item.line, item.text, Fate.UNDERSTOOD, "settings", is_bullet=True)
        self.lines.append(told)
        self._list(listed_names(bullet_of(item).body), told)

    def _list(self, named: Sequence[str], told: Line) -> None:
        for name in named:
            spelled = respelled(name, self.names.settings)
            self.told.append(("settings", Said((SETTINGS, spelled), {}), told))
            self.listed.append(spelled)

    def _workflow_item(self, item: Item) -> None:
        found = workflow_list(bullet_of(item).body, [])
        fate = Fate.UNDERSTOOD if found else Fate.UNKNOWN
        told = Line(item.line, item.text, fate, "workflows", is_bullet=True)
        self.lines.append(told)
        self.told += [("workflows", Said(("workflows",), list(found)), told)] if found else []

    def _workflow_items(self, items: Sequence[Item]) -> None:
        found: list[str] = []
        for item in items:
            names = workflows(item.text.split(":")[0])
            fate = Fate.UNDERSTOOD if names else Fate.UNKNOWN
            told = Line(item.line, item.text, fate, "workflows", is_bullet=True)
            self.lines.append(told)
            found += names
        if found:
            self.told.append(("workflows", Said(("workflows",), list(found)), self.lines[-1]))

    def _take(self, outcome: Outcome) -> None:
        self.told += outcome.told
        self.lines += outcome.lines

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[str]], line: int) -> None:
        """A table of two columns is a list of bullets: label and value; any other is reported."""
        if len(header) == 2:
            items = [Item(f"{row[0]}: {row[1]}", line + 2 + number) for number, row in enumerate(rows)]
            self._take(read_bullets(items, self.names))
        else:
            self._note(line, " | ".join(header), Fate.UNKNOWN, "a table")

    def _fence(self, code: Code, line: int) -> None:
        requests = requests_of(code, self.section.air)
        first = code.text.strip().split("\n", 1)[0]
        if code.value is None:
            self._note(line, first, Fate.UNKNOWN, "code that is not JSON, even with a comma more or less")
        elif not requests:
            self._note(line, first, Fate.IGNORED, "JSON that is no request of this model")
        else:
            for request in requests:
                text = code.text if len(requests) == 1 and isinstance(code.value, dict) else printed(request)
                title = self._free_title(self.title or _workflow_title(self.names, request))
                self.requests.append(Request(title, text, line, code.repair))
            self._note(line, first, Fate.UNDERSTOOD, "request")
        self.title = ""

    def _free_title(self, title: str) -> str:
        taken = {request.title for request in self.requests}
        numbered = (f"{title} {number}" for number in range(2, len(taken) + 3))
        return title if title not in taken else next(one for one in numbered if one not in taken)

    # Settings that the page describes outside of the section.

    def _shared_settings(self) -> None:
        """What definitions say of the settings this model has."""
        own = {said.path[1] for _, said, _ in self.told if said.path[:1] == (SETTINGS,) and len(said.path) > 1}
        shown = {name for request in self.known.requests for name in shown_settings([request], self.names.provider)}
        for setting in self.known.settings:
            if setting.name in own | shown:
                stated = frozenset(said.path for _, said, _ in self.told)
                self._take(told_of(setting, self.section, self.names, self.titles, stated))


def _lists_settings(item: Item) -> bool:
    """Whether a bullet is the list of settings that other pages have in a line of its own."""
    bullet = bullet_of(item)
    return bool(SETTINGS_LABEL.fullmatch(bullet.label) and listed_names(bullet.body) and not item.children)


def _workflow_title(names: Names, request: dict[str, Json]) -> str:
    """A title for a request that has none on the page."""
    title = names.workflows[0] if len(names.workflows) == 1 else "Request"
    return title.capitalize() if request else title
