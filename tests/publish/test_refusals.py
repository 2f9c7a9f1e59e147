"""What is refused, under which code, and that nothing is written then."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from airsmith.publish.releases.problems import CODES
from command import Outcome
from shelves import BASE, publish, published, released, replace, specs, tree

NARROWER = ("length: [1, 4000]", "length: [1, 3000]")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder with the release 0.1.0, made from ``specs`` beside it."""
    return released(tmp_path)


def refused(source: Path, out: Path, code: str, *arguments: str, base: str = BASE) -> Outcome:
    """A publish that ends with this code and writes nothing; with --check it says the same."""
    before = tree(out)
    for check in ((), ("--check",)):
        outcome = publish(source, out, *arguments, *check, base=base)
        assert outcome.code == 1, outcome.out + outcome.err
        assert f"error[{code}]" in outcome.out
        assert "is left as it is" in outcome.err
        assert tree(out) == before
    assert code in CODES
    return outcome


def test_one_changed_byte_of_a_released_version(out: Path, tmp_path: Path) -> None:
    source = specs(tmp_path / "specs", dall_e_3=("length: [1, 4000]", "length: [1, 4001]"))
    outcome = refused(source, out, "released-changed")
    assert outcome.out.startswith(f"{out}/schemas/0.1.0/specs/openai/dall-e-3.yaml:")
    assert "hint: set schemas.version in catalog.yaml to 0.1.1 or higher" in outcome.out
    assert "--- released/0.1.0/openai/dall-e-3.request.schema.json" in outcome.out
    assert '-      "maxLength": 4000' in outcome.out and '+      "maxLength": 4001' in outcome.out


def test_a_comment_is_a_byte_too(out: Path, tmp_path: Path) -> None:
    source = specs(tmp_path / "specs", dall_e_3=("spec: 1\n", "spec: 1 # the language\n"))
    outcome = refused(source, out, "released-changed")
    assert outcome.out.count("error[released-changed]") == 1
    assert "to 0.1.1 or higher" in outcome.out


def test_a_break_is_told_the_version_it_needs(out: Path, tmp_path: Path) -> None:
    source = specs(tmp_path / "specs", dall_e_3=NARROWER)
    assert "to 0.2.0 or higher" in refused(source, out, "released-changed").out


def test_a_model_more_or_less_is_told_too(out: Path, tmp_path: Path) -> None:
    source = specs(tmp_path / "specs")
    (source / "openai" / "dall-e-2.yaml").unlink()
    outcome = refused(source, out, "released-changed")
    assert "0.1.0 is released, and this file would go" in outcome.out


def test_refusals_for_programs(out: Path, tmp_path: Path) -> None:
    source = specs(tmp_path / "specs", dall_e_3=NARROWER)
    findings = json.loads(publish(source, out, "--format", "json").out)
    assert {finding["code"] for finding in findings} == {"released-changed"}
    assert all(finding["line"] > 0 for finding in findings)


def test_a_version_too_low_for_what_changed(out: Path, tmp_path: Path) -> None:
    source = specs(tmp_path / "specs", "0.1.1", dall_e_3=NARROWER)
    outcome = refused(source, out, "version-too-low")
    assert f"{source}/catalog.yaml:" in outcome.out and "(break) calls for 0.2.0" in outcome.out


def test_a_version_behind(out: Path, tmp_path: Path) -> None:
    refused(specs(tmp_path / "specs", "0.0.9"), out, "version-behind")


def test_a_version_that_is_none_of_semver(tmp_path: Path) -> None:
    refused(specs(tmp_path / "specs", "0.01.0"), tmp_path / "out", "version-not-semver")
    assert not (tmp_path / "out").exists()


def test_another_address(out: Path, tmp_path: Path) -> None:
    outcome = refused(tmp_path / "specs", out, "other-base", base="https://elsewhere.example/x")
    assert f"--base-url {BASE}" in outcome.out


@pytest.mark.parametrize("name", ["openai/sora-2.request.schema.json", "release.json", "SHA256SUMS", "specs"])
def test_a_release_that_is_half_deleted(out: Path, tmp_path: Path, name: str) -> None:
    path = out / "schemas" / "0.1.0" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    refused(tmp_path / "specs", out, "release-damaged")
    refused(specs(tmp_path / "next", "0.1.1"), out, "release-damaged")


@pytest.mark.parametrize("name", ["openai/sora-2.request.schema.json", "release.json", "SHA256SUMS"])
def test_a_release_with_one_byte_changed_on_disk(out: Path, tmp_path: Path, name: str) -> None:
    path = out / "schemas" / "0.1.0" / name
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    refused(specs(tmp_path / "next", "0.1.1"), out, "release-damaged")


def test_a_release_that_is_gone(out: Path, tmp_path: Path) -> None:
    shutil.rmtree(out / "schemas" / "0.1.0")
    refused(specs(tmp_path / "next", "0.1.1"), out, "release-gone")


