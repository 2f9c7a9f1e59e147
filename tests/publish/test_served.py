"""The published files alone, fetched by their addresses from a server: the verdicts of the conformance vectors."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.request import urlopen

import fastjsonschema
import jsonschema
import jsonschema_rs
import pytest
from referencing import Registry
from referencing.retrieval import to_cached_resource

from judges import within_schemas
from node import TOOLS, node
from shelves import Server, published, served
from support import ROOT, own_models
from vector_files import Vector, vectors

AJV = Path(__file__).resolve().parents[1] / "ajv_fetched.mjs"
DIALECTS = {"2020-12": "", "draft-07": "draft-07/"}
UNIONS = ("0.1.0/{}requests", "0.1.0/{}requests.bundle", "0.1.0/{}requests.flat", "latest/{}requests", "v0/{}requests")
MODELS = ("0.1.0/{}openai/%s.request", "latest/{}openai/%s.request")

Ask: TypeAlias = Callable[[Any], bool]


@dataclass(frozen=True)
class Case:
    """A schema, and the requests it is asked about with whether each is valid."""

    path: str
    requests: tuple[tuple[Vector, bool], ...]

    def __str__(self) -> str:
        return self.path


def cases(dialect: str) -> Iterator[Case]:
    every = tuple((vector, vector.valid) for vector in judged())
    for path in UNIONS:
        yield Case(f"{path.format(DIALECTS[dialect])}.schema.json", every)
    for path in MODELS:
        for model in own_models():
            # A model's schema takes that model alone: what is valid for another is not for this one.
            own = tuple(
                (vector, vector.valid and vector.request["model"] == model.air)
                for vector in judged()
                if vector.file == f"openai/{model.slug}.json"
            )
            yield Case(f"{path.format(DIALECTS[dialect]) % model.slug}.schema.json", own)


@cache
def judged() -> tuple[Vector, ...]:
    return tuple(vector for vector in vectors() if within_schemas(vector.request))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Our specs, published for the address of the server that serves them."""
    out = tmp_path_factory.mktemp("served")
    with served(out) as running:
        published(ROOT / "specs", out, base=f"{running.base}/schemas")
        yield running


def fetched_text(url: str) -> str:
    with urlopen(url, timeout=30) as response:
        return str(response.read().decode())


def fetched(url: str) -> Any:
    return json.loads(fetched_text(url))


def by_jsonschema(engine: Any) -> Callable[[str], Ask]:
    def make(url: str) -> Ask:
        # A validator does not keep what it fetched for one request; this keeps the texts.
        registry: Registry[Any] = Registry(retrieve=to_cached_resource()(fetched_text))
        validator = engine({"$ref": url}, registry=registry)
        return lambda request: bool(validator.is_valid(request))

    return make


def by_rust(engine: Any) -> Callable[[str], Ask]:
    def make(url: str) -> Ask:
        validator = engine({"$ref": url}, retriever=fetched)
        return lambda request: bool(validator.is_valid(request))

    return make


def by_fastjsonschema(url: str) -> Ask:
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "$ref": url}
    check = fastjsonschema.compile(schema, handlers={"http": fetched}, use_default=False)

    def ask(request: Any) -> bool:
        try:
            check(request)
        except fastjsonschema.JsonSchemaException:
            return False
        return True

    return ask


ENGINES: tuple[tuple[str, str, Callable[[str], Ask]], ...] = (
    ("jsonschema", "2020-12", by_jsonschema(jsonschema.Draft202012Validator)),
    ("jsonschema", "draft-07", by_jsonschema(jsonschema.Draft7Validator)),
    ("jsonschema-rs", "2020-12", by_rust(jsonschema_rs.Draft202012Validator)),
    ("jsonschema-rs", "draft-07", by_rust(jsonschema_rs.Draft7Validator)),
    ("fastjsonschema", "draft-07", by_fastjsonschema),
)


def test_the_vectors_are_there() -> None:
    assert len(judged()) > 2500
    assert len(vectors()) - len(judged()) < 200


@pytest.mark.parametrize(
    ("make", "case"),
    [pytest.param(make, case, id=f"{name}-{case}") for name, dialect, make in ENGINES for case in cases(dialect)],
)
def test_python_engines_agree(server: Server, make: Callable[[str], Ask], case: Case) -> None:
    server.asked.clear()
    ask = make(f"{server.base}/schemas/{case.path}")
    wrong = [str(vector) for vector, valid in case.requests if ask(vector.request) != valid]
    assert wrong == []
    assert f"/schemas/{case.path}" in " ".join(server.asked)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_ajv_agrees_in_strict_mode(server: Server, tmp_path: Path, dialect: str) -> None:
    base = f"{server.base}/schemas"
    asked = [*cases(dialect)]
    tasks = [{"address": f"{base}/{case.path}", "texts": [one.text for one, _ in case.requests]} for case in asked]
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    command = [str(node()), str(AJV), str(TOOLS), dialect, f"{base}/0.1.0/vocabulary.json", "tasks.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for case, verdicts in zip(asked, json.loads(done.stdout), strict=True):
        judged_so = zip(case.requests, verdicts, strict=True)
        assert [f"{case}: {one}" for (one, valid), verdict in judged_so if valid != verdict] == []
