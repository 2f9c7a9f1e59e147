"""What ``airsmith publish`` writes, release after release."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from command import airsmith
from shelves import BASE, document, publish, published, released, specs, tree
from support import ROOT

WIDER = ("length: [1, 4000]", "length: [1, 5000]")
NARROWER = ("length: [1, 4000]", "length: [1, 3000]")


def schema_files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.schema.json"))


def references(schema: Any) -> Iterator[str]:
    """Every ``$ref`` of a document, at any depth."""
    if isinstance(schema, dict):
        yield from ([schema["$ref"]] if isinstance(schema.get("$ref"), str) else [])
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


def sums_hold(folder: Path) -> bool:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = dict(reversed(line.split("  ", 1)) for line in lines)
    return all(hashlib.sha256((folder / path).read_bytes()).hexdigest() == found for path, found in listed.items())


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The schemas of one release, 0.1.0."""
    return released(tmp_path_factory.mktemp("first")) / "schemas"


def test_every_id_is_the_address_of_its_file(first: Path) -> None:
    for path in schema_files(first):
        assert document(path)["$id"] == f"{BASE}/{path.relative_to(first).as_posix()}"


def test_a_release_refers_to_nothing_but_itself(first: Path) -> None:
    found = {reference for path in schema_files(first / "0.1.0") for reference in references(document(path))}
    assert any(reference.startswith(BASE) for reference in found)
    assert {one for one in found if not one.startswith(("#/", f"{BASE}/0.1.0/"))} == set()


def test_each_model_stands_alone_and_the_bundle_and_flat_form_too(first: Path) -> None:
    release = first / "0.1.0"
    alone = [*release.glob("**/openai/*.schema.json"), *release.glob("**/*.flat.schema.json")]
    assert len(alone) == 14
    for path in alone:
        assert [one for one in references(document(path)) if not one.startswith("#/")] == []
    for path in release.glob("**/*.bundle.schema.json"):
        schema = document(path)
        definitions = (schema.get("$defs") or schema["definitions"]).values()
        inside = [inner["$id"] for inner in definitions if "$id" in inner]  # The others are the way to these.
        assert len(inside) == 3
        assert sorted(one for one in references(schema) if not one.startswith("#/")) == sorted(inside)


def test_the_flat_form_holds_no_second_id(first: Path) -> None:
    for path in first.glob("0.1.0/**/*.flat.schema.json"):
        assert path.read_text(encoding="utf-8").count('"$id"') == 1


def test_aliases_are_tiny_and_refer_to_the_release(first: Path) -> None:
    names = {path.relative_to(first / "0.1.0").as_posix() for path in schema_files(first / "0.1.0")}
    for alias in ("latest", "v0"):
        assert {path.relative_to(first / alias).as_posix() for path in schema_files(first / alias)} == names
        for name in names:
            schema = document(first / alias / name)
            assert set(schema) <= {"$schema", "$id", "title", "description", "$ref", "allOf"}
            assert [*references(schema)] == [f"{BASE}/0.1.0/{name}"]


def test_the_sums_hold_and_cover_everything(first: Path) -> None:
    assert sums_hold(first) and sums_hold(first / "0.1.0")
    for folder in (first, first / "0.1.0"):
        subprocess.run(["sha256sum", "--quiet", "--strict", "-c", "SHA256SUMS"], cwd=folder, check=True)
    listed = (first / "SHA256SUMS").read_text(encoding="utf-8") + (first / "0.1.0" / "SHA256SUMS").read_text("utf-8")
    names = {line.split("  ", 1)[1] for line in listed.splitlines()}
    there = {path.removeprefix("0.1.0/") for path in tree(first)}
    assert there - names == {"SHA256SUMS"}


def test_every_address_in_a_list_leads_to_a_file(first: Path) -> None:
    for name in ("index.json", "registry.json", "catalog.json"):
        addresses = re.findall(rf'"{re.escape(BASE)}/([^"]+)"', (first / name).read_text(encoding="utf-8"))
        assert addresses
        assert [address for address in addresses if not (first / address).exists()] == []