def test_a_release_under_another_name(out: Path, tmp_path: Path) -> None:
    (out / "schemas" / "0.1.0").rename(out / "schemas" / "0.3.0")
    outcome = refused(specs(tmp_path / "next", "0.4.0"), out, "release-damaged")
    assert "it is the release 0.1.0, renamed" in outcome.out


def link_release(schemas: Path) -> None:
    (schemas / "0.1.0").rename(schemas / "elsewhere")
    (schemas / "0.1.0").symlink_to("elsewhere")


def link_in_release(schemas: Path) -> None:
    path = schemas / "0.1.0" / "release.json"
    path.rename(schemas / "aside.json")
    path.symlink_to(schemas / "aside.json")


def link_alias(schemas: Path) -> None:
    """As people keep a folder ``latest``: writing through it would change the release."""
    shutil.rmtree(schemas / "latest")
    (schemas / "latest").symlink_to("0.1.0")


def link_index(schemas: Path) -> None:
    (schemas / "index.json").rename(schemas / "other.json")
    (schemas / "index.json").symlink_to("other.json")


@pytest.mark.parametrize("break_it", [link_release, link_in_release, link_alias, link_index])
def test_links_are_never_followed(out: Path, tmp_path: Path, break_it: Callable[[Path], None]) -> None:
    break_it(out / "schemas")
    refused(specs(tmp_path / "next", "0.1.1"), out, "link")


def test_the_folder_itself_may_be_a_link(out: Path, tmp_path: Path) -> None:
    (tmp_path / "by-name").symlink_to(out)
    assert publish(tmp_path / "specs", tmp_path / "by-name", "--check").code == 0


def test_foreign_files_stay(out: Path, tmp_path: Path) -> None:
    foreign = [out / "CNAME", out / "index.html", out / "schemas" / "README.md", out / "schemas" / "latest" / "mine"]
    for path in foreign:
        path.write_text("not ours", encoding="utf-8")
    assert publish(specs(tmp_path / "next", "0.1.1"), out).code == 0
    assert [path.read_text(encoding="utf-8") for path in foreign] == ["not ours"] * 4


@pytest.mark.parametrize("name", ["index.json", "catalog.json", "latest/openai/sora-2.request.schema.json"])
def test_no_foreign_file_is_written_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out" / "schemas" / name
    path.parent.mkdir(parents=True)
    path.write_text("{}", encoding="utf-8")
    refused(specs(tmp_path / "specs"), tmp_path / "out", "foreign-file")


def test_no_foreign_file_is_written_over_later(out: Path, tmp_path: Path) -> None:
    """The first release of another major version needs paths that nothing was written to."""
    path = out / "schemas" / "v1" / "requests.schema.json"
    path.parent.mkdir()
    path.write_text('{"mine": true}', encoding="utf-8")
    refused(specs(tmp_path / "next", "1.0.0"), out, "foreign-file")


@pytest.mark.parametrize("name", ["SHA256SUMS", "index.json", "changelog.json", "latest", "registry.json"])
def test_a_list_that_is_lost_bars_nothing(out: Path, tmp_path: Path, name: str) -> None:
    path = out / "schemas" / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert publish(specs(tmp_path / "next", "0.1.1"), out).code == 0
    assert publish(tmp_path / "next", out, "--check").code == 0


@pytest.mark.parametrize("name", ["latest", "v0", "index.json/x"])
def test_something_of_another_kind_in_the_way(tmp_path: Path, name: str) -> None:
    path = tmp_path / "out" / "schemas" / name
    path.parent.mkdir(parents=True)
    path.write_text("", encoding="utf-8")
    refused(specs(tmp_path / "specs"), tmp_path / "out", "foreign-file")


def test_a_foreign_file_in_a_release_is_told(out: Path, tmp_path: Path) -> None:
    (out / "schemas" / "0.1.0" / "extra.json").write_text("{}", encoding="utf-8")
    outcome = publish(tmp_path / "specs", out, "--check")
    assert outcome.code == 0
    assert "0.1.0/extra.json:1:1: warning[unlisted-file]" in outcome.err


def test_lists_that_somebody_changed_are_told_and_written_anew(out: Path, tmp_path: Path) -> None:
    before = tree(out)
    (out / "schemas" / "index.json").write_text("{}", encoding="utf-8")
    (out / "schemas" / "v0" / "requests.schema.json").unlink()
    check = publish(tmp_path / "specs", out, "--check")
    assert check.code == 4
    assert check.err.count("warning[stale-file]") == 2
    assert publish(tmp_path / "specs", out).code == 0
    assert tree(out) == before


