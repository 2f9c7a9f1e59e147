"""JSON on many lines, beside what the standard library writes."""

import json

from hypothesis import given
from hypothesis import strategies as st

from airsmith.meaning.values import Json
from airsmith.json_text import json_text

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_it_is_what_the_standard_library_writes(value: Json) -> None:
    assert json_text(value) == json.dumps(value, indent=2, ensure_ascii=False)
