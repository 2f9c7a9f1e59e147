from airsmith.diagnostics import CODES, Diagnostic, Location, SpecErrors


def test_a_finding_is_one_line_and_a_hint() -> None:
    place = Location("specs/a.yaml", 14, 9)
    assert str(Diagnostic(place, "bad-value", "x cannot be 3")) == "specs/a.yaml:14:9: error[bad-value]: x cannot be 3"
    assert str(Diagnostic(place, "bad-value", "no", "yes")).endswith(": no\n  hint: yes")


def test_text_of_a_spec_cannot_break_the_line() -> None:
    found = Diagnostic(Location("a"), "bad-value", "a\nb\x1b[31m\u2028é🚰", "c\r\nd")
    assert str(found) == "a:1:1: error[bad-value]: a\\nb\\x1b[31m\\u2028é🚰\n  hint: c\\r\\nd"


def test_findings_are_sorted_by_place_and_each_is_kept_once() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 9), ("a", 2, 10), ("a", 2, 9)]
    errors = SpecErrors(Diagnostic(Location(*place), "tab", "x") for place in places)
    found = [(item.location.file, item.location.line, item.location.column) for item in errors.diagnostics]
    assert found == [("a", 2, 9), ("a", 2, 10), ("a", 10, 1), ("b", 1, 1)]
    assert str(errors).count("\n") == 3


def test_codes_are_words_joined_by_hyphens_and_explained_in_a_sentence() -> None:
    for code, meaning in CODES.items():
        assert all(word.isalnum() and word == word.lower() for word in code.split("-")), code
        assert meaning.endswith("."), code
