"""Files of requests in VS Code: the service behind its editor of JSON completes, explains and checks them."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from documented import documented
from markdown_blocks import blocks
from node import node
from support import ROOT, own_models

HERE = Path(__file__).parent
SCHEMA = ROOT / "generated" / "schemas" / "request-file.schema.json"
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
WRONG = """{
  "$schema": "SCHEMA",
  "taskType": "imageInference",
  "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1",
  "model": "openai:1@1",
  "positivePrompt": "A lighthouse",
  "width": 1024,
  "height": 1024,
  "outputFromat": "PNG",
  "outputQuality": 500
}"""


@dataclass(frozen=True)
class Said:
    problems: list[tuple[int, str]]
    offered: dict[str, str]
    hover: str


def editor(text: str, schema: str = SCHEMA.as_uri(), settings: Any = (), uri: str = "") -> Said:
    """What the editor says of a text with ``SCHEMA`` in it; the cursor is at ``|``."""
    question = {"uri": uri or (ROOT / "a.json").as_uri(), "text": text.replace("SCHEMA", schema), "schemas": settings}
    done = subprocess.run(
        [str(node()), str(HERE / "ask.mjs")], input=json.dumps([question]), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)
    return Said([(line, message) for line, message in found["problems"]], found["offered"], found["hover"])


@pytest.fixture(scope="module")
def published() -> Iterator[str]:
    """The address of the schema on a server."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SCHEMA.parent))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{SCHEMA.name}"
        server.shutdown()


def test_what_is_wrong_is_marked_at_its_line() -> None:
    found = editor(WRONG).problems
    assert sorted(line for line, _ in found) == [8, 9]
    assert (8, "Property outputFromat is not allowed.") in found


def test_a_schema_may_be_on_a_server_or_at_a_relative_path(published: str) -> None:
    for schema in (published, "./generated/schemas/request-file.schema.json"):
        assert sorted(line for line, _ in editor(WRONG, schema).problems) == [8, 9]


def test_keys_and_values_are_offered_with_their_help() -> None:
    begun = '{"$schema": "SCHEMA", "model": "openai:1@1", '
    offered = editor(begun + "|}").offered
    assert {"positivePrompt", "width", "outputFormat", "providerSettings"} <= offered.keys()
    assert "duration" not in offered
    assert offered["outputFormat"] == "File format of the picture."
    assert {'"JPG"', '"PNG"', '"WEBP"'} <= editor(begun + '"outputFormat": |}').offered.keys()
    assert "model" in editor('{"$schema": "SCHEMA", |}').offered
    airs = {json.dumps(model.air) for model in own_models()}
    assert airs <= editor('{"$schema": "SCHEMA", "model": |}').offered.keys()


def test_a_field_is_explained() -> None:
    assert editor('{"$schema": "SCHEMA", "model": "openai:3@1", "dura|tion": 8}').hover == "Length of the video."


def test_an_array_is_checked_by_what_the_settings_say() -> None:
    (sample,) = (
        json.loads(block.text) for block in blocks(PAGE) if block.language == "json" and "fileMatch" in block.text
    )
    (association,) = sample["json.schemas"]
    path = association["url"].removeprefix("./")
    assert (ROOT / path) == SCHEMA
    settings = [{"fileMatch": association["fileMatch"], "uri": (ROOT / path).as_uri()}]
    live = next(example.request for example in documented() if example.model.lifecycle.stage == "live")
    several = f'[\n{json.dumps(live)},\n{{"model": "openai:1@1", |}}]'
    said = editor(several, settings=settings, uri=(ROOT / "posters.request.json").as_uri())
    assert {line for line, _ in said.problems} == {2}, said.problems
    assert "positivePrompt" in said.offered
    assert editor(several, settings=settings, uri=(ROOT / "other.json").as_uri()).offered.keys() <= live.keys()


def test_a_retired_model_is_struck_out() -> None:
    old = next(example.request for example in documented() if example.model.lifecycle.stage == "retired")
    assert [message for _, message in editor(json.dumps({"$schema": SCHEMA.as_uri(), **old})).problems] == [
        "Value is deprecated"
    ]


# The schema itself


def test_it_takes_what_the_schema_of_all_requests_takes() -> None:
    validator = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    requests = [example.request for example in documented()]
    assert validator.is_valid(requests)
    for request in requests:
        assert validator.is_valid(request)
        assert validator.is_valid({"$schema": "x.json", **request})
        assert not validator.is_valid({"$schema": 5, **request})
        assert not validator.is_valid([{**request, "colour": "blue"}])
    assert not validator.is_valid({"$schema": "x.json"})
    assert not validator.is_valid(5)


def test_its_id_is_where_it_will_be_served() -> None:
    base = json.loads(SCHEMA.read_text(encoding="utf-8"))["$id"]
    assert base.endswith("/schemas/request-file.schema.json")
