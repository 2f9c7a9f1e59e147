"""``release.json``: read as it was written, and refused where it is something else."""

from __future__ import annotations

from typing import Any

import pytest

from airsmith.publish.releases.record import Document, Record, ReleasedModel

RECORD = Record(
    "1.2.3",
    "https://schemas.example/x",
    "runware-openai",
    (ReleasedModel("openai:1@1", "GPT Image 1", "gpt-image-1", "live"),),
    (
        Document("openai/a.json", "request", "2020-12", "A", "About a.", "openai:1@1"),
        Document("requests.json", "flat", "draft-07", "All", "About all."),
    ),
)


def test_a_record_is_read_as_it_was_written() -> None:
    assert Record.of_json(RECORD.as_json()) == RECORD
    assert RECORD.url("openai/a.json") == "https://schemas.example/x/1.2.3/openai/a.json"


@pytest.mark.parametrize(
    "data", [None, [], {}, "x", 1, {"format": 2}, {**RECORD.as_json(), "documents": [{"path": "x"}]}]
)
def test_what_is_no_record(data: Any) -> None:
    with pytest.raises(ValueError, match=r"it is no record of a release|its format is 2"):
        Record.of_json(data)
