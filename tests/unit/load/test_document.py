from __future__ import annotations

from typing import cast

import pytest
from airsmith.load.document import Document, Keys
from airsmith.load.yaml_nodes import Mapping, parse

TEXT = """\
air: acme:1@1
fields:
  steps: {type: integer, range: [1, 50]}
  "a b":
    enum:
      - oil
      - ink
rules:
  - when: {has: steps}
    forbid: [style]
"""
DOCUMENT = Document("specs/acme/brush.yaml", cast(Mapping, parse(TEXT.encode(), "specs/acme/brush.yaml")))


@pytest.mark.parametrize(
    ("keys", "of_key", "place"),
    [
        ((), False, (1, 1)),
        (("air",), False, (1, 6)),
        (("air",), True, (1, 1)),
        (("fields",), False, (2, 1)),
        (("fields", "steps"), False, (3, 3)),
        (("fields", "steps", "type"), False, (3, 17)),
        (("fields", "steps", "type"), True, (3, 11)),
        (("fields", "steps", "range"), False, (3, 26)),
        (("fields", "steps", "range", 1), False, (3, 37)),
        (("fields", "a b", "enum", 1), False, (7, 9)),
        (("rules", 0), False, (9, 5)),
        (("rules", 0, "forbid", 0), False, (10, 14)),
        (("rules", 0, "when", "has"), True, (9, 12)),
        (("rules", 7), False, (8, 1)),
        (("fields", "none", "type"), False, (2, 1)),
        (("air", "x"), False, (1, 6)),
    ],
)
def test_where_a_value_or_its_key_stands(keys: Keys, of_key: bool, place: tuple[int, int]) -> None:
    location = DOCUMENT.at(keys, key=of_key)
    assert (location.file, location.line, location.column) == ("specs/acme/brush.yaml", *place)


def test_a_document_knows_its_data_and_its_stem() -> None:
    assert DOCUMENT.stem == "brush"
    assert DOCUMENT.data["rules"] == [{"when": {"has": "steps"}, "forbid": ["style"]}]
    assert str(DOCUMENT.problem("tab", "m", ("air",), "h")) == "specs/acme/brush.yaml:1:6: error[tab]: m\n  hint: h"
