"""What is wrong with a spec: where, under which stable code, and what would pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file; line and column count from 1, columns in code points."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Diagnostic:
    location: Location
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        first = f"{self.location}: error[{self.code}]: {one_line(self.message)}"
        return f"{first}\n  hint: {one_line(self.hint)}" if self.hint else first


def one_line(text: str) -> str:
    """Text of a spec with its control characters spelled out: one finding stays one line of output."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


class SpecErrors(Exception):
    """Specs that cannot be used; ``diagnostics`` holds everything found, sorted, each once, ``where`` in words."""

    def __init__(self, diagnostics: Iterable[Diagnostic], where: str = "the specs") -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        self.where = where
        super().__init__("\n".join(map(str, self.diagnostics)))


CODES: Final[dict[str, str]] = {
    "not-utf-8": "The file is not UTF-8 text.",
    "not-read": "A file or folder that looks like a spec has a name by which it is passed over.",
    "tab": "A tab stands where YAML wants spaces.",
    "yaml-syntax": "The file is not YAML.",
    "yaml-feature": "Anchors, aliases, tags, directives, odd line breaks and second documents are not in the language.",
    "too-deep": "The file nests deeper than 64 levels.",
    "duplicate-key": "A mapping holds the same key twice.",
    "not-a-mapping": "A spec file holds something other than a mapping.",
    "unknown-key": "A key that the spec language does not have there.",
    "missing-key": "A key that is needed is absent.",
    "wrong-type": "A value has another type than the language wants there.",
    "bad-value": "A value is outside what the language allows there.",
    "bad-version": "`spec` names a language version this program does not read.",
    "bad-air": "An AIR id is not written source:id@version.",
    "bad-date": "A date is not written YYYY-MM-DD, or does not exist.",
    "missing-file": "A file that the specs refer to is not there.",
    "unknown-task": "A model names a task that no file describes.",
    "unknown-provider": "A model names a provider that no file describes.",
    "unknown-set": "A model names a set of sizes that no file describes.",
    "unknown-setting": "A model lists a setting that its provider does not describe.",
    "unknown-model": "`extends` names a model that no file describes.",
    "extends-twice": "`extends` leads to a model that itself extends another.",
    "unknown-field": "A name stands for no field of the model.",
    "unknown-workflow": "A name stands for no workflow of the model.",
    "unknown-group": "A name stands for no group of dimensions of the model.",
    "duplicate-slug": "Two models have the same slug.",
    "duplicate-air": "Two models have the same AIR id.",
    "duplicate-name": "Two files describe the same task, the same provider or the same set of sizes.",
    "duplicate-value": "A list names the same thing twice.",
    "written-twice": "A field is written in two ways of which only one can count.",
    "reserved-name": "A name cannot be spelled in a generated language.",
    "name-clash": "Two names become the same one in a generated language.",
    "no-type": "A field has neither a type nor values that imply one.",
    "wrong-kind": "A keyword does not go with the type of its field.",
    "mixed-enum": "The values of an enum have different types.",
    "unsafe-number": "A number that not all languages keep exactly.",
    "empty-range": "Nothing lies between the two ends of a limit.",
    "empty-limits": "Both ends of a limit are open.",
    "bad-step": "A step has no range to go through, leads out of it at once, or takes too many numbers.",
    "bad-pattern": "A pattern uses what engines read differently.",
    "bad-size": "A size is not written WIDTHxHEIGHT [RATIO].",
    "bad-area": "An area that the sides cannot have, or that limits none of them.",
    "bad-dimensions": "`dimensions` gives sizes in more than one way, or in none.",
    "bad-default": "A default is not a legal value of its field.",
    "bad-label": "A label is given to a value the field cannot have.",
    "bad-frames": "Frames that cannot be told by number: the video's length is open, or the images are too many.",
    "bad-tuple": "The items of a tuple are not alike.",
    "bad-roles": "The roles of an array's items are not those its items can have, or cannot be counted.",
    "open-total": "A field that is added up may exceed the total by itself.",
    "contradiction": "The limits of a field leave no legal value.",
    "rule-never-applies": "The condition of a rule is never true of a request.",
    "rule-contradiction": "Where the rule applies, no request is valid.",
    "rule-without-effect": "The rule forbids nothing that is not forbidden already.",
    "bad-json": "An example is not JSON, or holds a key twice.",
    "example-breaks-spec": "A documented example breaks the spec, and does not say so.",
    "example-not-broken": "An example marked invalid has other violations than it says.",
    "duplicate-title": "Two examples of a model have the same title.",
    "bad-replacement": "A model's replacement is itself.",
    "bad-ratio": "A ratio of sides is not written like 16:9.",
    "bad-bytes": "A size in bytes is not written like 20MB.",
}
"""Every code a diagnostic can have, and what it means. Codes are public and never renamed."""
