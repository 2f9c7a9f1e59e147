"""Skeletons of specs: they pass lint, whatever the model is called."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from airsmith.scaffold import LONGEST, CannotScaffold, new_model, slug_of

from support import FROZEN, models

TASKS = ("imageInference", "videoInference")
DAY = "2026-11-22"


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FROZEN, tmp_path / "specs"))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sora 2 Pro", "sora-2-pro"),
        ("DALL·E 3", "dall-e-3"),
        ("  GPT--Image_1.5 ", "gpt-image-1-5"),
        ("Ünïcode", "n-code"),
        ("多", ""),
    ],
)
def test_the_slug_of_a_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("name", ["Brush", "Brush: the #1 & \"best\" \\ of 'all' {x} %s", "DALL·E 💥 null", "Yes"])
def test_a_skeleton_is_a_model(specs: Path, task: str, name: str) -> None:
    written = new_model(specs, "acme:1@2", name, task, TASKS, DAY)
    assert [path.name for path in written] == [f"{slug_of(name)}.yaml", "provider.yaml"]
    model = next(model for model in models(specs) if model.air == "acme:1@2")
    assert (model.name, model.task.name, model.provider.name) == (name, task, "Acme")
    assert model.lifecycle.checked == model.source.fetched == DAY
    assert model.examples == ()


def test_a_provider_that_is_there_is_kept(specs: Path) -> None:
    before = (specs / "openai" / "provider.yaml").read_bytes()
    assert len(new_model(specs, "openai:8@8", "Eight", "imageInference", TASKS, DAY)) == 1
    assert (specs / "openai" / "provider.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("air", "name", "task", "words"),
    [
        ("acme", "A", "imageInference", "is not an AIR id"),
        ("acme:1@1\n", "A", "imageInference", "is not an AIR id"),
        ("acme:1@1", "A", "other", "there is no task other; tasks: imageInference, videoInference"),
        ("tasks:1@1", "A", "imageInference", "cannot be the name of a provider"),
        ("9:1@1", "A", "imageInference", "cannot be the name of a provider"),
        ("acme:1@1", "Provider", "imageInference", "no file name can be made"),
        ("acme:1@1", "9", "imageInference", "no file name can be made"),
        ("acme:1@1", "", "imageInference", "no file name can be made"),
        ("acme:1@1", "a\x00", "imageInference", "no control characters"),
        ("acme:1@1", "a\ud800", "imageInference", "no control characters"),
        ("acme:1@1", "a" * (LONGEST + 1), "imageInference", "at most"),
        ("openai:2@3", "Other", "imageInference", "has the AIR id openai:2@3 too"),
        ("acme:1@1", "Sora 2", "imageInference", "has the slug sora-2 too"),
        ("acme:1@1", "Dall E3", "imageInference", "become one name"),
        ("openai:2@9", "Sora 2", "imageInference", "is there already"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(specs: Path, air: str, name: str, task: str, words: str) -> None:
    before = sorted(specs.rglob("*"))
    with pytest.raises(CannotScaffold) as caught:
        new_model(specs, air, name, task, TASKS, DAY)
    assert words in str(caught.value)
    assert sorted(specs.rglob("*")) == before


def test_specs_that_are_broken_for_other_reasons_do_not_matter(specs: Path) -> None:
    (specs / "openai" / "sora-2.yaml").write_text("spec: 1\n", encoding="utf-8")
    assert new_model(specs, "acme:1@2", "Brush", "imageInference", TASKS, DAY)
