"""The document itself: what it says of the service, and that its schemas judge as everything else does."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from airsmith.targets.openapi.wire import PATH, SERVER, STATUSES
from jsonschema import Draft202012Validator
from jsonschema_rs import validator_for

from documented import documented
from judges import within_schemas
from openapi_tools import ECOSYSTEM, OWN, component, done, own, text_of
from support import ROOT, fixture_models, own_models
from vector_files import Vector, made, vectors

OPERATION = own()["paths"][PATH]["post"]
READ = """
import json, sys
from ruamel.yaml import YAML
reader = YAML(typ="safe", pure=True)
reader.version = (1, 2)
print(json.dumps(reader.load(sys.stdin.read())))
"""


def test_the_nine_documented_requests_are_its_examples() -> None:
    examples = OPERATION["requestBody"]["content"]["application/json"]["examples"]
    shown = {(one["summary"], json.dumps(one["value"])) for one in examples.values()}
    wanted = {(f"{one.model.name}: {one.title}", json.dumps([one.request])) for one in documented()}
    assert len(wanted) == 9 and wanted <= shown


def test_every_example_is_as_its_schema_says() -> None:
    contents = [
        OPERATION["requestBody"]["content"],
        own()["webhooks"]["taskFinished"]["post"]["requestBody"]["content"],
    ]
    contents += [response["content"] for response in OPERATION["responses"].values()]
    count = 0
    for content in contents:
        name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
        judge = Draft202012Validator(component(own(), name))
        for example in content["application/json"]["examples"].values():
            judge.validate(example["value"])
            count += 1
    assert count > 20


def test_a_request_is_told_apart_by_its_model() -> None:
    schemas = own()["components"]["schemas"]
    mapping = schemas["ModelTask"]["discriminator"]["mapping"]
    assert list(mapping) == [model.air for model in own_models()]
    for air, reference in mapping.items():
        assert schemas[reference.rpartition("/")[2]]["properties"]["model"]["const"] == air
    assert [one["$ref"] for one in schemas["ModelTask"]["oneOf"]] == list(mapping.values())


def test_what_is_not_set_is_not_sent() -> None:
    def defaults(schema: Any) -> int:
        inner = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
        return sum(map(defaults, inner)) + (isinstance(schema, dict) and "default" in schema)

    assert defaults(own()["components"]) == 0
    quality = own()["components"]["schemas"]["GptImage1Request"]["properties"]["outputQuality"]
    assert quality["x-default"] == 95 and quality["description"].endswith("Default: 95.")


def test_the_address_is_that_of_the_clients() -> None:
    for source in ("python/runtime/_protocol.py", "typescript/runtime/protocol.ts"):
        assert f'"{SERVER}{PATH}"' in (ROOT / "templates" / source).read_text(encoding="utf-8")


def test_every_status_has_the_envelope_of_errors() -> None:
    assert set(OPERATION["responses"]) == {"200", *STATUSES}
    for status in STATUSES:
        content = OPERATION["responses"][status]["content"]["application/json"]
        assert content["schema"] == {"$ref": "#/components/schemas/Refusal"}
    assert "Retry-After" in OPERATION["responses"]["429"]["headers"]


def judged(document: Any, asked: tuple[Vector, ...]) -> int:
    """How many vectors were put to the document's schemas, all of them answered as they should be."""
    judge = validator_for(component(document, "ModelTask"))
    count = 0
    for vector in asked:
        if within_schemas(vector.request):
            assert judge.is_valid(vector.request) == vector.valid, vector
            count += 1
    return count


def test_its_schemas_find_what_every_judge_finds() -> None:
    assert judged(own(), vectors()) > 1500


def test_so_do_those_of_specs_with_every_construct() -> None:
    models = fixture_models()
    assert judged(yaml.safe_load(text_of(models)), made(models)) > 1500


def test_each_task_that_no_spec_describes_is_accepted() -> None:
    judge = Draft202012Validator(component(own(), "Tasks"))
    uuid = "9d2b6f0e-4c1a-4e37-8f5d-2a7c61b0e394"
    tasks: list[Any] = [
        {"taskType": "getResponse", "taskUUID": uuid},
        {"taskType": "imageUpload", "taskUUID": uuid, "image": "data:image/png;base64,AAAA"},
        {"taskType": "authentication", "apiKey": "k"},
        {"taskType": "authentication", "apiKey": "k", "connectionSessionUUID": uuid},
        {"taskType": "ping", "ping": True},
    ]
    judge.validate(tasks)
    for task in tasks:
        assert not judge.is_valid([{**task, "invented": 1}])
        assert not judge.is_valid(task) and not judge.is_valid([])


@pytest.mark.parametrize("which", ["own", "fixtures"])
def test_readers_of_both_versions_of_yaml_read_the_same(which: str, tmp_path: Any) -> None:
    text = OWN.read_text(encoding="utf-8") if which == "own" else text_of(fixture_models())
    old = yaml.safe_load(text)
    path = tmp_path / "openapi.yaml"
    path.write_text(text, encoding="utf-8")
    python = ECOSYSTEM.program("openapi-python-client", "python")
    assert (
        json.loads(
            done(python, "-c", READ.replace("sys.stdin", f"open({str(path)!r}, encoding='utf-8')"), cwd=tmp_path)
        )
        == old
    )
    assert text.startswith("# Code generated by airsmith from specs/catalog.yaml; DO NOT EDIT.\n")


def test_two_runs_make_the_same() -> None:
    assert text_of(own_models()) == text_of(own_models())
