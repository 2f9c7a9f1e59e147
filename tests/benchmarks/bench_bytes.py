"""From bytes: parsing and validating together, which is what a server pays for a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from bench_corpus import Sample
from bench_peers import FAST, MSGSPEC, OURS, RUST, RUST_TUNED, TYPED_DICT
from msgspec import json

Judge = Callable[[bytes], Any]

READ_BY_ORJSON = (OURS, RUST, RUST_TUNED, TYPED_DICT, FAST)
REMARKS = {name: "orjson" for name in READ_BY_ORJSON} | {MSGSPEC: "msgspec.json"}
PARSERS = {"orjson alone": orjson.loads, "msgspec.json alone": json.decode}


def judges(answers: Mapping[str, Callable[[Any], bool]]) -> dict[str, Judge]:
    """Every validator with the parser it goes best with, and the parsers alone."""
    read: dict[str, Judge] = {name: _after(orjson.loads, answers[name]) for name in READ_BY_ORJSON}
    return {**read, MSGSPEC: _after(json.decode, answers[MSGSPEC]), **PARSERS}


def _after(parse: Callable[[bytes], Any], accepts: Callable[[Any], bool]) -> Judge:
    def judge(data: bytes) -> bool:
        return accepts(parse(data))

    return judge


def as_bytes(entry: Sample) -> bytes:
    return entry.text.encode()
