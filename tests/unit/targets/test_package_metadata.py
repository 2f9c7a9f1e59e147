"""What the metadata of the packages says of terms and links, as the catalog states them or not."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from typing import Any

import pytest
from airsmith.model.catalog import License, Packages
from airsmith.targets.registry import make

from generated import packages, renderer

EVERY = tuple((name, f"https://acme.example/{name}") for name in ("homepage", "source", "issues"))
TERMS = License("MIT OR Apache-2.0", "\nTake it.\n\n  Or leave it.\n\n")


def made(target: str, packages: Packages) -> dict[str, str]:
    """Path within the package -> text, of a catalog without models."""
    (one,) = make([target], packages, renderer())
    return {file.path.removeprefix(f"{target}/"): file.text for file in one.index_files(())}


def pyproject(packages: Packages) -> dict[str, Any]:
    return tomllib.loads(made("python", packages)["pyproject.toml"])["project"]  # type: ignore[no-any-return]


def package_json(packages: Packages) -> dict[str, Any]:
    return json.loads(made("typescript", packages)["package.json"])  # type: ignore[no-any-return]


def test_terms_are_stated_where_the_catalog_states_them() -> None:
    catalog = replace(packages(), license=TERMS)
    assert pyproject(catalog)["license"] == package_json(catalog)["license"] == "MIT OR Apache-2.0"
    assert pyproject(catalog)["license-files"] == ["LICENSE"]
    for target in ("python", "typescript"):
        assert made(target, catalog)["LICENSE"] == "Take it.\n\n  Or leave it.\n"
        assert "MIT OR Apache-2.0; the file LICENSE has its text." in made(target, catalog)["README.md"]


def test_no_terms_are_made_up() -> None:
    assert not {"license", "license-files", "urls"} & pyproject(packages()).keys()
    assert package_json(packages())["license"] == "UNLICENSED"
    for target in ("python", "typescript"):
        assert "LICENSE" not in made(target, packages())
        assert "Whoever generated this package decides." in made(target, packages())["README.md"]


def test_links_stand_where_each_registry_looks_for_them() -> None:
    catalog = replace(packages(), urls=EVERY)
    assert pyproject(catalog)["urls"] == {name.capitalize(): url for name, url in EVERY}
    found = package_json(catalog)
    assert found["homepage"] == "https://acme.example/homepage"
    assert found["repository"] == {"type": "git", "url": "https://acme.example/source"}
    assert found["bugs"] == {"url": "https://acme.example/issues"}


def test_the_documentation_is_the_page_of_a_package_without_another() -> None:
    url = "https://acme.example/docs"
    assert package_json(replace(packages(), urls=(("documentation", url),)))["homepage"] == url
    assert not {"homepage", "repository", "bugs"} & package_json(packages()).keys()


@pytest.mark.parametrize("text", ['"quoted" \\ and', "del \x7f", "emoji 💥 \x00 \x1b", "two\nlines\r\n"])
def test_any_text_is_the_description_of_both(text: str) -> None:
    catalog = replace(packages(), summary=text)
    assert pyproject(catalog)["description"] == package_json(catalog)["description"] == text