@pytest.mark.parametrize(
    ("base", "said"),
    [
        ("schemas.example/x", "is not absolute"),
        ("//schemas.example/x", "is not absolute"),
        ("ftp://schemas.example/x", "is not absolute"),
        ("file:///x", "is not absolute"),
        ("", "is not absolute"),
        ("https://", "is not absolute"),
        ("https://x.example/a?b", "a query or a fragment"),
        ("https://x.example/a#", "a query or a fragment"),
        ("https://me:secret@x.example/a", "no user and no password"),
        ("https://x.example/a b", "characters that a URL writes with %"),
        ("https://x.example/ä", "characters that a URL writes with %"),
        ("https://x.example/a/../b", "which engines resolve differently"),
        ("https://x.example/a//b", "which engines resolve differently"),
        ("https://x.example:99999/a", "is not a URL"),
    ],
)
def test_an_address_that_is_none(tmp_path: Path, base: str, said: str) -> None:
    outcome = publish(specs(tmp_path / "specs"), tmp_path / "out", base=base)
    assert outcome.code == 2
    assert said in outcome.err and "secret" not in outcome.err
    assert not (tmp_path / "out").exists()


def test_a_slash_at_the_end_of_an_address_means_nothing(out: Path, tmp_path: Path) -> None:
    assert publish(tmp_path / "specs", out, "--check", base=f"{BASE}/").code == 0


def test_specs_with_errors_publish_nothing(tmp_path: Path) -> None:
    source = specs(tmp_path / "specs", dall_e_3=("length: [1, 4000]", "length: [4000, 1]"))
    outcome = publish(source, tmp_path / "out")
    assert outcome.code == 1 and "error[empty-range]" in outcome.out
    assert not (tmp_path / "out").exists()


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    outcome = publish(specs(tmp_path / "specs"), tmp_path / "out")
    assert outcome.code == 3 and "is not a folder" in outcome.err


@pytest.mark.parametrize("place", ["", "releases"])
def test_not_into_the_specs(tmp_path: Path, place: str) -> None:
    source = specs(tmp_path / "specs")
    before = tree(source)
    outcome = publish(source, source / place)
    assert outcome.code == 2 and "error[out-among-inputs]" in outcome.err
    assert f"is {'in ' if place else ''}the folder of the specs" in outcome.err
    assert tree(source) == before


def test_a_folder_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcome = publish(specs(tmp_path / "specs"), tmp_path / "file" / "out")
    assert outcome.code == 3 and "Not a directory" in outcome.err


def forged(schemas: Path, name: str, old: str, new: str) -> None:
    """Change a file of the release 0.1.0, and every list of sums that says so."""
    for path in (schemas / "0.1.0" / name, schemas / "0.1.0" / "SHA256SUMS", schemas / "SHA256SUMS"):
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        replace(path, old, new)
        old, new = before, hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_later_form_of_record_is_named(out: Path, tmp_path: Path) -> None:
    forged(out / "schemas", "release.json", '"format": 1', '"format": 2')
    outcome = refused(specs(tmp_path / "next", "0.1.1"), out, "release-damaged")
    assert "its format is 2, and this program reads 1" in outcome.out


@pytest.mark.parametrize("path", ["../../../outside.json", "/etc/outside.json", "a/../../../../outside.json"])
def test_a_forged_record_leads_nowhere(out: Path, tmp_path: Path, path: str) -> None:
    forged(out / "schemas", "release.json", '"path": "requests.schema.json"', f'"path": "{path}"')
    outcome = refused(specs(tmp_path / "next", "0.1.1"), out, "release-damaged")
    assert "is no path of a schema" in outcome.out
    assert not [*tmp_path.rglob("outside.json")]


def test_a_release_made_anew_under_its_version_is_seen(out: Path, tmp_path: Path) -> None:
    """Whole and sound by itself, but not what was published."""
    other = published(specs(tmp_path / "other", dall_e_3=NARROWER), tmp_path / "elsewhere")
    shutil.rmtree(out / "schemas" / "0.1.0")
    shutil.copytree(other / "0.1.0", out / "schemas" / "0.1.0")
    outcome = refused(tmp_path / "other", out, "release-damaged")
    assert "its SHA256SUMS is not the one that was published" in outcome.out


def test_old_specs_that_cannot_be_read_any_more_bar_nothing(out: Path, tmp_path: Path) -> None:
    """A later airsmith may refuse what an earlier one released."""
    forged(out / "schemas", "specs/catalog.yaml", "spec: 1", "spec: 0")
    outcome = publish(specs(tmp_path / "next", "0.2.0"), out)
    assert outcome.code == 0 and "warning[not-compared]" in outcome.err
    assert publish(tmp_path / "next", out, "--check").code == 0


def test_the_version_to_take_is_one_that_is_free(out: Path, tmp_path: Path) -> None:
    published(specs(tmp_path / "next", "0.1.7"), out)
    source = specs(tmp_path / "specs", dall_e_3=("length: [1, 4000]", "length: [1, 4001]"))
    assert "to 0.1.8 or higher" in refused(source, out, "released-changed").out
