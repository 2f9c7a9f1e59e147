"""`airsmith validate`: every form of a file, every kind of fault, every format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from airsmith.findings import FORMATS

from clients import REQUEST
from command import Outcome, airsmith
from documented import documented


def check(project: Path, content: bytes | str | object, *options: str) -> Outcome:
    """What `validate` says of a file with this content."""
    text = content if isinstance(content, bytes | str) else json.dumps(content)
    (project / "r.json").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return airsmith("validate", "r.json", *options, cwd=project)


@pytest.mark.parametrize("example", documented(), ids=str)
def test_the_documented_requests_are_valid(example: Any) -> None:
    found = airsmith("validate", "-", stdin=json.dumps(example.request).encode())
    assert (found.code, found.out) == (0, "1 valid request\n")
    assert ("is retired since" in found.err) == example.is_retired


def test_a_wrong_task(project: Path) -> None:
    found = check(project, {**REQUEST, "width": 1000, "outputFormat": "png"})
    assert found.code == 1
    assert found.out == (
        "r.json: /width: 1000x1024 is not a size GPT Image 1 supports; use 1024x1024 (nearest), 1536x1024 or "
        "1024x1536. [unsupported_dimensions]\n"
        'r.json: /outputFormat: "png" is not an outputFormat GPT Image 1 supports; use "JPG", "PNG" (nearest) or '
        '"WEBP". [not_allowed]\n'
    )


def test_an_array_as_it_goes_on_the_wire(project: Path) -> None:
    found = check(project, [REQUEST, {**REQUEST, "seed": 1}, 5])
    assert [line.split(": ")[1] for line in found.out.splitlines()] == ["/1/seed", "/2"]
    assert check(project, [REQUEST, REQUEST]).out == "2 valid requests\n"
    assert check(project, []) == Outcome(0, "0 valid requests\n", "no request is in r.json\n")


def test_one_task_per_line(project: Path) -> None:
    odd = {**REQUEST, "positivePrompt": "a\u2028b\x85c"}
    lines = [json.dumps(one, ensure_ascii=False) for one in (odd, {**REQUEST, "seed": 1}, [{**REQUEST, "ttl": 1}])]
    found = check(project, "\n\n".join(lines) + "\r\n")
    assert [line.split(": ")[:2] for line in found.out.splitlines()] == [["r.json:3", "/seed"], ["r.json:5", "/0/ttl"]]


def test_a_line_that_is_no_request_hides_no_other(project: Path) -> None:
    good, wrong = json.dumps(REQUEST), json.dumps({**REQUEST, "seed": 1})
    found = check(project, "\n".join([good, good, '"x"', good[:-1], wrong]))
    assert (found.code, found.err) == (1, "")
    assert [(line.split(": ")[0], line.split(" [")[1]) for line in found.out.splitlines()] == [
        ("r.json:3", "wrong_type]"),
        ("r.json:4", "not_json]"),
        ("r.json:5", "unknown_field]"),
    ]
    (broken,) = json.loads(check(project, f"{good}\n{good[:-1]}", "--format", "json").out)
    assert (broken["line"], broken["code"], broken["level"]) == (2, "not_json", "error")


def test_tasks_of_other_types_are_named_and_not_checked(project: Path) -> None:
    key = "a-key-that-is-nobodys-business"
    batch = [{"taskType": "authentication", "apiKey": key}, REQUEST]
    found = check(project, batch)
    assert (found.code, found.out) == (0, "1 valid request\n")
    assert found.err == (
        'warning: r.json: /0/taskType: "authentication" is a task the specs do not describe, so it was not checked; '
        "they describe imageInference and videoInference. [other_task]\n"
    )
    slip = {key: value for key, value in REQUEST.items() if key != "model"} | {"taskType": "imageInferense"}
    assert "/0/model: model is required" in check(project, [slip]).out
    assert "/0/model" in check(project, [{"taskType": 5}]).out


def test_standard_input() -> None:
    assert airsmith("validate", "-", stdin=json.dumps(REQUEST).encode()) == Outcome(0, "1 valid request\n", "")
    found = airsmith("validate", "-", stdin=b"{")
    assert (found.code, found.out) == (3, "")
    assert found.err.startswith("<stdin>:1: not JSON: ")
    assert airsmith("validate", "-", stdin=b"\xff").err == "error: <stdin> is not UTF-8: byte 0 begins no character\n"


def test_an_array_of_no_tasks_is_no_error_and_said(project: Path) -> None:
    found = airsmith("validate", "-", stdin=b"[]", cwd=project)
    assert (found.code, found.out, found.err) == (0, "0 valid requests\n", "no request is in <stdin>\n")
    assert "no request" not in airsmith("validate", "-", stdin=b"{}", cwd=project).err


def test_a_schema_key_is_for_editors(project: Path) -> None:
    for wrap in (lambda task: task, lambda task: [task]):
        assert check(project, wrap({"$schema": "../x.schema.json", **REQUEST})).code == 0
    inner = check(project, {**REQUEST, "safety": {"$schema": "x"}})
    assert "/safety/$schema" in inner.out


def test_a_byte_order_mark_is_no_error(project: Path) -> None:
    assert check(project, b"\xef\xbb\xbf" + json.dumps(REQUEST).encode()).code == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "r.json:1: nothing is in it"),
        (b" \n\t\n", "r.json:1: nothing is in it"),
        (b"\xff\xfe{}", "error: r.json is not UTF-8: byte 0"),
        (b'{"a": "\xe9"}', "error: r.json is not UTF-8: byte 7"),
        (b"nonsense", "r.json:1: not JSON: Expecting value (column 1)"),
        (b'{\n "a": 1,\n}', "r.json:3: not JSON"),
        (b"{'a': 1}", "r.json:1: not JSON"),
        (b"[" * 100_000, "r.json:1: not JSON: the JSON nests too deeply"),
        (b'{"a":' * 100_000, "r.json:1: not JSON: the JSON nests too deeply"),
        (b'{"width": NaN}', "r.json:1: not JSON: JSON has no number NaN"),
        (b'{"width": -Infinity}', "r.json:1: not JSON: JSON has no number -Infinity"),
        (b'{"a": 1, "a": 2}', 'r.json:1: not JSON: the key "a" stands twice in one object'),
        (b'{"b": {"\xc2\xb7": 1, "\xc2\xb7": 1}}', "r.json:1: not JSON: the key a key of 1 character stands twice"),
    ],
    ids=ascii,
)
def test_what_cannot_be_read(project: Path, content: bytes, words: str) -> None:
    found = check(project, content)
    assert (found.code, found.out) == (3, "")
    assert found.err.startswith(words)
    assert found.err.count("\n") == 1


def test_a_file_that_is_not_there(project: Path) -> None:
    assert airsmith("validate", "none.json", cwd=project) == Outcome(
        3, "", "error: none.json: No such file or directory\n"
    )
    assert airsmith("validate", "specs", cwd=project) == Outcome(3, "", "error: specs: Is a directory\n")


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "9" * 400, "1e400", "12345678901234567890"])
def test_numbers_of_any_size_are_only_out_of_range(project: Path, number: str) -> None:
    text = json.dumps(REQUEST).replace("1024", number, 1)
    found = check(project, text)
    assert found.code == 1
    assert "a number out of range" in found.out


@pytest.mark.parametrize("depth", [100, 900])
def test_deep_values_are_judged(project: Path, depth: int) -> None:
    text = json.dumps(REQUEST)[:-1] + ', "safety": ' + '{"mode":' * depth + "1" + "}" * depth + "}"
    found = check(project, text)
    assert found.code == 1
    assert "/safety/mode" in found.out


@pytest.mark.parametrize("value", ["5", '"x"', "null", "true"])
def test_a_document_that_is_no_task(project: Path, value: str) -> None:
    found = check(project, value)
    assert (found.code, found.out.split(" [")[1]) == (1, "wrong_type]\n")
    assert found.out.startswith("r.json: (the request): A request must be an object")


def test_unknown_keys_may_pass(project: Path) -> None:
    odd = {**REQUEST, "seed": 1}
    assert check(project, odd).code == 1
    assert check(project, odd, "--allow-unknown").code == 0


def test_warnings_are_said_aside(project: Path) -> None:
    pointless = {**REQUEST, "ttl": 60, "outputType": "dataURI"}
    found = check(project, [pointless, {**REQUEST, "seed": 1}, {**pointless, "model": "openai:2@3"}])
    assert found.code == 1
    assert found.err.splitlines() == [
        'warning: r.json: /0/ttl: ttl has no effect when outputType is "base64Data" or "dataURI". [forbidden_field]',
        "warning: r.json: /2/model: DALL·E 3 is retired since 2026-05-12; use openai:gpt-image@2. [retired_model]",
        'warning: r.json: /2/ttl: ttl has no effect when outputType is "base64Data" or "dataURI". [forbidden_field]',
    ]


def test_warnings_stand_among_the_findings_where_machines_read_them(project: Path) -> None:
    retired = {**REQUEST, "model": "openai:2@3"}
    found = check(project, [retired, {**REQUEST, "seed": 1}], "--format", "json")
    levels = [(one["level"], one["code"], one["path"]) for one in json.loads(found.out)]
    assert levels == [("warning", "retired_model", "/0/model"), ("error", "unknown_field", "/1/seed")]
    assert (found.code, found.err) == (1, "")
    assert check(project, retired, "--format", "github").out.startswith("::warning file=r.json,")
    run = json.loads(check(project, retired, "--format", "sarif").out)["runs"][0]
    assert [(one["level"], one["ruleId"]) for one in run["results"]] == [("warning", "retired_model")]
    assert check(project, retired, "--format", "json").code == 0


@pytest.mark.parametrize("form", FORMATS)
def test_validate_in_every_format(project: Path, form: str) -> None:
    wrong = {**REQUEST, "a\n::error::b%0A\x1b[31m": 1, "width": 5}
    found = check(project, [wrong], "--format", form)
    assert found.code == 1
    assert "unknown_field" in found.out
    assert "\x1b" not in found.out
    assert not [line for line in found.out.splitlines()[1:] if line.startswith("::error::b")]
    valid = check(project, REQUEST, "--format", form)
    assert (valid.code, valid.err) == (0, "")


def test_specs_that_are_broken_are_named_instead(broken: Path) -> None:
    found = check(broken, REQUEST, "--format", "json")
    assert found.code == 1
    assert {one["code"] for one in json.loads(found.out)} == {"empty-range", "unknown-key"}
    assert "in the specs" in found.err
