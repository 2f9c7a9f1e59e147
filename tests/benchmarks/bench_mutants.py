"""Requests with a single fault each, made from the documented ones; and unusual requests that are valid."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from bench_corpus import Sample, by_name, sample

ABSENT = object()
"""In place of a value: the key is taken away."""


@dataclass(frozen=True)
class Edit:
    """One change of one documented request: at the dotted path `path` stands `value`."""

    base: str
    path: str
    value: Any

    @property
    def name(self) -> str:
        if self.value is ABSENT:
            return f"{self.base}: no {self.path}"
        shown = repr(self.value)
        if len(shown) > 40:
            shown = f"{type(self.value).__name__} of length {len(self.value)}"
        return f"{self.base}: {self.path} = {shown}"

    def apply(self) -> Sample:
        document = copy.deepcopy(by_name(self.base))
        *parents, key = self.path.split(".")
        target: dict[str, Any] = document
        for parent in parents:
            target = target.setdefault(parent, {})
        if self.value is ABSENT:
            del target[key]
        else:
            target[key] = self.value
        return sample(self.name, document)


D2, D3, G1, S2, S2I, PRO = "dall-e-2 1", "dall-e-3 1", "gpt-image-1 1", "sora-2 1", "sora-2 2", "sora-2-pro 1"
UUID = "24cd5dff-cb81-4db5-8506-b72a9425f9d1"

FAULTS = (
    Edit(D3, "taskType", ABSENT),
    Edit(D3, "taskUUID", ABSENT),
    Edit(D3, "positivePrompt", ABSENT),
    Edit(D3, "width", ABSENT),
    Edit(D3, "height", ABSENT),
    Edit(S2, "duration", ABSENT),
    Edit(S2, "width", ABSENT),
    Edit(S2, "height", ABSENT),
    Edit(D2, "taskType", "videoInference"),
    Edit(S2, "taskType", "imageInference"),
    Edit(D3, "taskType", 1),
    Edit(G1, "taskUUID", UUID.replace("-", "")),
    Edit(G1, "taskUUID", "g" + UUID[1:]),
    Edit(G1, "taskUUID", UUID + "0"),
    Edit(G1, "taskUUID", "{" + UUID + "}"),
    Edit(G1, "taskUUID", None),
    Edit(D3, "taskUUID", 24),
    Edit(D3, "positivePrompt", ""),
    Edit(D3, "positivePrompt", None),
    Edit(D3, "positivePrompt", ["A lighthouse"]),
    Edit(D2, "positivePrompt", "a" * 1001),
    Edit(D3, "positivePrompt", "a" * 4001),
    Edit(G1, "positivePrompt", "a" * 32001),
    Edit(PRO, "positivePrompt", "a" * 4001),
    Edit(D2, "width", 512),
    Edit(D3, "height", 1792),
    Edit(G1, "width", 1792),
    Edit(S2, "width", 1920),
    Edit(PRO, "height", 720),
    Edit(D3, "width", "1792"),
    Edit(D3, "height", None),
    Edit(S2, "height", 720.5),
    Edit(D3, "steps", 30),
    Edit(S2, "seed", 1),
    Edit(D3, "providerSettings", None),
    Edit(D3, "providerSettings", []),
    Edit(D3, "providerSettings.google", {}),
    Edit(D3, "providerSettings.openai", None),
    Edit(D3, "providerSettings.openai.quality", "HD"),
    Edit(D3, "providerSettings.openai.quality", "high"),
    Edit(D3, "providerSettings.openai.style", 1),
    Edit(D3, "providerSettings.openai.background", "opaque"),
    Edit(D2, "providerSettings.openai.quality", "standard"),
    Edit(G1, "providerSettings.openai.background", "white"),
    Edit(S2, "providerSettings.openai.quality", "high"),
    Edit(D3, "outputType", "url"),
    Edit(S2, "outputType", "dataURI"),
    Edit(D3, "outputFormat", "GIF"),
    Edit(S2, "outputFormat", "JPG"),
    Edit(D3, "outputQuality", 19),
    Edit(D3, "outputQuality", 100),
    Edit(S2, "outputQuality", "95"),
    Edit(D3, "webhookURL", ""),
    Edit(S2, "webhookURL", 5),
    Edit(D3, "deliveryMethod", "Async"),
    Edit(D3, "uploadEndpoint", None),
    Edit(D3, "safety", True),
    Edit(D3, "safety.mode", "slow"),
    Edit(S2, "safety.checkContent", "yes"),
    Edit(D3, "safety.level", 1),
    Edit(D3, "ttl", 59),
    Edit(D3, "includeCost", "true"),
    Edit(D3, "includeCost", 1),
    Edit(D3, "numberResults", 0),
    Edit(D3, "numberResults", 21),
    Edit(D3, "numberResults", True),
    Edit(S2, "numberResults", 5),
    Edit(S2, "duration", 5),
    Edit(S2, "duration", "8"),
    Edit(PRO, "duration", 8.5),
    Edit(S2I, "frameImages", "c64351d5-4c59-42f7-95e1-eace013eddab"),
    Edit(S2I, "frameImages", []),
    Edit(S2I, "frameImages", ["a", "b"]),
    Edit(S2I, "frameImages", [""]),
    Edit(S2I, "frameImages", [{"frame": "first"}]),
    Edit(S2I, "frameImages", [{"inputImage": "a", "frame": "last"}]),
    Edit(S2I, "frameImages", [{"inputImage": "a", "frame": 1}]),
    Edit(S2I, "frameImages", [{"inputImage": "a", "frame": 0, "weight": 1}]),
    Edit(D3, "model", "openai:9@9"),
    Edit(D3, "model", ABSENT),
)

LONE_SURROGATES = (
    Edit(D3, "positivePrompt", "a\ud800"),
    Edit(S2I, "frameImages", ["\udfff"]),
)
FALSE_AS_ZERO = Edit(S2I, "frameImages", [{"inputImage": "a", "frame": False}])
TRICKY_FAULTS = (
    Edit(G1, "taskUUID", UUID + "\n"),
    Edit(G1, "taskUUID", "\u0662" + UUID[1:]),
    Edit(D2, "width", True),
    Edit(D3, "ttl", 2**53),
    FALSE_AS_ZERO,
    *LONE_SURROGATES,
)
"""Faults on which validators are known to differ: not timed, but pinned peer by peer."""

INTEGRAL_SIZE = Edit(D3, "width", 1792.0)
INTEGRAL_QUALITY = Edit(D3, "outputQuality", 90.0)
INTEGRAL_DURATION = Edit(S2, "duration", 8.0)
INTEGRAL_FRAME = Edit(S2I, "frameImages", [{"inputImage": "a", "frame": 0.0}])
TRICKY_VALID = (
    Edit(D3, "taskUUID", UUID.upper()),
    Edit(D3, "taskUUID", "6ba7b831-9dad-11d1-80b4-00c04fd430c8"),
    Edit(D2, "positivePrompt", "a"),
    Edit(D2, "positivePrompt", "\U0001f44d" * 1000),
    Edit(G1, "positivePrompt", "a" * 32000),
    Edit(D3, "providerSettings", {}),
    Edit(D3, "providerSettings", {"openai": {}}),
    Edit(D3, "providerSettings.openai.quality", ABSENT),
    Edit(S2, "providerSettings", {"openai": {}}),
    Edit(D3, "safety", {}),
    Edit(S2I, "frameImages", [{"inputImage": "a"}]),
    Edit(S2I, "frameImages", [{"inputImage": "a", "frame": 0}]),
    INTEGRAL_SIZE,
    INTEGRAL_QUALITY,
    INTEGRAL_DURATION,
    INTEGRAL_FRAME,
)
"""Valid requests on which validators are known to differ."""


def faulty() -> tuple[Sample, ...]:
    return tuple(edit.apply() for edit in FAULTS)


def tricky_faulty() -> tuple[Sample, ...]:
    return tuple(edit.apply() for edit in TRICKY_FAULTS)


def tricky_valid() -> tuple[Sample, ...]:
    return tuple(edit.apply() for edit in TRICKY_VALID)
