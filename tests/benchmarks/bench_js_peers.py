"""The validators for node, ours first, and what each cannot do.

The sets name requests of `bench_mutants`; `test_fairness_js.py` holds that they are complete and not too large.
"""

from __future__ import annotations

from dataclasses import dataclass

from bench_mutants import LONE_SURROGATES, Edit
from bench_peer import NOTHING

OURS = "runware-openai"
AJV = "ajv standalone by model"
AJV_TUNED = "ajv standalone by model, tuned schema"
AJV_UNION = "ajv standalone, one schema for all"
TYPEBOX = "TypeBox compiled, by model"
TYPIA = "typia equals, by model"
ZOD = "zod discriminatedUnion"
ZOD_COMPILED = "zod discriminatedUnion, compiled"
VALIBOT = "valibot variant"


@dataclass(frozen=True)
class JsPeer:
    """A validator: `js/peer_<module>.mjs`."""

    name: str
    module: str
    wrongly_accepts: frozenset[str] = NOTHING
    wrongly_refuses: frozenset[str] = NOTHING
    remark: str = ""


def names(*edits: Edit) -> frozenset[str]:
    return frozenset(edit.name for edit in edits)


# What a library cannot express, by name. Everything else it decides as we do.
NO_WORD_FOR_SURROGATES = names(*LONE_SURROGATES)
"""None of them has a word for a lone surrogate."""
COUNTS_UNITS = names(Edit("dall-e-2 1", "positivePrompt", "\U0001f44d" * 1000))
"""1000 characters beyond the first plane are 2000 to those that count UTF-16 units."""
ARRAY_IS_OBJECT = names(Edit("dall-e-3 1", "providerSettings", []))
"""valibot takes an empty array for an object whose fields are all optional."""

JS_PEERS = (
    JsPeer(OURS, "ours"),
    JsPeer(AJV, "ajv_published", NO_WORD_FOR_SURROGATES, remark="the published schemas"),
    JsPeer(AJV_TUNED, "ajv_tuned", NO_WORD_FOR_SURROGATES, remark="only keywords that decide"),
    JsPeer(AJV_UNION, "ajv_union", NO_WORD_FOR_SURROGATES, remark="the published one"),
    JsPeer(TYPEBOX, "typebox", NO_WORD_FOR_SURROGATES, COUNTS_UNITS, "@sinclair/typebox 0.34; sizes by a function"),
    JsPeer(TYPIA, "typia", NO_WORD_FOR_SURROGATES, COUNTS_UNITS, "sizes by a function"),
    JsPeer(ZOD, "zod", NO_WORD_FOR_SURROGATES, remark="sizes by a refinement"),
    JsPeer(ZOD_COMPILED, "zod_compiled", NO_WORD_FOR_SURROGATES, remark="with zod's own compiler"),
    JsPeer(VALIBOT, "valibot", NO_WORD_FOR_SURROGATES | ARRAY_IS_OBJECT, remark="sizes by a check"),
)
