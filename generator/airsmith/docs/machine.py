"""Machine formats of 2026 (format C): an OpenAPI document per model, or a bare request schema."""

from __future__ import annotations

import re
from typing import Final

from ..meaning.values import Json
from .bullets.asides import workflows
from .claims import Claim, Fate, Line, ModelReading, Reading, Request, Said
from .json_places import Places
from .page import Page, UnreadablePage, parsed
from .params import Param, claims, side_claims
from .requests import printed
from .schema_rules import root_rules
from .sections import AIR
from .vocabulary import FRAMES, media_of

DEEPEST: Final = 40
"""References are followed this far, so that those that lead in circles end."""
_SILENT: Final = frozenset(
    {"title", "description", "examples", "example", "format", "$comment", "$schema", "$id", "readOnly", "writeOnly"}
    | {"additionalProperties", "unevaluatedProperties", "nullable", "contentEncoding", "contentMediaType", "pattern"}
)
"""Keywords that a spec has no word for, or that the task states once for all models."""
_RULES: Final = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentRequired", "dependencies"})
_ENDS: Final = {
    "minimum": ("range", 0),
    "maximum": ("range", 1),
    "minLength": ("length", 0),
    "maxLength": ("length", 1),
    "minItems": ("count", 0),
    "maxItems": ("count", 1),
}
_STAGES: Final = {"live": "live", "active": "live", "deprecated": "deprecated", "retired": "retired"}


def read(page: Page) -> Reading:
    """What the document says of its one model. Raises UnreadablePage where it describes no request."""
    return Reading((_Document(page).reading(),))


