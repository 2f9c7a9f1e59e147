"""Names that follow from a seed."""

from __future__ import annotations

from uuid import UUID

from airsmith.sandbox.identity import derived_fraction, derived_seed, derived_uuid


def test_the_same_words_give_the_same_name_and_others_another() -> None:
    words = [(0, "a", 1), (1, "a", 1), (0, "a", 2), (0, "b", 1), (0, "a1"), (0, "a", "1", "")]
    names = [derived_uuid(*each) for each in words]
    assert names == [derived_uuid(*each) for each in words]
    assert len(set(names)) == len(words)
    assert {UUID(name).version for name in names} == {4}


def test_seeds_are_positive_and_of_63_bits() -> None:
    seeds = [derived_seed(0, number) for number in range(2000)]
    assert min(seeds) >= 0 and max(seeds) < 2**63
    assert sum(seed > 2**53 for seed in seeds) > 1900


def test_fractions_are_spread_evenly() -> None:
    fractions = [derived_fraction(3, number) for number in range(2000)]
    assert 0 <= min(fractions) and max(fractions) < 1
    assert 900 < sum(fraction < 0.5 for fraction in fractions) < 1100


def test_half_a_character_is_a_word_too() -> None:
    assert derived_uuid(0, "\ud800") != derived_uuid(0, "\ud801")
