"""What registries and scanners are told of the packages: terms, links, classifiers, and what they are made of."""

from __future__ import annotations

import json
import tarfile
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path
from typing import Any

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from trove_classifiers import classifiers

from support import ROOT

OWN = (ROOT / "LICENSE").read_text(encoding="utf-8")
CATALOG = yaml.safe_load((ROOT / "specs" / "catalog.yaml").read_text(encoding="utf-8"))
TERMS = {"airsmith": OWN, "runware_openai": CATALOG["license"]["text"]}
WHEELS = sorted(TERMS)


def metadata(dist: Path, name: str) -> tuple[Message, str]:
    """The metadata of a wheel, and its licence."""
    (path,) = (dist / "python").glob(f"{name}-*.whl")
    info = f"{name}-{path.name.split('-')[1]}.dist-info"
    with zipfile.ZipFile(path) as wheel:
        told = Parser().parsestr(wheel.read(f"{info}/METADATA").decode())
        return told, wheel.read(f"{info}/licenses/LICENSE").decode()


def bill(dist: Path, name: str, version: SchemaVersion) -> Any:
    """A bill of materials, which must be what the standard says."""
    (path,) = (dist / "sbom").glob(name)
    text = path.read_text(encoding="utf-8")
    assert JsonStrictValidator(version).validate_str(text) is None
    return json.loads(text)


def test_each_package_is_there_once_for_each_use(dist: Path) -> None:
    made = sorted(path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_file())
    assert made == [
        "npm/runware-openai-0.1.0.tgz",
        "python/airsmith-0.1.0-py3-none-any.whl",
        "python/airsmith-0.1.0.tar.gz",
        "python/runware_openai-0.1.0-py3-none-any.whl",
        "python/runware_openai-0.1.0.tar.gz",
        "sbom/airsmith-0.1.0.cdx.json",
        "sbom/runware-openai-0.1.0.npm.cdx.json",
        "sbom/runware_openai-0.1.0.cdx.json",
    ]


@pytest.mark.parametrize("name", WHEELS)
def test_a_wheel_states_its_terms(dist: Path, name: str) -> None:
    told, license = metadata(dist, name)
    assert (told["License-Expression"], told.get_all("License-File")) == ("MIT", ["LICENSE"])
    assert license == TERMS[name]
    assert not [line for line in told.get_all("Classifier", []) if line.startswith("License ::")]


@pytest.mark.parametrize("name", WHEELS)
def test_a_wheel_is_classified_by_words_that_the_registry_knows(dist: Path, name: str) -> None:
    told, _ = metadata(dist, name)
    found = set(told.get_all("Classifier", []))
    assert found <= classifiers
    assert {"Typing :: Typed", "Intended Audience :: Developers", "Operating System :: OS Independent"} <= found


def test_the_generated_packages_link_to_what_the_catalog_names(dist: Path) -> None:
    told, _ = metadata(dist, "runware_openai")
    page = CATALOG["urls"]["documentation"]
    assert told.get_all("Project-URL") == [f"Documentation, {page}"]
    assert package_json(dist)["homepage"] == page


def package_json(dist: Path) -> Any:
    (path,) = (dist / "npm").iterdir()
    with tarfile.open(path) as archive:
        file = archive.extractfile("package/package.json")
        assert file is not None
        return json.load(file)


def test_the_npm_package_states_its_terms(dist: Path) -> None:
    assert package_json(dist)["license"] == "MIT"
    (path,) = (dist / "npm").iterdir()
    with tarfile.open(path) as archive:
        file = archive.extractfile("package/LICENSE")
        assert file is not None and file.read().decode() == CATALOG["license"]["text"]


def test_the_bill_of_airsmith_names_all_it_can_need(dist: Path) -> None:
    found = bill(dist, "airsmith-*", SchemaVersion.V1_6)
    assert found["metadata"]["component"]["purl"] == "pkg:pypi/airsmith@0.1.0"
    listed = {part["name"].lower(): part for part in found["components"]}
    assert {"click", "jinja2", "jsonschema", "pyyaml", "rich", "black", "httpx", "starlette", "av"} <= listed.keys()
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().split("\n")
    for name, part in listed.items():
        assert f"{name.replace('_', '-')}=={part['version']}" in [line.replace("_", "-") for line in pinned]
        assert part["licenses"], name
    assert not {"pytest", "mypy", "hatchling", "pip", "airsmith"} & listed.keys()


def test_the_bill_of_the_generated_package_names_what_its_extras_need(dist: Path) -> None:
    found = bill(dist, "runware_openai-*", SchemaVersion.V1_6)
    assert found["metadata"]["component"]["purl"] == "pkg:pypi/runware-openai@0.1.0"
    names = {part["name"] for part in found["components"]}
    assert {"httpx", "pillow", "rich", "websockets"} <= names
    assert not {"airsmith", "pytest", "pip"} & names


def test_the_bill_of_the_npm_package_is_empty(dist: Path) -> None:
    found = bill(dist, "*.npm.*", SchemaVersion.V1_5)
    root = found["metadata"]["component"]
    assert (root["name"], root["purl"]) == ("runware-openai", "pkg:npm/runware-openai@0.1.0")
    assert found["components"] == []
