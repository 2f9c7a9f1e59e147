"""Requests that a schema must take and refuse, a file each, laid out as SchemaStore lays out its tests."""

from __future__ import annotations

import json
from collections.abc import Iterator

from jsonschema import Draft202012Validator

from ...meaning.values import Fragment, Json
from ...model.catalog import Model
from ...targets.vectors.cases import judged, word
from ...targets.vectors.model_cases import model_cases


def samples(model: Model, schema: Fragment) -> Iterator[tuple[str, Json]]:
    """Path and request: below ``test/`` the documented ones, below ``negative_test/`` one for each code alone.

    ``schema`` is that of the model's requests; what it cannot refuse is no test of it.
    """
    folder = f"{model.provider.key or 'models'}/{model.slug}.request"
    legal = [example for example in model.examples if not example.invalid]
    for number, example in enumerate(legal, start=1):
        yield f"test/{folder}/{number}-{word(example.title)[:60]}.json", example.request
    validator = Draft202012Validator(schema)
    seen: set[str] = set()
    for vector in judged(model_cases(model), {model.air: model.contract}):
        codes = {found.code for found in vector.violations}
        # What only its spelling makes wrong is lost in a file that is written anew.
        if len(vector.violations) != 1 or codes <= seen or vector.spelled:
            continue
        request = json.loads(vector.text)
        if not validator.is_valid(request):
            seen |= codes
            yield f"negative_test/{folder}/{vector.violations[0].code.replace('_', '-')}.json", request
