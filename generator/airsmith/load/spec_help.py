"""What the keys of spec files mean, in the words that editors show: clauses of Markdown.

Keywords and verbs are not here: each kind says its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..meaning.kinds import KINDS, VERBS
from ..meaning.kinds.frames import FramesKind

_KEYWORDS: Final = {kind.keyword: kind.help for kind in KINDS}
_VERBS: Final = {verb.keyword: verb.help for verb in VERBS}
_SPEC: Final = "the version of the spec language"
_SOURCE: Final = "the page that the file was taken from"
_NOTES: Final = "what the page says beyond limits"
_RULES: Final = "what ties fields together: each has a verb, and may have a `when`, a `level` and a `why`"
_SIZES: Final = {
    "pairs": "the legal sizes, as `1024x1024`, each with its ratio behind it where the page names one",
    "groups": "the legal sizes under names, which rules use",
    "range": "ends of both sides, or of `width` and `height` apart",
    "step": "how far apart the sides of a `range` are, counted from its lower end",
    "area": "ends of the number of pixels of sides that go in steps",
}
_SIDES: Final = {"width": "of the width alone", "height": "of the height alone"}

HELP: Final[Mapping[str, Mapping[str, str]]] = {
    "spec file": {
        "spec": _SPEC,
        "air": "the AIR id of the model, such as `openai:2@3`",
        "slug": "replaces the name of the file where that cannot name a module",
        "name": "how the page calls the model",
        "provider": "the provider whose file describes the settings; without it the model takes no `providerSettings`",
        "task": "the kind of request, whose file describes the shared fields",
        "extends": "the AIR id of a model that this one takes over, and says the differences to",
        "summary": "one sentence on what the model does",
        "lifecycle": "whether the model can still be used, and who said so",
        "source": _SOURCE,
        "workflows": "the ways to use the model, in the order of the page; a request shows its own by what it carries",
        "fields": "what the page limits; a field replaces the one of the task whole",
        "frames": FramesKind.help,
        "dimensions": "which widths go with which heights: `pairs`, `groups`, `range`, `use` or `from`",
        "media": "limits of input files, which clients check and no schema can",
        "providerSettings": "`none`, a list of settings as the provider describes them, or a map that describes them anew",
        "rules": _RULES,
        "notes": _NOTES,
        "examples": "the documented requests, verbatim; they are checked against the spec",
    },
    "lifecycle": {
        "stage": "`live`, `deprecated` or `retired`",
        "since": "the day on which the stage began, or `null`",
        "replacement": "the AIR id of the model to use instead, or `null` where none is named",
        "source": "the page that says so",
        "checked": "the day on which somebody looked",
    },
    "source": {"url": "the address of the page, with an anchor", "fetched": "the day on which it was read"},
    "workflows": {"needs": "the field, or fields, that a request of this workflow carries"},
    "frames": {
        "named": "the frames that have a word",
        "count": "how many images there may be",
        "within": "what tells how many frames can be numbered: the duration and the frames per second",
    },
    "dimensions": {
        **_SIZES,
        "from": "the input whose size the output has; a request then has none",
        "use": "the name of a file below `sets` that lists the sizes",
        "only": "the workflows that the sizes are for",
        "required": "whether both sides must be given; else they come together or not at all",
        "error": "by which error the service refuses a size, where that is known",
        "group": "the group that the size must be of",
    },
    "range": _SIDES,
    "step": _SIDES,
    "required": {"in": "the workflows that require it", "unless": "the field that stands in for it"},
    "media": {
        "side": "ends of each side, in pixels",
        "ratio": "the narrowest and the widest shape, width to height",
        "bytes": "the largest file; 1 MB is 1 000 000 bytes",
        "seconds": "ends of the duration",
        "formats": "the file formats, as the page writes them",
    },
    "examples": {
        "title": "how the page calls the example",
        "request": "the request as JSON text",
        "expect": "`valid`, or what is wrong with it on purpose",
    },
    "expect": {"invalid": "the codes of the violations that must be found"},
    "field": {
        "type": "a text, a number, `true` or `false`, or a reference to a file; `enum` and `const` imply it",
        **_KEYWORDS,
        "items": "makes the field an array; a type word or a field",
        "tuple": "makes the field an array with one item for each field that is listed; they are alike",
        "shape": "makes the field a closed object of the named fields",
        "required": "`true`, `false`, `{in: [workflow]}` or `{unless: field}`",
        "supported": "`false`: the service refuses the field for this model",
        "default": "what the service does without the field; clients never send it",
        "unit": "of what the number counts",
        "labels": "how the page writes the values of an `enum`",
        "summary": "what the field is for, in your own words",
        "error": "by which error the service refuses a value, where that is known",
        "source": "an anchor of the file's page, or a URL",
    },
    "pattern": {"match": "the pattern", "called": "what an error message shows in its place"},
    "roles": {"by": "the field of an item that tells its role; each of its values may have a number beside it"},
    "limits": _KEYWORDS,
    "condition": {
        "has": "true when the field is there",
        "lacks": "true when the field is not there",
        "workflow": "true when the request shows this workflow",
        "group": "true when the size is of this group",
        "any": "true when one of the conditions is",
        "all": "true when every one of the conditions is",
        "not": "true when the condition is not",
        "in": "the values of which it has one",
    },
    "rule": {
        "when": "the condition under which the rule holds; its entries must all be true",
        **_VERBS,
        "level": "`error` decides verdicts, `warn` is said by `warnings`, `note` in documentation only",
        "why": "the reason, which stands behind the rule in documentation",
    },
    "constrain": {"dimensions": "the sizes that are left: `pairs`, or a `group`"},
    "total": {"of": "two names: a list, and another list or a number", "most": "how many they are together"},
    "task file": {
        "spec": _SPEC,
        "task": "the value of `taskType`",
        "name": "how people call the task",
        "media": "what comes back",
        "source": _SOURCE,
        "prompt": "the field that a typed function takes first",
        "dimensions": "whether a request must give its size, where the model does not say",
        "order": "the order of the fields in reports and documentation",
        "fields": "the fields that all models of the task share",
        "rules": _RULES,
        "response": "what a result holds",
        "notes": _NOTES,
    },
    "response": {"order": "the order of its fields", "fields": "the fields of a result"},
    "provider file": {
        "spec": _SPEC,
        "provider": "the key below `providerSettings`",
        "name": "how people call the provider",
        "source": _SOURCE,
        "order": "the order of the settings",
        "settings": "the settings that models of the provider can have",
        "notes": _NOTES,
    },
    "set file": {
        "spec": _SPEC,
        "set": "the name by which `dimensions: {use: ...}` finds the file",
        "summary": "one sentence on what the sizes have in common",
        "source": _SOURCE,
        **_SIZES,
    },
    "catalog file": {
        "spec": _SPEC,
        "summary": "one sentence on what is generated: the description of the packages",
        "packages": "names and versions of the packages",
        "schemas": "where the JSON Schemas are published, and their version",
        "license": "the terms of what is generated, which are yours to set; without it the packages state none",
        "urls": "what the packages link to",
    },
    "packages": {"python": "the package for Python", "npm": "the package for JavaScript and TypeScript"},
    "python": {
        "name": "the name that pip installs",
        "module": "the name that Python imports",
        "version": "the version of the package",
    },
    "npm": {"name": "the name that npm installs", "version": "the version of the package"},
    "schemas": {"base": "the address below which they are served", "version": "their version"},
    "license": {"expression": "an SPDX expression, such as `MIT`", "text": "the whole text, which becomes LICENSE"},
    "urls": {
        "homepage": "the page of the packages",
        "documentation": "where the packages, or the models, are described",
        "source": "the repository",
        "issues": "where bugs are reported",
        "changelog": "where changes are listed",
    },
}
"""Place -> key -> help. A place is a kind of file, a definition, or the key that a mapping stands behind."""
