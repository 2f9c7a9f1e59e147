"""Folders of specs as a whole: what is read once, what is inherited, what is told at the end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from airsmith.diagnostics import SpecErrors
from airsmith.load.folder import SpecFolder
from airsmith.meaning.shapes import Array, Object, Presence
from airsmith.model.catalog import Model
from airsmith.model.specs import Specs

from support import ROOT, fixture_models, frozen_models, models

BASE = ROOT / "tests" / "golden" / "base"
BY_AIR = {model.air: model for model in (*frozen_models(), *fixture_models())}


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "specs")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def names(model: Model) -> list[str]:
    return [field.name for field in model.contract.root.properties]


def test_the_packages() -> None:
    packages = Specs(SpecFolder(ROOT / "specs", "specs")).packages()
    assert (packages.python_name, packages.python_module, packages.npm_name) == (
        "runware-openai",
        "runware_openai",
        "runware-openai",
    )
    assert not packages.schema_base.endswith("/")


def test_packages_of_a_folder_without_a_catalog(tmp_path: Path) -> None:
    with pytest.raises(SpecErrors, match="catalog.yaml is needed"):
        Specs(SpecFolder(tmp_path, "specs")).packages()


def test_models_in_the_order_of_their_files() -> None:
    assert [model.slug for model in frozen_models()] == ["dall-e-2", "dall-e-3", "gpt-image-1", "sora-2", "sora-2-pro"]


def test_models_are_yielded_until_the_first_problem_and_all_problems_told(specs: Path) -> None:
    shutil.copy(specs / "acme" / "brush.yaml", specs / "acme" / "a-brush.yaml")
    change(specs / "acme" / "a-brush.yaml", "acme:1@1", "acme:1@0")
    shutil.copy(specs / "acme" / "a-brush.yaml", specs / "acme" / "c-brush.yaml")
    change(specs / "acme" / "brush.yaml", "range: [1, 50]", "range: [50, 1]")
    found = []
    with pytest.raises(SpecErrors) as errors:
        for model in Specs(SpecFolder(specs, "specs")).models():
            found.append(model.slug)
    assert found == ["a-brush"]
    assert [item.code for item in errors.value.diagnostics] == ["empty-range", "duplicate-air"]


def test_a_problem_of_a_shared_file_is_told_once(specs: Path) -> None:
    shutil.copy(specs / "acme" / "brush.yaml", specs / "acme" / "pen.yaml")
    change(specs / "acme" / "pen.yaml", "acme:1@1", "acme:2@1")
    change(specs / "tasks" / "paint.yaml", "length: [2, 300]", "length: [300, 2]")
    with pytest.raises(SpecErrors) as errors:
        models(specs)
    assert [item.code for item in errors.value.diagnostics] == ["empty-range"]


def test_the_order_of_keys_in_a_spec_changes_nothing(specs: Path) -> None:
    before = models(specs)
    path = specs / "acme" / "brush.yaml"
    head, _, rest = path.read_text(encoding="utf-8").partition("fields:\n")
    path.write_text("fields:\n" + rest + head, encoding="utf-8")
    change(path, "{type: integer, range: [1, 50]}", "{range: [1, 50], type: integer}")
    assert models(specs) == before


def test_fields_stand_in_the_order_of_the_task_then_by_code_point() -> None:
    sink = names(BY_AIR["kitchen:sink.v1@2-b"])
    assert sink[:8] == ["taskType", "taskUUID", "model", "positivePrompt", "duration", "width", "height", "frameImages"]
    others = sink[sink.index("providerSettings") + 1 :]
    assert others == sorted(others) and "inputs" in others


def test_a_models_field_replaces_the_tasks_whole_but_for_its_words() -> None:
    prompt = BY_AIR["openai:1@1"].contract.root.property("positivePrompt")
    assert prompt is not None
    assert [kind.describe() for kind in prompt.shape.kinds] == ["1 to 32000 characters"]
    assert prompt.summary == "What the picture shows."
    assert prompt.anchor.endswith("#request-positiveprompt")


def test_the_model_field_is_the_air_id() -> None:
    for model in BY_AIR.values():
        field = model.contract.root.property("model")
        assert field is not None and field.required and field.shape.kinds[0].values == (model.air,)


def test_a_twin_inherits_all_but_what_is_its_own() -> None:
    base, twin = BY_AIR["kitchen:sink.v1@2-b"], BY_AIR["kitchen:sink@t"]
    assert (twin.task, twin.provider, twin.workflows, twin.media, twin.summary) == (
        base.task,
        base.provider,
        base.workflows,
        base.media,
        base.summary,
    )
    assert (twin.slug, twin.notes, twin.examples, twin.lifecycle.stage) == ("sink-twin", (), (), "live")
    assert names(twin) == names(base)
    assert len(twin.contract.rules) < len(base.contract.rules), "a list replaces the inherited one"
    strength = twin.contract.root.property("strength")
    layers = twin.contract.root.property("layers")
    assert strength and strength.shape.kinds[0].describe() == "0 to 1" and strength.default is None
    assert layers and layers.presence is Presence.UNSUPPORTED
    assert twin.sources == ("kitchen/sink-twin.yaml", "kitchen/sink.yaml", "tasks/video-inference.yaml", "kitchen/provider.yaml")  # fmt: skip


def test_settings_stand_in_the_order_of_their_provider() -> None:
    root = BY_AIR["vidu:1@5"].contract.root
    outer = root.property("providerSettings")
    assert outer and isinstance(outer.shape, Object)
    (vidu,) = outer.shape.properties
    assert isinstance(vidu.shape, Object)
    assert [(field.name, field.default) for field in vidu.shape.properties] == [
        ("movementAmplitude", "auto"),
        ("bgm", False),
        ("style", "general"),
    ]


def test_a_model_of_no_provider_has_no_settings() -> None:
    square = BY_AIR["kitchen:sink@s"]
    assert "providerSettings" not in names(square) and square.provider.key == ""


def test_dotted_names_become_objects_of_any_depth() -> None:
    inputs = BY_AIR["kitchen:sink.v1@2-b"].contract.root.property("inputs")
    assert inputs and isinstance(inputs.shape, Object)
    depth, references = inputs.shape.properties
    assert isinstance(depth.shape, Object) and depth.shape.properties[0].about.field == "inputs.depth.map"
    assert isinstance(references.shape, Array) and isinstance(references.shape.items, Object)
    assert [field.name for field in references.shape.items.properties] == ["image", "type", "weight"]


def test_what_else_a_spec_says_is_kept() -> None:
    sora = BY_AIR["openai:3@2"]
    assert [(limits.media, limits.side, limits.size) for limits in sora.media] == [("image", (300, 2048), 20_000_000)]
    assert [(flow.name, flow.needs) for flow in sora.workflows] == [
        ("text-to-video", ()),
        ("image-to-video", (("frameImages",),)),
    ]
    assert sora.lifecycle.since == "2026-09-24" and sora.lifecycle.replacement is None
    assert [example.title for example in sora.examples] == ["Text-to-video", "Image-to-video"]
    assert sora.dimensions and [size.label for size in sora.dimensions.sizes] == ["16:9", "9:16", "7:4", "4:7"]
    sink = BY_AIR["kitchen:sink.v1@2-b"]
    assert {limits.media: limits.size for limits in sink.media} == {
        "image": 20_000_000,
        "video": 1000,
        "audio": 500_000,
    }
    assert sink.slug == "kitchen-sink" and "\u2028" in sink.notes[1]
    layers = sink.contract.root.property("layers")
    assert layers and layers.labels == ((0, "None"), (1, 'One "layer"'), (2, "Two"))


def test_a_base_that_stands_after_its_twin_is_found(specs: Path) -> None:
    text = 'spec: 1\nair: acme:1@2\nname: A\nextends: acme:1@1\nlifecycle: {stage: live}\nsource: {url: "https://a.example", fetched: "2025-10-27"}\n'
    (specs / "acme" / "a.yaml").write_text(text, encoding="utf-8")
    twin, base = models(specs)
    assert names(twin) == names(base)
