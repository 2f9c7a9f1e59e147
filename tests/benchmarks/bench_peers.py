"""All validators of a run, ours first, and what each cannot do.

The sets name requests of `bench_mutants`; `test_fairness.py` holds that they are complete and not too large.
"""

from __future__ import annotations

import peers_msgspec
import peers_pydantic
import peers_pydantic_models
import peers_schemas
from bench_corpus import request_schema
from bench_mutants import (
    FALSE_AS_ZERO,
    INTEGRAL_DURATION,
    INTEGRAL_FRAME,
    INTEGRAL_QUALITY,
    INTEGRAL_SIZE,
    LONE_SURROGATES,
    Edit,
)
from bench_peer import Document, Faults, Peer
from peers_schemas import Asked
from peers_tuned_schema import MODELS as TUNED
from runware_openai import is_valid, violations

OURS = "runware_openai"
MSGSPEC = "msgspec, Struct by model"
RUST = "jsonschema-rs by model"
RUST_UNION = "jsonschema-rs, one schema for all"
RUST_TUNED = "jsonschema-rs by model, tuned schema"
TYPED_DICT = "pydantic TypedDict by model"
TYPED_DICT_BARE = "pydantic TypedDict, bare validator"
BASE_MODEL = "pydantic BaseModel, discriminated"
FAST = "fastjsonschema by model"
FAST_UNION = "fastjsonschema, one schema for all"
FAST_ONE_OF = "fastjsonschema, plain oneOf"
PYTHON = "jsonschema by model"

SHOWN = (RUST, TYPED_DICT, FAST, MSGSPEC)
"""Those whose time of each single request is shown."""


def names(*edits: Edit) -> frozenset[str]:
    return frozenset(edit.name for edit in edits)


# What a library cannot express, by name. Everything else it decides as we do.
NO_WORD_FOR_SURROGATES = names(*LONE_SURROGATES)
"""JSON Schema has no word for a lone surrogate, and msgspec takes any Python string."""
FALSE_IS_ZERO = names(FALSE_AS_ZERO)
"""pydantic's Literal finds False where 0 is listed."""
MSGSPEC_KEEPS_TYPES = names(INTEGRAL_SIZE, INTEGRAL_QUALITY, INTEGRAL_DURATION, INTEGRAL_FRAME)
"""msgspec: 8.0 is no int, neither in a range nor in a Literal."""
PYDANTIC_KEEPS_TYPES = names(INTEGRAL_SIZE, INTEGRAL_QUALITY)
"""pydantic, strict: 1792.0 is no int; in a Literal 8.0 is 8."""


def our_faults(document: Document) -> Faults:
    return [(violation.path, violation.message) for violation in violations(document)]


def reader(name: str, asked: Asked, remark: str = "") -> Peer:
    """A validator that reads JSON Schema."""
    return Peer(name, asked.accepts, asked.faults, wrongly_accepts=NO_WORD_FOR_SURROGATES, remark=remark)


def pydantic(name: str, asked: Asked, remark: str = "") -> Peer:
    return Peer(
        name,
        asked.accepts,
        asked.faults,
        wrongly_accepts=FALSE_IS_ZERO,
        wrongly_refuses=PYDANTIC_KEEPS_TYPES,
        remark=remark,
    )


def all_peers() -> tuple[Peer, ...]:
    """Ours and the peers, made ready."""
    newest, draft_07 = peers_schemas.published("2020-12"), peers_schemas.published("draft-07")
    for_all, one_of = request_schema("requests", "draft-07"), peers_schemas.one_of("draft-07")
    return (
        Peer(OURS, is_valid, our_faults),
        Peer(
            MSGSPEC,
            peers_msgspec.accepts,
            peers_msgspec.first_fault,
            faults_are="the first violation only",
            wrongly_accepts=NO_WORD_FOR_SURROGATES,
            wrongly_refuses=MSGSPEC_KEEPS_TYPES,
        ),
        reader(RUST, peers_schemas.rust(newest), "the published schemas"),
        reader(RUST_UNION, peers_schemas.rust_combined(), "the published one"),
        reader(RUST_TUNED, peers_schemas.rust(TUNED), "no numeric const or enum"),
        pydantic(TYPED_DICT, Asked(peers_pydantic.accepts, peers_pydantic.faults), "TypeAdapter.validate_python"),
        pydantic(TYPED_DICT_BARE, Asked(peers_pydantic.accepts_bare), "TypeAdapter.validator"),
        pydantic(BASE_MODEL, Asked(peers_pydantic_models.accepts, peers_pydantic_models.faults)),
        reader(FAST, peers_schemas.fast(draft_07), "the published schemas; faults: fast_fail=False"),
        reader(FAST_UNION, peers_schemas.fast_combined(for_all), "the published one"),
        reader(FAST_ONE_OF, peers_schemas.fast_combined(one_of)),
        reader(PYTHON, peers_schemas.python(newest)),
    )
