"""The same rules as a JSON Schema written for jsonschema-rs and for speed.

The published schemas are written to be read. This one asks what the validator could do at best: nothing but keywords
that decide, and `minimum` with `maximum` in place of a numeric `const` or `enum`, which it answers several times
faster. (fastjsonschema is not faster with it.)
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
Sizes = dict[int, tuple[int, ...]]

HEX = "[0-9a-fA-F]"
UUID: Schema = {
    "type": "string",
    "pattern": f"^{HEX}{{8}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{12}}$",
    "maxLength": 36,
}
TEXT: Schema = {"type": "string", "minLength": 1}


def words(*allowed: str) -> Schema:
    return {"enum": list(allowed)}


def closed(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def between(low: int, high: int) -> Schema:
    return {"type": "integer", "minimum": low, "maximum": high}


def limits(low: int, high: int) -> Schema:
    return {"minimum": low, "maximum": high}


def listed(sizes: Sizes) -> Schema:
    """One branch per width; heights that differ are branches of their own."""
    return {
        "anyOf": [
            {"properties": {"width": limits(width, width), "height": limits(height, height)}}
            for width, heights in sizes.items()
            for height in heights
        ]
    }


def shared(settings: Schema) -> Schema:
    return {
        "taskUUID": UUID,
        "width": {"type": "integer"},
        "height": {"type": "integer"},
        "providerSettings": closed({"openai": closed(settings)}),
        "outputQuality": between(20, 99),
        "webhookURL": TEXT,
        "deliveryMethod": words("sync", "async"),
        "uploadEndpoint": TEXT,
        "safety": closed({"checkContent": {"type": "boolean"}, "mode": words("none", "fast", "full")}),
        "ttl": between(60, 2**53 - 1),
        "includeCost": {"type": "boolean"},
    }


def image(model: str, prompt: int, sizes: Sizes, settings: Schema) -> Schema:
    schema = closed(
        {
            **shared(settings),
            "taskType": words("imageInference"),
            "model": words(model),
            "positivePrompt": {"type": "string", "minLength": 1, "maxLength": prompt},
            "outputType": words("base64Data", "dataURI", "URL"),
            "outputFormat": words("JPG", "PNG", "WEBP"),
            "numberResults": between(1, 20),
        },
        ("taskType", "taskUUID", "model", "positivePrompt", "width", "height"),
    )
    return {**schema, **listed(sizes)}


def video(model: str, sizes: Sizes) -> Schema:
    frame = {
        "anyOf": [
            TEXT,
            closed({"inputImage": TEXT, "frame": {"enum": ["first", 0]}}, ("inputImage",)),
        ]
    }
    schema = closed(
        {
            **shared({}),
            "taskType": words("videoInference"),
            "model": words(model),
            "positivePrompt": {"type": "string", "minLength": 1, "maxLength": 4000},
            "duration": {"type": "integer", "minimum": 4, "maximum": 12, "multipleOf": 4},
            "frameImages": {"type": "array", "minItems": 1, "maxItems": 1, "items": frame},
            "outputType": words("URL"),
            "outputFormat": words("MP4", "WEBM"),
            "numberResults": between(1, 4),
        },
        ("taskType", "taskUUID", "model", "positivePrompt", "duration"),
    )
    return {**schema, **listed(sizes), "dependentRequired": {"width": ["height"], "height": ["width"]}}


MODELS: dict[object, Schema] = {
    "openai:2@2": image("openai:2@2", 1000, {256: (256,), 512: (512,), 1024: (1024,)}, {}),
    "openai:2@3": image(
        "openai:2@3",
        4000,
        {1024: (1024, 1792), 1792: (1024,)},
        {"quality": words("hd", "standard"), "style": words("vivid", "natural")},
    ),
    "openai:1@1": image(
        "openai:1@1",
        32000,
        {1024: (1024, 1536), 1536: (1024,)},
        {"quality": words("auto", "high", "medium", "low"), "background": words("transparent", "opaque")},
    ),
    "openai:3@1": video("openai:3@1", {1280: (720,), 720: (1280,)}),
    "openai:3@2": video("openai:3@2", {1280: (720,), 720: (1280,), 1792: (1024,), 1024: (1792,)}),
}
