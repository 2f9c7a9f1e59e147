"""The pages of the site: everything the specs say is there, and nothing leads astray."""

from __future__ import annotations

import posixpath
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from airsmith.model.catalog import Model
from airsmith.publish.site.migration import MOST
from airsmith.targets.docs.page import model_page

from hostile_specs import write
from site_pages import Page, pages, site
from support import FIXTURES, ROOT, fixture_models, own_models, with_tasks

sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))
from catalogues import write as write_catalogue  # noqa: E402

MOST_BYTES = 300_000
"""All of the site of five models."""


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Specs that use every construct of the language."""
    return with_tasks(FIXTURES, tmp_path_factory.mktemp("strange") / "specs")


@pytest.fixture(scope="module", params=["own", "every construct", "hostile"])
def files(request: pytest.FixtureRequest, strange: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    if request.param == "own":
        return site()
    if request.param == "every construct":
        return site(strange)
    folder = tmp_path_factory.mktemp("hostile") / "specs"
    write(ROOT / "specs", folder, 0)
    return site(folder)


def test_every_element_ends_where_it_should(files: dict[str, str]) -> None:
    assert {path: page.unclosed for path, page in pages(files).items() if page.unclosed} == {}


def test_every_link_leads_to_a_place_of_the_site_or_the_web(files: dict[str, str]) -> None:
    """Relative ones only, so that the site can stand anywhere."""
    read = pages(files)
    wrong = []
    for path, page in read.items():
        for element in page.elements:
            for name in ("href", "src"):
                if name in element.attributes:
                    wrong += bad_link(path, element.tag, element.attributes[name], files, read)
    assert wrong == []


def bad_link(path: str, tag: str, link: str, files: dict[str, str], read: dict[str, Page]) -> list[str]:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return [] if tag == "a" and parts.scheme in ("http", "https") else [f"{path}: {tag} {link}"]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), parts.path)) if parts.path else path
    if target not in files or link.startswith("/"):
        return [f"{path}: {link}"]
    # The playground and the viewer read their fragments themselves.
    is_place = parts.fragment and target.rpartition("/")[2] not in ("playground.html", "schemas.html")
    return [f"{path}: {link}"] if is_place and parts.fragment not in read[target].ids else []


def test_no_page_has_an_id_twice(files: dict[str, str]) -> None:
    for path, page in pages(files).items():
        assert len(set(page.ids)) == len(page.ids), path


def test_nothing_is_fetched_from_elsewhere(files: dict[str, str]) -> None:
    """Styles and scripts name no address, and pages load nothing but the site's own files."""
    assert "url(" not in files["assets/site.css"] and "@import" not in files["assets/site.css"]
    for path, page in pages(files).items():
        policies = [one.attributes["content"] for one in page.all("meta") if "http-equiv" in one.attributes]
        assert len(policies) == 1 and policies[0].startswith("default-src 'none'"), path
        assert "unsafe" not in policies[0] and "http" not in policies[0]
        assert all("://" not in one.attributes["src"] for one in page.all("script") if "src" in one.attributes)


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.slug)
def test_a_model_has_a_page_with_every_field(model: Model) -> None:
    facts = model_page(model)
    page = pages(site())[f"{facts.path}.html"]
    sections = {one.attributes["id"]: one for one in page.all("section") if "id" in one.attributes}
    sources = {one.attributes["href"] for one in page.all("a")}
    for row in facts.fields:
        told = sections["field-" + row.name.replace("[]", "--")].text
        assert row.short in told
        assert all(limit in told for limit in row.limits) and row.unit in told, row.name
        assert all(str(choice.value).lower() in told.lower() for choice in row.choices), row.name
        assert row.stated in sources and (not row.reference or row.reference in sources)
        if row.default is not None and not row.choices:
            assert f"default {str(row.default).lower()}" in told.lower()
    text = page.all("main")[0].text
    assert model.air in text and model.source.url in sources
    assert all(example.title in text for example in model.examples)
    assert all(note.rstrip(".") in " ".join(text.split()) for note in model.notes)
    assert model.lifecycle.notice(model.name) in text


def test_the_matrix_says_what_each_model_can_do() -> None:
    (table,) = pages(site())["index.html"].all("table")
    for model in own_models():
        facts = model_page(model)
        assert facts.name in table.text and facts.air in table.text and facts.lifecycle.stage in table.text
        sizes = [f"{size.width} × {size.height}" for size in (facts.sizes.listed if facts.sizes else ())]
        assert sizes and all(size in table.text for size in sizes)
        assert all(flow.name in table.text for flow in facts.workflows)
        assert all(row.short in table.text for row in facts.settings)


def test_sizes_are_drawn_to_one_scale() -> None:
    drawn = re.findall(
        r'<svg width="([0-9]+)" height="([0-9]+)".*?<span>([0-9]+) × ([0-9]+)</span>', site()["index.html"]
    )
    assert len(drawn) == sum(len(page.sizes.listed) for page in map(model_page, own_models()) if page.sizes)
    scales = [int(side) / int(real) for row in drawn for side, real in zip(row[:2], row[2:], strict=True)]
    assert max(scales) - min(scales) < 0.003


def test_migration_says_what_the_other_model_refuses() -> None:
    text = pages(site())["migration.html"].all("main")[0].text
    for model in own_models():
        assert (f"From {model.name}" in text) == (model.lifecycle.stage != "live")
    assert "1792x1024 is not a size GPT Image 1 supports" in text
    assert "1536x1024 (nearest)" in text


def test_of_many_models_to_move_to_a_few_are_compared(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "specs", 40)
    text = pages(site(tmp_path / "specs"))["migration.html"].all("main")[0].text
    left = [section for section in text.split("From ")[1:] if "There are " in section]
    assert left and all(section.count("Sizes of") == 2 * MOST for section in left)
    assert "There are 2 other live models for the same task" in text


def test_a_site_of_specs_with_every_construct_has_a_page_for_each(strange: Path) -> None:
    made = site(strange)
    assert {f"{model_page(model).path}.html" for model in fixture_models()} <= made.keys()


def test_without_a_changelog_there_is_no_page_of_changes() -> None:
    made = site(ROOT / "specs", "")
    assert "changes.html" not in made
    assert all("changes.html" not in text for path, text in made.items() if path.endswith(".html"))


def test_markup_in_a_changelog_stays_text() -> None:
    made = site(
        ROOT / "specs", "# Log\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![p](https://x.example/p.png)\n"
    )
    page = pages(made)["changes.html"]
    assert "<script>alert(1)</script>" in page.all("main")[0].text
    assert not [one for one in page.all("a") if one.attributes["href"].startswith("javascript")]


def test_it_is_small() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    sizes = {path: len(content.encode()) for path, content in site(ROOT / "specs", text).items()}
    print(f"\n{sum(sizes.values())} bytes in {len(sizes)} files: {sizes}")
    assert sum(sizes.values()) < MOST_BYTES


def test_it_is_the_same_every_time() -> None:
    first = site()
    site.cache_clear()
    assert site() == first
