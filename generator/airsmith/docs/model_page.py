"""Model pages of 2026 (format B): one model, its rules as sentences, its parameters one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..meaning.values import Json
from . import markdown
from .blocks import Block, Break, Bullets, Fence, Heading, Item, Paragraph, Table, every_item
from .bullets.asides import scalar, workflows
from .bullets.base import bullet_of
from .bullets.size_rows import rows
from .claims import Claim, Fate, Line, ModelReading, Reading, Request, Said
from .lifecycle_words import REPLACED, STAGES, ends_on
from .names import Names
from .page import Page, UnreadablePage
from .param_facts import facts, param_path
from .params import Param, claims, side_claims
from .phrases import codes, ended, tidy
from .requests import parsed_request, printed, read_code, requests_of
from .sections import AIR
from .sentences import each, is_normative

_COMBINATIONS: Final = re.compile(
    r"(?:the following )?(?:dimension|size|resolution)s?(?: combinations?)? (?:is|are) supported:?", re.I
)
_ABOUT: Final = ("creator", "release date", "released", "provider", "license", "category", "tags")


def read(page: Page) -> Reading:
    """What a model page says. Raises UnreadablePage where it does not say which model it is about."""
    lines = list(page.lines)
    lines[: page.front_lines] = [""] * page.front_lines
    blocks = list(markdown.blocks(lines))
    reader = _Page(page, blocks)
    return Reading((reader.reading(),))


class _Page:
    def __init__(self, page: Page, blocks: Sequence[Block]) -> None:
        self.page = page
        self.blocks = blocks
        self.air = self._air()
        self.root = Param(1)
        self.told: list[tuple[str, Said, int, str]] = []
        self.lines: list[Line] = []
        self.requests: list[Request] = []
        self.section = ""
        self.param: Param | None = None
        self.path: tuple[str, ...] = ()
        self.is_dated = False
        self.names = Names(self.air, self.air.partition(":")[0])

    def _air(self) -> str:
        for item in (one for block in self.blocks if isinstance(block, Bullets) for one in block.items):
            bullet = bullet_of(item)
            match = re.fullmatch(rf"`?({AIR})`?", bullet.body.strip())
            if re.fullmatch(r"(?:model )?(?:AIR )?(?:ID|AIR)", bullet.label, re.I) and match:
                return match[1]
        raise UnreadablePage(f"{self.page.name} lists no ID such as `openai:2@3`")

    def reading(self) -> ModelReading:
        self.names = self._known_names()
        for number, block in enumerate(self.blocks):
            self._block(block, self.blocks[number - 1] if number else None)
        self.told += [("parameters", said, line, self._quote(line)) for said, line in self._parameters()]
        found = [
            Claim(self.air, kind, said.path, said.value, line, text, said.guess) for kind, said, line, text in self.told
        ]
        name = self._name()
        kind = self.root.children.get("taskType", Param(1)).facts.get("const")
        shown = [str(task) for one in self.requests if (task := parsed_request(one.text).get("taskType"))]
        task = str(kind) if kind else next(iter(shown), "")
        return ModelReading(
            self.air, name, task, "", 1, tuple(found), tuple(self.lines), tuple(self.requests), lists_all=True
        )

    def _quote(self, line: int) -> str:
        return self.page.lines[line - 1].strip() if 0 < line <= len(self.page.lines) else ""

    def _name(self) -> str:
        heading = next((block.text for block in self.blocks if isinstance(block, Heading) and block.level == 1), "")
        return heading or self.page.front.get("title", self.air).split("|")[0].strip()

    def _known_names(self) -> Names:
        paths = [param_path(block.text) for block in self.blocks if isinstance(block, Heading) and block.level >= 3]
        fields = frozenset(".".join(path) for path in paths if path and path[0] != "providerSettings")
        settings = frozenset(path[2] for path in paths if path[:1] == ("providerSettings",) and len(path) > 2)
        provider = next(
            (path[1] for path in paths if path[:1] == ("providerSettings",) and len(path) > 1), self.names.provider
        )
        aliases = {"reference images": "inputs.references"} if "inputs.references" in fields else {}
        return Names(
            self.air, provider, self._name(), fields, settings, aliases=aliases, workflows=self._capabilities()
        )

    def _capabilities(self) -> tuple[str, ...]:
        for item in (one for block in self.blocks if isinstance(block, Bullets) for one in block.items):
            bullet = bullet_of(item)
            if bullet.label.lower() in ("capabilities", "workflows", "supported workflows"):
                return workflows(ended(bullet.body))
        return ()

    # Blocks, by the section they stand in.

    def _block(self, block: Block, before: Block | None) -> None:
        if isinstance(block, Heading):
            self._heading(block)
        elif isinstance(block, Fence):
            self._fence(block, before)
        elif "pricing" in self.section:
            self._pricing(block)
        elif self.param is not None:
            self._parameter(block)
        elif isinstance(block, Bullets):
            self._about(block.items)
        elif isinstance(block, Table):
            self._table(block, before)
        elif isinstance(block, Paragraph):
            self._prose(block)

    def _heading(self, block: Heading) -> None:
        self.lines.append(Line(block.line, block.text, Fate.UNDERSTOOD, "heading"))
        if block.level <= 2:
            self.section, self.param = block.text.lower(), None
        elif "param" in self.section and block.level < 7:
            self.path = param_path(block.text)
            self.param = self.root.child(self.path, block.line)

    def _pricing(self, block: Block) -> None:
        items = every_item(block.items) if isinstance(block, Bullets) else ()
        texts = [(item.line, item.text) for item in items]
        texts += [(block.line, block.text)] if isinstance(block, Paragraph) else []
        texts += [(block.line, " | ".join(row)) for row in block.rows] if isinstance(block, Table) else []
        for line, text in texts:
            self._say("pricing", Said(("notes",), f"Price: {ended(tidy(text))}."), line, text)

    def _say(self, kind: str, said: Said, line: int, text: str, *, is_bullet: bool = False) -> None:
        self.told.append((kind, said, line, text))
        self.lines.append(Line(line, text, Fate.UNDERSTOOD, kind, is_bullet=is_bullet))

    def _about(self, items: Sequence[Item]) -> None:
        """The list below the name."""
        for item in items:
            bullet = bullet_of(item)
            label, body = bullet.label.lower(), ended(bullet.body)
            stage = STAGES.get(body.split(" ")[0].strip("`").lower()) if label == "status" else None
            if label in ("id", "air", "air id", "model air id"):
                self.lines.append(Line(item.line, item.text, Fate.UNDERSTOOD, "AIR id", is_bullet=True))
            elif stage:
                self._stage(stage, item)
            elif label in ("capabilities", "workflows", "supported workflows") and workflows(body):
                said = Said(("workflows",), list(workflows(body)))
                self._say("workflows", said, item.line, item.text, is_bullet=True)
            elif label in _ABOUT:
                said = Said(("notes",), f"{bullet.label}: {body}.")
                self._say("about", said, item.line, item.text, is_bullet=True)
            else:
                self.lines.append(Line(item.line, item.text, Fate.UNKNOWN, "", is_bullet=True))

    def _stage(self, stage: str, item: Item) -> None:
        dated = ends_on(item.text)
        self.is_dated = self.is_dated or bool(dated) or any(ends_on(text) for text in self._banners())
        if not self.is_dated:
            self._say("lifecycle", Said(("lifecycle", "stage"), stage), item.line, item.text, is_bullet=True)
            return
        self.lines.append(Line(item.line, item.text, Fate.UNDERSTOOD, "lifecycle", is_bullet=True))
        if dated:
            self._off(dated, item.line, item.text)

    def _banners(self) -> Iterator[str]:
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield tidy(block.text)

    def _off(self, day: str, line: int, text: str) -> None:
        """The day a model is switched off is the day it is retired."""
        self.told.append(("lifecycle", Said(("lifecycle", "stage"), "retired"), line, text))
        self.told.append(("lifecycle", Said(("lifecycle", "since"), day), line, text))

    def _prose(self, block: Paragraph) -> None:
        text = tidy(block.text)
        day = ends_on(text)
        if day:
            self.lines.append(Line(block.line, text, Fate.UNDERSTOOD, "lifecycle"))
            self._off(day, block.line, text)
            replaced = REPLACED.search(text)
            if replaced:
                self.told.append(("lifecycle", Said(("lifecycle", "replacement"), replaced[1]), block.line, text))
            return
        if _COMBINATIONS.fullmatch(ended(text)):
            self.lines.append(Line(block.line, text, Fate.UNDERSTOOD, "heading"))
            return
        strictly = "validation" in self.section or "compatib" in self.section
        self._sentences(text, block.line, strictly=strictly)

    def _sentences(self, text: str, line: int, *, strictly: bool) -> None:
        for sentence, said in each(text, self.names):
            if said is not None:
                for one in said:
                    self.told.append(("rules", one, line, sentence))
                self.lines.append(Line(line, sentence, Fate.UNDERSTOOD, "rules"))
            elif strictly or (is_normative(sentence) and self.section):
                self.lines.append(Line(line, sentence, Fate.UNKNOWN, ""))
            else:
                self.lines.append(Line(line, sentence, Fate.IGNORED, "describes, and limits nothing"))

    def _table(self, block: Table, before: Block | None) -> None:
        """The table of sizes; any other is reported."""
        groups: dict[str, list[Json]] = {}
        for row in block.rows:
            label, _, ratio = row[0].strip("` ").rpartition("(") if "(" in row[0] else ("", "", row[0].strip("` "))
            found = rows(row[-1].replace("`", "")) if len(row) >= 2 else None
            if not found:
                self.lines.append(Line(block.line, " | ".join(row), Fate.UNKNOWN, "a table"))
                return
            shape = re.search(r"\d+:\d+", ratio)
            for width, height, _ in found:
                pair = f"{width}x{height} {shape[0] if shape else ''}".strip()
                groups.setdefault(label.strip(), []).append(pair)
        pairs: list[Json] = [pair for group in groups.values() for pair in group]
        said = Said(("dimensions", "groups"), {**groups}) if len(groups) > 1 else Said(("dimensions", "pairs"), pairs)
        self._say("sizes", said, block.line, " | ".join(block.header))

    def _fence(self, block: Fence, before: Block | None) -> None:
        code = read_code(block.text)
        first = block.text.strip().split("\n", 1)[0]
        for request in requests_of(code, self.air):
            title = before.text if isinstance(before, Paragraph | Heading) else f"Request {len(self.requests) + 1}"
            text = code.text if isinstance(code.value, dict) else printed(request)
            taken = {one.title for one in self.requests}
            title = title.rstrip(":") if title.rstrip(":") not in taken else f"{title.rstrip(':')} {len(taken) + 1}"
            self.requests.append(Request(title, text, block.line, code.repair))
        known = code.value is not None
        reason = "request" if requests_of(code, self.air) else "JSON that is no request of this model"
        fate = Fate.UNDERSTOOD if requests_of(code, self.air) else Fate.IGNORED if known else Fate.UNKNOWN
        self.lines.append(Line(block.line, first, fate, reason if known else "code that is not JSON"))

    # Parameters.

    def _parameter(self, block: Block) -> None:
        if isinstance(block, Bullets):
            for item in block.items:
                self._fact(item)
        elif isinstance(block, Paragraph):
            text = tidy(block.text)
            match = re.fullmatch(r"(?:allowed|possible|supported|accepted|valid) values:+\s*(.+)", ended(text), re.I)
            values = [scalar(f"`{code}`") for code in codes(match[1])] if match else []
            if match and values and self.param is not None:
                self._allow(values, block.line, text)
            else:
                self._sentences(text, block.line, strictly=False)
        elif isinstance(block, Table):
            self.lines.append(Line(block.line, " | ".join(block.header), Fate.UNKNOWN, "a table"))
        elif not isinstance(block, Break):
            self.lines.append(Line(block.line, "", Fate.IGNORED, "nothing of a request"))

    def _allow(self, values: list[Json], line: int, text: str) -> None:
        assert self.param is not None
        is_text = self.param.facts.get("type") == "string"
        listed: list[Json] = [str(value) if is_text else value for value in values]
        self.param.state("enum" if len(listed) > 1 else "const", listed if len(listed) > 1 else listed[0], line)
        self.lines.append(Line(line, text, Fate.UNDERSTOOD, "parameters"))

    def _fact(self, item: Item) -> None:
        bullet = bullet_of(item)
        found = facts(bullet.label.lower(), bullet.body, self.path)
        for key, value in (found or {}).items():
            assert self.param is not None
            self.param.state(key, value, item.line)
        fate = Fate.UNKNOWN if found is None else Fate.UNDERSTOOD
        text = f"{'.'.join(self.path)}: {item.text}"
        self.lines.append(Line(item.line, text, fate, "parameters", is_bullet=True))

    def _parameters(self) -> list[tuple[Said, int]]:
        found = list(claims(self.root, self.names.provider))
        if not any(said.path[0] == "dimensions" for _, said, *_ in self.told):
            found += side_claims(self.root)
        return found