def test_the_registry_leads_from_a_model_to_its_files(first: Path) -> None:
    model = document(first / "registry.json")["models"]["openai:3@1"]
    assert (model["name"], model["slug"], model["status"]) == ("Sora 2", "sora-2", "retired")
    assert model["releases"]["0.1.0"]["draft-07"] == {
        "request": f"{BASE}/0.1.0/draft-07/openai/sora-2.request.schema.json",
        "response": f"{BASE}/0.1.0/draft-07/openai/sora-2.response.schema.json",
    }
    assert model["latest"]["2020-12"]["request"] == f"{BASE}/latest/openai/sora-2.request.schema.json"


def test_the_catalog_has_the_form_of_schemastore(first: Path) -> None:
    catalog = document(first / "catalog.json")
    assert catalog["version"] == 1
    for entry in catalog["schemas"]:
        assert set(entry) == {"name", "description", "fileMatch", "url", "versions"}
        assert entry["url"] == entry["versions"]["0.1.0"]
    matches = [match for entry in catalog["schemas"] for match in entry["fileMatch"]]
    assert len(matches) == len(set(matches)) == 7
    assert "*.sora-2.request.json" in matches and "*.runware-openai.request.json" in matches


def test_the_words_of_our_own_are_all_in_the_vocabulary(first: Path) -> None:
    words = {keyword["name"] for keyword in document(first / "0.1.0" / "vocabulary.json")["keywords"]}
    used = {
        word
        for path in schema_files(first / "0.1.0")
        for word in re.findall(r'"(x-[a-z-]+)":', path.read_text("utf-8"))
    }
    assert used <= words


def test_publishing_again_changes_nothing(first: Path, tmp_path: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in first.rglob("*") if path.is_file()}
    outcome = publish(specs(tmp_path / "specs"), first.parent)
    assert outcome.code == 0 and "is published, and everything is as it was written" in outcome.out
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*") if path.is_file()} == before
    assert publish(specs(tmp_path / "specs"), first.parent, "--check").code == 0


def test_two_machines_publish_the_same_bytes(first: Path, tmp_path: Path) -> None:
    assert tree(published(specs(tmp_path / "elsewhere" / "specs"), tmp_path / "there")) == tree(first)


def test_a_second_release_moves_the_aliases_and_leaves_the_first(tmp_path: Path) -> None:
    out = tmp_path / "out"
    schemas = released(tmp_path) / "schemas"
    before = tree(schemas / "0.1.0")
    source = specs(tmp_path / "b", "0.2.0", dall_e_3=NARROWER)
    check = publish(source, out, "--check")
    assert check.code == 4 and "would publish 0.2.0" in check.out
    assert not (schemas / "0.2.0").exists()
    published(source, out)
    assert tree(schemas / "0.1.0") == before
    assert sums_hold(schemas) and sums_hold(schemas / "0.2.0")
    assert document(schemas / "index.json")["aliases"] == {"latest": "0.2.0", "v0": "0.2.0"}
    alias = document(schemas / "latest" / "openai" / "dall-e-3.request.schema.json")
    assert alias["$ref"] == f"{BASE}/0.2.0/openai/dall-e-3.request.schema.json"


def test_the_changelog_says_what_broke(tmp_path: Path) -> None:
    out = tmp_path / "out"
    released(tmp_path)
    schemas = published(specs(tmp_path / "b", "0.2.0", dall_e_3=NARROWER), out)
    newer, older = document(schemas / "changelog.json")["releases"]
    assert (older["version"], older["old"], older["entries"]) == ("0.1.0", None, [])
    assert (newer["version"], newer["old"], newer["level"]) == ("0.2.0", "0.1.0", "break")
    (entry,) = newer["entries"]
    assert (entry["model"], entry["path"], entry["rule"]) == ("openai:2@3", "positivePrompt", "max-decreased")
    assert entry["new"]["file"] == "0.2.0/specs/openai/dall-e-3.yaml"


def test_the_changelog_is_made_anew_where_it_is_gone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    released(tmp_path)
    source = specs(tmp_path / "b", "0.2.0", dall_e_3=NARROWER)
    schemas = published(source, out)
    before = tree(schemas)
    (schemas / "changelog.json").unlink()
    assert publish(source, out, "--check").code == 4
    published(source, out)
    assert tree(schemas) == before


