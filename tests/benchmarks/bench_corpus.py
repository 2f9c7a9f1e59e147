"""The requests that everything is measured on. The documented ones come from the generated schemas and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench_peer import Document

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "generated" / "schemas"
SLUGS = ("dall-e-2", "dall-e-3", "gpt-image-1", "sora-2", "sora-2-pro")
DOCUMENTED = 9


@dataclass(frozen=True)
class Sample:
    """A request by name. `text` is JSON: a validator gets what `json.loads` makes of it, never our own literals."""

    name: str
    text: str

    def parse(self) -> Document:
        document: Document = json.loads(self.text)
        return document


def request_schema(slug: str, draft: str = "2020-12") -> dict[str, Any]:
    """The published schema of one model's requests; `requests` is the one for all models."""
    folder = SCHEMAS / "draft-07" if draft == "draft-07" else SCHEMAS
    path = folder / "requests.schema.json" if slug == "requests" else folder / "openai" / f"{slug}.request.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def sample(name: str, request: Mapping[str, Any]) -> Sample:
    return Sample(name, json.dumps(request))


@cache
def documented() -> tuple[Sample, ...]:
    """The nine documented requests, in the order of the models."""
    found = [
        sample(f"{slug} {number}", request)
        for slug in SLUGS
        for number, request in enumerate(request_schema(slug)["examples"], start=1)
    ]
    if len(found) != DOCUMENTED:
        raise SystemExit(f"the schemas hold {len(found)} documented requests, not {DOCUMENTED}: the goals do not apply")
    return tuple(found)


def by_name(name: str) -> Document:
    return next(entry for entry in documented() if entry.name == name).parse()


_SHARED_OPTIONS: dict[str, Any] = {
    "outputType": "URL",
    "outputQuality": 90,
    "webhookURL": "https://example.com/hook?key=1",
    "deliveryMethod": "async",
    "uploadEndpoint": "https://example.com/put/1",
    "safety": {"checkContent": True, "mode": "fast"},
    "ttl": 3600,
    "includeCost": True,
    "numberResults": 2,
}
EVERY_IMAGE_OPTION = "every optional field, image"
EVERY_VIDEO_OPTION = "every optional field, video"


def further() -> tuple[Sample, ...]:
    """Valid requests that the documentation does not show and that must not be slow either."""
    image, video = by_name("dall-e-3 1"), by_name("sora-2 1")
    without_size = {key: value for key, value in video.items() if key not in ("width", "height")}
    return (
        sample("Sora 2 without a size", without_size),
        sample("one optional field, image", {**image, "outputFormat": "PNG"}),
        sample("three optional fields, image", {**image, "outputFormat": "PNG", "includeCost": True, "ttl": 60}),
        sample(EVERY_IMAGE_OPTION, {**image, **_SHARED_OPTIONS, "outputFormat": "WEBP"}),
        sample(
            EVERY_VIDEO_OPTION,
            {
                **video,
                **_SHARED_OPTIONS,
                "outputFormat": "WEBM",
                "providerSettings": {"openai": {}},
                "frameImages": [{"inputImage": "c64351d5-4c59-42f7-95e1-eace013eddab", "frame": "first"}],
            },
        ),
    )
