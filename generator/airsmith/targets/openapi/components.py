"""The schemas that the operation refers to: a request per model, a result per task, and what holds them."""

from __future__ import annotations

import json

from ...meaning.values import Fragment, Json
from ...model.catalog import Model, Packages, Task
from ...model.names import pascal, snake
from ..markdown import text
from ..schemas.fragments import response_fragment
from ..schemas.views import definition, request_schema
from .wire import error_component, item_components, task_components, task_type


def request_name(slug: str) -> str:
    """
    >>> request_name("dall-e-3")
    'DallE3Request'
    """
    return f"{pascal(slug)}Request"


def result_name(task: str) -> str:
    """
    >>> result_name("imageInference")
    'ImageInferenceResult'
    """
    return f"{pascal(snake(task).replace('_', '-'))}Result"


def request_component(model: Model, packages: Packages) -> Fragment:
    """The schema of a model's requests; its documented requests are examples of the operation.

    What ties fields together stands behind ``then``: validators read it there, while generators of code, which would
    make a class of every alternative, pass over it.
    """
    schema = definition(request_schema(model, packages, "2020-12"))
    found = {key: value for key, value in schema.items() if key not in ("title", "description", "examples", "allOf")}
    stated = schema.get("allOf")
    parts = stated if isinstance(stated, list) else []
    together: Json = parts[0] if len(parts) == 1 else {"allOf": parts}
    rules: Fragment = {"if": {"type": "object"}, "then": together} if parts else {}
    return _annotated({"description": f"A request to {model.name}. {model.summary}".rstrip(), **found, **rules})


def _annotated(schema: Fragment) -> Fragment:
    """The schema as a document wants its annotations: free text, which is Markdown there, and defaults as words.

    Generated clients would send a ``default`` with every request.
    """
    found: Fragment = {}
    for key, value in schema.items():
        match key, value:
            case "default", _:
                found["x-default"] = value
            case "description", str():
                found[key] = str(text(value))
            case "properties", dict():
                found[key] = {name: _inner(schema) for name, schema in value.items()}
            case "items" | "then", dict():
                found[key] = _annotated(value)
            case "anyOf" | "allOf", list():
                found[key] = list(map(_inner, value))
            case _:
                found[key] = value
    if "x-default" in found:
        default = text(f"Default: {json.dumps(found['x-default'], ensure_ascii=False)}.")
        found["description"] = f"{found.get('description', '')} {default}".lstrip()
    return found


def _inner(schema: Json) -> Json:
    return _annotated(schema) if isinstance(schema, dict) else schema


def result_component(task: Task) -> Fragment:
    """The schema of a result: told apart by its type; integers are wide, since seeds are."""
    fragment = response_fragment(task.response)
    properties = fragment["properties"]
    assert isinstance(properties, dict)
    return {
        "description": f"A result of {task.name}. Of a task that is only accepted yet it has its names and no more.",
        "x-source": task.source.url,
        **fragment,
        "properties": {
            **{name: _wide(schema) for name, schema in properties.items()},
            "taskType": {"type": "string", "const": task.name},
        },
    }


def _wide(schema: Json) -> Json:
    if not isinstance(schema, dict):
        return schema
    return _annotated({**schema, "format": "int64"} if schema.get("type") == "integer" else schema)


def components(models: dict[str, str], results: dict[str, Fragment]) -> dict[str, Fragment]:
    """Name -> schema of all components; those of requests to a model are left empty.

    ``models`` are the AIR id of each model with the name of its requests, ``results`` the schemas of the tasks' results
    by the name of the task.
    """
    own_tasks, own_items = task_components(), item_components()
    items = {name: result_name(name) for name in results} | _by_type(own_items)
    return {
        "Tasks": _tasks(),
        "Task": _any_of([*(["ModelTask"] if models else []), *own_tasks], "A task of any kind."),
        **({"ModelTask": _one_of("model", models, "A request to a model.")} if models else {}),
        **dict.fromkeys(models.values(), dict[str, Json]()),
        **own_tasks,
        "Answer": _answer(),
        "Refusal": _refusal(),
        "Item": _one_of("taskType", items, "What a task came to, as far as it has come."),
        **{result_name(name): schema for name, schema in results.items()},
        **own_items,
        "Error": error_component(),
    }


def _by_type(schemas: dict[str, Fragment]) -> dict[str, str]:
    return {task_type(schema): name for name, schema in schemas.items()}


def reference(name: str) -> Fragment:
    return {"$ref": f"#/components/schemas/{name}"}


def _tasks() -> Fragment:
    return {
        "description": "Tasks of any kind; they do not depend on each other.",
        "type": "array",
        "items": reference("Task"),
        "minItems": 1,
    }


def _any_of(names: list[str], description: str) -> Fragment:
    return {"description": description, "anyOf": [reference(name) for name in names]}


def _one_of(tag: str, names: dict[str, str], description: str) -> Fragment:
    targets: list[Json] = [reference(name) for name in names.values()]
    mapping: Fragment = {value: f"#/components/schemas/{name}" for value, name in names.items()}
    return {
        "description": description,
        "oneOf": targets,
        "discriminator": {"propertyName": tag, "mapping": mapping},
    }


def _answer() -> Fragment:
    return {
        "description": "Items and errors of all tasks, in no promised order; taskUUID says whose each is.",
        "type": "object",
        "properties": {"data": _listed("Item"), "errors": _listed("Error")},
        "minProperties": 1,
    }


def _refusal() -> Fragment:
    return {
        "description": "Nothing succeeded.",
        "type": "object",
        "properties": {"errors": {**_listed("Error"), "minItems": 1}},
        "required": ["errors"],
    }


def _listed(name: str) -> Fragment:
    return {"type": "array", "items": reference(name)}
