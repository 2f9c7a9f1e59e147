"""What the service speaks whatever the model: its address, the tasks that no spec describes, its errors."""

from __future__ import annotations

from typing import Final

from ...meaning.values import Fragment

SERVER: Final = "https://api.runware.ai"
PATH: Final = "/v1"
DOCS: Final = "https://runware.ai/docs"

STATUSES: Final[dict[str, tuple[str, str]]] = {
    "400": ("Something is wrong with a task, or its taskUUID was used before.", "conflictTaskUUID"),
    "401": ("The API key is missing or not valid.", "invalidApiKey"),
    "402": ("The balance is too low.", "insufficientCredits"),
    "403": ("The API key may not do this.", "insufficientPermissions"),
    "404": ("No task of this taskUUID is known.", "taskNotFound"),
    "429": ("Too many requests at once.", "rateLimitExceeded"),
    "500": ("The service, or the provider behind it, failed.", "internalServerError"),
    "default": ("Any other refusal.", "unknownError"),
}
"""HTTP status -> what it means, and an error code that comes with it."""

RETRIED: Final = frozenset({"429", "500"})
"""With these the service may say how long to wait."""

_UUID: Final[Fragment] = {"type": "string", "minLength": 1, "description": "Names the task."}
_SESSION: Final[Fragment] = {"type": "string", "description": "The session of a WebSocket that is resumed."}


def task_components() -> dict[str, Fragment]:
    """Name -> schema of each task that is not described by specs."""
    return {
        "GetResponseTask": _task(
            "getResponse",
            "Asks for all that there is of a task that was sent before.",
            {"taskUUID": {**_UUID, "description": "The taskUUID of the task that is asked for."}},
            ("taskUUID",),
        ),
        "ImageUploadTask": _task(
            "imageUpload",
            "Stores a picture, to be named by its UUID in later requests.",
            {"taskUUID": _UUID, "image": _text("A data URI, base64 or an address.", 1)},
            ("taskUUID", "image"),
        ),
        "AuthenticationTask": _task(
            "authentication",
            "The API key as the first element of the array, where no header holds it.",
            {"apiKey": _text("The API key.", 1), "connectionSessionUUID": _SESSION},
            ("apiKey",),
        ),
        "PingTask": _task("ping", "Keeps a WebSocket open.", {"ping": {"type": "boolean", "const": True}}, ()),
    }


def item_components() -> dict[str, Fragment]:
    """Name -> schema of the items of an answer to those tasks."""
    return {
        "ImageUploadItem": _item(
            "imageUpload",
            "A picture that was stored.",
            {
                "taskUUID": _UUID,
                "imageUUID": _text("Names the picture in requests."),
                "imageURL": _text("Its address."),
            },
            ("taskUUID", "imageUUID"),
        ),
        "AuthenticationItem": _item(
            "authentication", "The session of a WebSocket.", {"connectionSessionUUID": _text("Names the session.")}, ()
        ),
        "PingItem": _item("ping", "The answer to a ping.", {"pong": {"type": "boolean"}}, ()),
    }


def task_type(schema: Fragment) -> str:
    """The type that all tasks or items of one of these schemas have."""
    properties = schema["properties"]
    assert isinstance(properties, dict) and isinstance(properties["taskType"], dict)
    return str(properties["taskType"]["const"])


def error_component() -> Fragment:
    """The schema of an error; what is not named here may come, too."""
    names: Fragment = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    number: Fragment = {"type": "number"}
    return {
        "type": "object",
        "description": "One thing that is wrong, or that failed. Codes are not standardised: expect unknown ones.",
        "properties": {
            "code": _text("A name such as unsupportedDimensions."),
            "message": _text("What is wrong, in words."),
            "parameter": {**names, "description": "The field at fault, or the fields that do not go together."},
            "type": _text("The type that was expected."),
            "documentation": _text("The address of a page about it."),
            "taskUUID": _text("The task it is about; absent where it is about the request."),
            "taskType": _text("The type of that task."),
            "allowedValues": {"type": "array", "items": {}, "description": "What would be accepted."},
            "min": {**number, "description": "The least that would be accepted."},
            "max": {**number, "description": "The most that would be accepted."},
            "status": _text("error, where getResponse tells of a result that failed."),
            "responseContent": _text("What the provider behind the service said."),
            "retryAfter": {**number, "description": "Seconds after which it may be tried again."},
        },
        "required": ["code", "message"],
    }


def _text(description: str, least: int = 0) -> Fragment:
    length: Fragment = {"minLength": least} if least else {}
    return {"type": "string", **length, "description": description}


def _task(name: str, description: str, members: Fragment, required: tuple[str, ...]) -> Fragment:
    return {**_item(name, description, members, required), "additionalProperties": False}


def _item(name: str, description: str, members: Fragment, required: tuple[str, ...]) -> Fragment:
    return {
        "type": "object",
        "description": description,
        "properties": {"taskType": {"type": "string", "const": name}, **members},
        "required": ["taskType", *required],
    }