class _Document:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.document = parsed(page)
        self.lines_of = Places(page)
        self.lines: list[Line] = []
        self.info = _object(self.document.get("info"))
        self.schema = self._request_schema()
        self.air = self._air()
        self.told: list[tuple[str, Said, str]] = []
        self.requests: list[Request] = []

    def _request_schema(self) -> dict[str, Json]:
        if isinstance(self.document.get("requestSchema"), dict):
            return self._resolved(self.document["requestSchema"])
        if "properties" in self.document:
            return self.document
        schemas = _object(_object(self.document.get("components")).get("schemas"))
        body = self._resolved(schemas.get("RequestBody"))
        items = self._resolved(body.get("items", body))
        branches = [self._resolved(branch) for key in ("oneOf", "anyOf") for branch in _list(items.get(key))]
        for candidate in (items, *branches):
            if "model" in _object(candidate.get("properties")):
                return candidate
        raise UnreadablePage(f"{self.page.name} has no components.schemas.RequestBody whose items have a model")

    def _resolved(self, value: Json, depth: int = 0) -> dict[str, Json]:
        schema = _object(value)
        reference = schema.get("$ref")
        if not isinstance(reference, str) or not reference.startswith("#/") or depth > DEEPEST:
            return schema
        found: Json = self.document
        for part in reference[2:].split("/"):
            found = _object(found).get(part.replace("~1", "/").replace("~0", "~"))
        return self._resolved(found, depth + 1)

    def _air(self) -> str:
        model = self._resolved(_object(self.schema.get("properties")).get("model"))
        stated = self.info.get("x-air-id") or model.get("const") or self.schema.get("x-air-id")
        listed = _list(model.get("enum"))
        air = stated or (listed[0] if len(listed) == 1 else None)
        if not isinstance(air, str) or not re.fullmatch(AIR, air):
            raise UnreadablePage(
                f"{self.page.name} does not say which model it is about: no x-air-id, no const of model"
            )
        return air

    def reading(self) -> ModelReading:
        self._about()
        root = Param(1)
        self._properties(root, self.schema, "", 0)
        self._rules()
        self._examples()
        provider = self._provider(root)
        told = [(kind, said, self.lines_of.line(pointer), pointer) for kind, said, pointer in self.told]
        told += [("parameters", said, line, self.page.lines[line - 1].strip()) for said, line in claims(root, provider)]
        if not any(said.path[0] == "dimensions" for _, said, *_ in told):
            told += [("parameters", said, line, "") for said, line in side_claims(root)]
        found = [
            Claim(self.air, kind, said.path, said.value, line, text, said.guess) for kind, said, line, text in told
        ]
        kind = root.children.get("taskType", Param(1)).facts.get("const", "")
        title = str(self.info.get("title") or self.schema.get("title") or self.air)
        name = re.sub(r"\A.* - (?=\S)", "", title)
        return ModelReading(
            self.air, name, str(kind), "", 1, tuple(found), tuple(self.lines), tuple(self.requests), lists_all=True
        )

    def _provider(self, root: Param) -> str:
        settings = root.children.get("providerSettings")
        return next(iter(settings.children), "") if settings else self.air.partition(":")[0]

    def _note(self, pointer: str, fate: Fate, reason: str = "") -> None:
        self.lines.append(Line(self.lines_of.line(pointer), pointer or "/", fate, reason, is_bullet=True))

    def _about(self) -> None:
        stage = _STAGES.get(str(self.info.get("x-status", "")).lower())
        day = self.info.get("x-deactivation-date") or self.info.get("x-deactivated-at")
        if isinstance(day, str) and re.match(r"\d{4}-\d{2}-\d{2}", day):
            self.told.append(("lifecycle", Said(("lifecycle", "stage"), "retired"), "/info/x-status"))
            self.told.append(("lifecycle", Said(("lifecycle", "since"), day[:10]), "/info/x-status"))
        elif stage:
            self.told.append(("lifecycle", Said(("lifecycle", "stage"), stage), "/info/x-status"))
        listed = self.info.get("x-capabilities")
        names = [word for word in listed if isinstance(word, str)] if isinstance(listed, list) else []
        found = [name for word in names for name in workflows(word)]
        if found and len(found) == len(names):
            self.told.append(("workflows", Said(("workflows",), list(found)), "/info/x-capabilities"))
        elif names:
            self._note("/info/x-capabilities", Fate.UNKNOWN, "workflows")

    # Properties.

    def _properties(self, into: Param, schema: dict[str, Json], pointer: str, depth: int) -> None:
        required = [name for name in _list(schema.get("required")) if isinstance(name, str)]
        for name, value in _object(schema.get("properties")).items():
            below = f"{pointer}/properties/{name}"
            inner = self._resolved(value)
            param = into.child((name,), self.lines_of.line(below))
            param.state("required", name in required, param.line)
            if depth > DEEPEST:
                self._note(below, Fate.UNKNOWN, "it nests too deep")
                continue
            self._property(param, inner, below, depth)

    def _property(self, param: Param, schema: dict[str, Json], pointer: str, depth: int) -> None:
        for key, value in schema.items():
            place = f"{pointer}/{key}"
            if key in _SILENT or key.startswith("x-"):
                continue
            if not self._keyword(param, key, value, place):
                self._nested(param, schema, key, pointer, depth)

    def _keyword(self, param: Param, key: str, value: Json, place: str) -> bool:
        """Take a keyword that limits the value itself; false where it is about what is inside."""
        line = self.lines_of.line(place)
        if key in _ENDS and isinstance(value, int | float):
            word, end = _ENDS[key]
            whole = int(value) if isinstance(value, float) and value.is_integer() else value
            param.state(word, [whole, None] if end == 0 else [None, whole], line)
        elif key == "type" and isinstance(value, str):
            param.state("type", value, line)
        elif key == "enum" and isinstance(value, list) and value:
            param.state("enum" if len(value) > 1 else "const", value if len(value) > 1 else value[0], line)
        elif key in ("const", "default"):
            param.state(key, value, line)
        elif key == "multipleOf":
            param.state("step", value, line)
        else:
            return False
        self._note(place, Fate.UNDERSTOOD, "parameters")
        return True

    def _nested(self, param: Param, schema: dict[str, Json], key: str, pointer: str, depth: int) -> None:
        place = f"{pointer}/{key}"
        match key:
            case "properties":
                self._properties(param, schema, pointer, depth + 1)
            case "required" | "minContains" | "maxContains" | "uniqueItems":
                pass
            case "items":
                self._items(param, self._resolved(schema[key]), place, depth)
            case "$ref":
                self._note(place, Fate.UNKNOWN, "a reference that leads nowhere")
            case "deprecated":
                self._note(place, Fate.IGNORED, "a spec marks models, not fields, as deprecated")
            case "allOf" | "contains" if param.children.get("frame"):
                self._note(place, Fate.UNDERSTOOD, "no frame is named twice")
            case _:
                self._note(place, Fate.UNKNOWN, "a keyword that is not read here")

    def _items(self, param: Param, schema: dict[str, Json], pointer: str, depth: int) -> None:
        """The items of an array; of a text or an object, the object says more."""
        branches = [self._resolved(branch) for key in ("anyOf", "oneOf") for branch in _list(schema.get(key))]
        objects = [branch for branch in branches if branch.get("type") == "object" or "properties" in branch]
        texts = [branch for branch in branches if branch.get("type") == "string"]
        if branches and (len(objects) != 1 or len(objects) + len(texts) != len(branches)):
            self._note(pointer, Fate.UNKNOWN, "items of several shapes")
            return
        item = objects[0] if objects else schema
        if item.get("type") == "string" and "properties" not in item:
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", pointer.split("/")[-2])
            param.facts["items"] = _media(words)
            return
        self._properties(param, item, pointer, depth + 1)
        if pointer.split("/")[-2] == FRAMES and "frame" in param.children:
            _frame_words(param.children["frame"])

    # Rules, and requests.

    def _rules(self) -> None:
        for pointer, found in root_rules(self.schema):
            if found is None:
                self._note(pointer, Fate.UNKNOWN, "a rule that is not read here")
                continue
            self._note(pointer, Fate.UNDERSTOOD, "rules")
            for said in found:
                self.told.append(("rules" if said.path == ("rules",) else "sizes", said, pointer))
        for key in self.schema:
            known = (
                _SILENT
                | _RULES
                | {"type", "properties", "required", "minProperties", "maxProperties", "$defs", "definitions"}
            )
            if key not in known and not key.startswith("x-") and key not in ("openapi", "info"):
                self._note(f"/{key}", Fate.UNKNOWN, "a keyword that is not read here")

    def _examples(self) -> None:
        for number, example in enumerate(_list(self.schema.get("examples")), 1):
            if isinstance(example, dict) and example.get("model") == self.air:
                line = self.lines_of.line("/examples")
                self.requests.append(Request(f"Request {number}", printed(example), line))


def _frame_words(frame: Param) -> None:
    """Where a number means the first frame, the word alone is kept: a spec says ``first``."""
    listed = frame.facts.get("enum")
    if isinstance(listed, list):
        words: list[Json] = [word for word in listed if isinstance(word, str)]
        frame.facts["enum"] = words
        frame.facts.pop("type", None)


def _media(words: str) -> str:
    return media_of(words) or "string"


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