def test_a_backport_leaves_latest_where_it_is(tmp_path: Path) -> None:
    out = tmp_path / "out"
    published(specs(tmp_path / "a", "1.0.0"), out)
    published(specs(tmp_path / "b", "2.0.0", dall_e_3=NARROWER), out)
    fix = specs(tmp_path / "c", "1.1.0", dall_e_3=WIDER)
    refused = publish(fix, out)
    assert refused.code == 1 and "version-behind" in refused.out and "--backport" in refused.out
    schemas = published(fix, out, "--backport")
    assert document(schemas / "index.json")["aliases"] == {"latest": "2.0.0", "v1": "1.1.0", "v2": "2.0.0"}
    said = {one["version"]: one["old"] for one in document(schemas / "changelog.json")["releases"]}
    assert said == {"2.0.0": "1.0.0", "1.1.0": "1.0.0", "1.0.0": None}
    assert publish(fix, out, "--check").code == 0


def test_a_model_that_goes_keeps_its_aliases(tmp_path: Path) -> None:
    out = tmp_path / "out"
    released(tmp_path)
    source = specs(tmp_path / "b", "0.2.0")
    (source / "openai" / "dall-e-2.yaml").unlink()
    schemas = published(source, out)
    name = "openai/dall-e-2.request.schema.json"
    assert not (schemas / "0.2.0" / name).exists()
    assert document(schemas / "latest" / name)["$ref"] == f"{BASE}/0.1.0/{name}"
    model = document(schemas / "registry.json")["models"]["openai:2@2"]
    assert [*model["releases"]] == ["0.1.0"]


def test_releases_can_be_compared_by_name(tmp_path: Path) -> None:
    out = tmp_path / "out"
    released(tmp_path)
    source = specs(tmp_path / "b", "0.2.0", dall_e_3=NARROWER)
    published(source, out)
    for arguments in (
        ("diff", "0.1.0", "0.2.0", "--releases", "out"),
        ("diff", "0.1.0", "latest", "--releases", "out/schemas"),
        ("diff", "0.1.0", "b", "--releases", "out"),
    ):
        outcome = airsmith(*arguments, "--no-surface", cwd=tmp_path)
        assert outcome.code == 1 and "max-decreased" in outcome.out, outcome.out + outcome.err
    changelog = airsmith("changelog", "0.1.0", "v0", "--releases", "out", cwd=tmp_path)
    assert changelog.code == 0 and "**Breaking.** `positivePrompt`" in changelog.out
    version = airsmith("version", "0.1.0", "--specs", "b", "--releases", "out", cwd=tmp_path)
    assert "specs: 0.1.0 -> 0.2.0 or higher (break); declared is 0.2.0" in version.out
    unknown = airsmith("diff", "0.9.0", "latest", "--releases", "out", cwd=tmp_path)
    assert unknown.code == 2 and "0.9.0 is no folder, no release" in unknown.err


def test_the_default_folder_is_where_diff_looks(tmp_path: Path) -> None:
    specs(tmp_path / "specs")
    assert airsmith("publish", cwd=tmp_path).code == 0
    assert (tmp_path / "releases" / "schemas" / "0.1.0" / "specs" / "catalog.yaml").is_file()
    outcome = airsmith("diff", "latest", "specs", "--no-surface", cwd=tmp_path)
    assert outcome.code == 0 and "no changes" in outcome.out


def test_the_schema_of_request_files_is_the_one_beside_the_others_and_editors_find_it(tmp_path: Path) -> None:
    """A release makes it of objects and the target of texts: both must say the same."""
    folder = published(ROOT / "specs", tmp_path)
    found = document(folder / "0.1.0" / "request-file.schema.json")
    made = document(ROOT / "generated" / "schemas" / "request-file.schema.json")
    assert {**found, "$id": ""} == {**made, "$id": ""}
    catalog = document(folder / "catalog.json")
    (entry,) = (one for one in catalog["schemas"] if one["url"] == found["$id"])
    assert entry["fileMatch"] == ["*.runware-openai.request.json"]
