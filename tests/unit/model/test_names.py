from __future__ import annotations

import keyword

import pytest
from airsmith.model.catalog import Entry
from airsmith.model.names import MEMBERS, WORDS, pascal, slug_problems, snake
from airsmith.model.neighbours import Neighbours
from airsmith.model.written import Written
from airsmith.load.document import Document
from airsmith.load.yaml_nodes import Mapping
from airsmith.diagnostics import Diagnostic, Location

WRITTEN = Written(Document("specs/a.yaml", Mapping((), Location("specs/a.yaml"))), (), {})


def entry(slug: str, air: str = "a:1@1") -> Entry:
    return Entry(air, slug, "A", "", "", "paint", "image", "live", "", "specs/b.yaml")


def slug_findings(slug: str, *others: str) -> list[Diagnostic]:
    """What is said of a slug after models with other slugs were met."""
    neighbours = Neighbours()
    for number, other in enumerate(others):
        assert not list(neighbours.meet(entry(other, f"b:{number}@1"), lambda: WRITTEN.document))
    return [*slug_problems(slug, WRITTEN), *neighbours.meet(entry(slug), lambda: WRITTEN.document)]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("width", "width"),
        ("taskUUID", "task_uuid"),
        ("outputURL", "output_url"),
        ("outputUrl", "output_url"),
        ("CFGScale", "cfg_scale"),
        ("NSFWContent", "nsfw_content"),
        ("imageBase64Data", "image_base64_data"),
        ("providerSettings.vidu", "provider_settings_vidu"),
        ("sora-2-pro", "sora_2_pro"),
    ],
)
def test_a_name_in_snake_case(name: str, spelled: str) -> None:
    assert snake(name) == spelled


def test_words_of_python_cannot_name_a_model() -> None:
    assert {word.lower() for word in keyword.kwlist} - {"none", "true", "false"} <= WORDS | {"false", "none", "true"}
    assert not MEMBERS & WORDS


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("class", "reserved-name"),
        ("new", "reserved-name"),
        ("is-valid", "reserved-name"),
        ("2nd", "reserved-name"),
        ("a_b", "reserved-name"),
        ("Über", "reserved-name"),
        ("a--b", "reserved-name"),
        ("brush-2", "duplicate-slug"),
        ("brush2", "name-clash"),
    ],
)
def test_a_slug_that_cannot_be(slug: str, code: str) -> None:
    assert [found.code for found in slug_findings(slug, "brush-2")] == [code]


@pytest.mark.parametrize("slug", ["brush", "brush-3", "class-1", "gpt-image-1", "a"])
def test_a_slug_that_can(slug: str) -> None:
    assert slug_findings(slug, "brush-2") == []


def test_types_are_named_after_the_words() -> None:
    assert pascal("gpt-image-1") == "GptImage1"
