"""Which rules are idle or contradictory, and that sound rules are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from airsmith.diagnostics import Diagnostic, SpecErrors
from airsmith.model.catalog import Model

from cases import case_models
from support import ROOT, fixture_models, models, own_models

HEAD = """\
spec: 1
air: acme:1@1
name: Brush
provider: acme
task: paint
lifecycle: {stage: live}
source: {url: "https://acme.example", fetched: "2025-10-27"}
workflows: [text, {image: {needs: image}}]
fields:
  code: {type: string, pattern: "[A-Z]{3}[0-9]*"}
  text: {type: string}
  long: {type: string, length: [3, 90]}
  part: {type: number, range: [0.2, 0.8]}
  steps: {type: integer, range: [2, 9]}
  free: {type: integer}
  flag: {type: boolean}
  list: {items: {type: string, length: [4, 9]}}
  some: {items: image, count: [1, 4]}
  camera: {shape: {zoom: {type: number, range: [5, 10]}, name: {type: string, length: [4, 8]}, pan: {type: integer, required: false}}}
dimensions: {groups: {small: [64x64], large: [512x512]}}
providerSettings: [mood]
rules:
"""


def judged(tmp_path: Path, *rules: str) -> list[str]:
    return [item.code for item in found(tmp_path, *rules)]


def found(tmp_path: Path, *rules: str) -> tuple[Diagnostic, ...]:
    base = ROOT / "tests" / "golden" / "base"
    for name in ("catalog.yaml", "tasks/paint.yaml", "acme/provider.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((base / name).read_bytes())
    text = HEAD + "".join(f"  - {rule}\n" for rule in rules)
    (tmp_path / "acme" / "brush.yaml").write_text(text, encoding="utf-8")
    try:
        models(tmp_path)
    except SpecErrors as errors:
        return tuple(errors.diagnostics)
    return ()


@pytest.mark.parametrize(
    "rule",
    [
        "{when: {has: code}, forbid: [steps]}",
        "{when: {has: long}, forbid: [steps]}",
        "{when: {has: part}, forbid: [steps]}",
        "{when: {has: list}, forbid: [steps]}",
        "{when: {has: camera}, forbid: [steps]}",
        "{when: {has: camera.pan}, require: [camera.zoom, steps]}",
        "{when: {code: ABC}, forbid: [steps]}",
        "{when: {text: 'any text'}, forbid: [steps]}",
        "{when: {part: 0.55}, forbid: [steps]}",
        "{when: {flag: true}, constrain: {text: {pattern: '[a-z]+'}}}",
        "{when: {flag: true}, constrain: {code: {pattern: '[A-C]{3}'}}}",
        "{when: {flag: true}, constrain: {text: {length: [null, 100]}}}",
        "{when: {flag: true}, constrain: {long: {length: [4, null]}}}",
        "{when: {flag: true}, constrain: {part: {range: [0.25, null]}}}",
        "{when: {flag: true}, constrain: {free: {range: [null, 1000]}}}",
        "{when: {flag: true}, constrain: {list: {count: [null, 5]}}}",
        "{when: {flag: true}, constrain: {some: {count: [null, 3]}}}",
        "{when: {flag: true}, constrain: {camera.zoom: {range: [6, null]}}}",
        "{when: {flag: true}, constrain: {dimensions: {group: small}}}",
        "{when: {group: large}, forbid: [steps]}",
        "{when: {provider.mood: wild}, forbid: [steps]}",
        "{when: {workflow: image}, require: [steps]}",
        "{together: [steps, code]}",
        "{at_most_one: [camera, list]}",
        "{exactly_one: [code, long]}",
    ],
)
def test_a_sound_rule_is_left_alone(rule: str, tmp_path: Path) -> None:
    assert judged(tmp_path, rule) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("{when: {steps: 1}, forbid: [code]}", "rule-never-applies"),
        ("{when: {long: ab}, forbid: [code]}", "rule-never-applies"),
        ("{when: {code: abc}, forbid: [steps]}", "rule-never-applies"),
        ("{when: {part: 0.9}, forbid: [code]}", "rule-never-applies"),
        ("{when: {has: camera.zoom, lacks: camera}, forbid: [code]}", "rule-never-applies"),
        ("{when: {flag: true, not: {has: flag}}, forbid: [code]}", "rule-never-applies"),
        ("{when: {steps: 1}, forbid: [code], level: warn}", "rule-never-applies"),
        ("{when: {flag: true}, constrain: {steps: {range: [1, 10]}}}", "rule-without-effect"),
        ("{when: {flag: true}, constrain: {long: {length: [null, 90]}}}", "rule-without-effect"),
        ("{when: {flag: true}, constrain: {some: {count: [0, 4]}}}", "rule-without-effect"),
        ("{when: {flag: true}, require: [model]}", "rule-without-effect"),
        ("{when: {flag: true}, constrain: {dimensions: {pairs: [64x64, 512x512]}}}", "rule-without-effect"),
        ("{when: {has: flag}, forbid: [flag]}", "rule-contradiction"),
    ],
)
def test_an_idle_or_contradictory_rule_is_told(rule: str, code: str, tmp_path: Path) -> None:
    assert judged(tmp_path, rule) == [code]


def test_two_rules_that_leave_nothing_between_them(tmp_path: Path) -> None:
    rules = ("{when: {flag: true}, require: [steps]}", "{when: {flag: true}, constrain: {steps: {range: [8, null]}}}", "{when: {has: steps}, constrain: {steps: {range: [null, 5]}}}")  # fmt: skip
    assert judged(tmp_path, *rules) == ["rule-contradiction"] * 2


def test_the_rules_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    rules = (
        "{when: {has: flag}, forbid: [text]}",
        "{when: {has: code}, require: [steps]}",
        "{when: {has: long}, require: [text]}",
        "{when: {has: code}, forbid: [steps]}",
        "{when: {has: code}, require: [long]}",
    )
    first = HEAD.count("\n") + 1
    second, fourth = f"specs/acme/brush.yaml:{first + 1}", f"specs/acme/brush.yaml:{first + 3}"
    words = "no request to which the rule applies satisfies"
    assert [(item.location.line - first, item.code, item.message) for item in found(tmp_path, *rules)] == [
        (1, "rule-contradiction", f"{words} it and {fourth}"),
        (3, "rule-contradiction", f"{words} it and {second}"),
        (4, "rule-contradiction", f"{words} {second} and {fourth}"),
    ]


def test_a_rule_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    rules = ("{when: {has: stepps}, forbid: [code]}", "{when: {steps: 1}, forbid: [code]}")
    assert judged(tmp_path, *rules) == ["unknown-field", "rule-never-applies"]


def test_a_rule_of_level_warn_may_ask_for_what_holds_already(tmp_path: Path) -> None:
    assert judged(tmp_path, "{when: {flag: true}, require: [model], level: warn}") == []


@pytest.mark.parametrize("model", [*own_models(), *fixture_models(), *case_models()], ids=lambda model: model.air)
def test_no_model_of_ours_has_an_idle_rule(model: Model) -> None:
    assert model.contract.rules is not None
