"""The document around the schemas: information, servers, the operation, the webhook."""

from __future__ import annotations

from typing import Final

from ...meaning.values import Fragment
from ...model.catalog import Packages
from .components import reference
from .examples import question_example, refusal_example
from .wire import DOCS, PATH, RETRIED, SERVER, STATUSES

_JSON: Final = "application/json"
_TAG: Final = "Tasks"
_DIALECT: Final = "https://spec.openapis.org/oas/3.1/dialect/base"


def document(packages: Packages, schemas: dict[str, Fragment], requests: Fragment, answers: Fragment) -> Fragment:
    """The whole document. ``requests`` and ``answers`` are examples by name."""
    return {
        "openapi": "3.1.1",
        "info": _info(packages),
        "jsonSchemaDialect": _DIALECT,
        "servers": [{"url": SERVER, "description": "Runware"}],
        "security": [{"apiKey": []}],
        "tags": [{"name": _TAG, "description": "Everything is a task, sent to one address."}],
        "paths": {PATH: {"post": _operation(requests, answers)}},
        "webhooks": {"taskFinished": {"post": _webhook(answers)}},
        "components": {"schemas": {**schemas}, "securitySchemes": {"apiKey": _bearer()}},
    }


def _info(packages: Packages) -> Fragment:
    terms = packages.license.expression if packages.license else None
    return {
        "title": packages.summary.rstrip("."),
        "version": packages.schema_version,
        "summary": "One address that takes an array of tasks.",
        "description": (
            "A task is told apart by its taskType and its model. What a model accepts is said by the schema of its"
            " requests; what a schema cannot say is listed there as x-unenforced."
        ),
        "contact": {"name": "Documentation", "url": dict(packages.urls).get("documentation", DOCS)},
        **({"license": {"name": terms, "identifier": terms}} if terms else {}),
    }


def _bearer() -> Fragment:
    return {
        "type": "http",
        "scheme": "bearer",
        "description": "The API key. An authentication task as the first element of the array does instead.",
    }


def _operation(requests: Fragment, answers: Fragment) -> Fragment:
    content = _content("Tasks", {**requests, **question_example()})
    return {
        "operationId": "sendTasks",
        "summary": "Send tasks",
        "description": (
            "Sends one task or more. A sync task is answered with its results; an async one as accepted, and is asked"
            " for with getResponse. A taskUUID is accepted once: sent again it is refused as conflictTaskUUID."
        ),
        "tags": [_TAG],
        "requestBody": {"required": True, "content": content},
        "responses": {"200": _success(answers), **{status: _refusal(status) for status in STATUSES}},
    }


def _success(answers: Fragment) -> Fragment:
    return {
        "description": "Something succeeded, or a question was answered; other tasks may have errors.",
        "content": _content("Answer", answers),
    }


def _refusal(status: str) -> Fragment:
    wait: Fragment = {"description": "Seconds after which to try again.", "schema": {"type": "integer"}}
    example: Fragment = {"refusal": {"value": refusal_example(status)}}
    return {
        "description": STATUSES[status][0],
        **({"headers": {"Retry-After": wait}} if status in RETRIED else {}),
        "content": _content("Refusal", example),
    }


def _webhook(answers: Fragment) -> Fragment:
    finished: Fragment = {name: answer for name, answer in answers.items() if name.endswith("-success")}
    return {
        "operationId": "taskFinished",
        "summary": "A result is finished",
        "description": "Sent to the webhookURL of a task, once for each result, until it is answered with success.",
        "security": [],
        "requestBody": {"required": True, "content": _content("Answer", finished)},
        "responses": {
            "2XX": {"description": "It was taken."},
            "4XX": {"description": "It was not, and comes again."},
        },
    }


def _content(schema: str, examples: Fragment) -> Fragment:
    return {_JSON: {"schema": reference(schema), **({"examples": examples} if examples else {})}}
