"""Every request of one model, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterator

from ...meaning.shapes import Presence, Property
from ...model.catalog import Model
from .cases import Case
from .keys import key_cases, settings_cases
from .places import Level, Slot, root, walk
from .rules import rule_cases, size_cases
from .spelling import is_number, request_spellings, slot_spellings
from .start import fullest_request, plain_request
from .together import together_cases
from .values import branches, longest, tries


def model_cases(model: Model) -> Iterator[Case]:
    """Documented requests first, then each field, each object, rules, several faults at once, and spellings.

    Nothing here says what is right: every value is only worth trying, and the reference interpreter judges.
    """
    contract = model.contract
    start = plain_request(model)
    full = fullest_request(start, contract)
    for i, example in enumerate(model.examples, 1):
        yield Case("examples", f"{i}-{example.title.lower()}", example.request)
    yield Case("request", "plain", start)
    yield Case("request", "fullest", full)
    yield from size_cases(contract, start)
    found = list(walk(root(contract.root, start)))
    prose = _longest_text(found)
    number = next((slot for slot in found if isinstance(slot, Slot) and is_number(slot.shape)), None)
    for one in found:
        if isinstance(one, Slot):
            yield from _slot_cases(one, one is prose, one is number)
        else:
            yield from settings_cases(model, one)
            yield from key_cases(one)
    yield from rule_cases(contract, start)
    yield from together_cases(contract, start, full)
    yield from request_spellings(start)


def _slot_cases(slot: Slot, prose: bool, first_number: bool) -> Iterator[Case]:
    place, field = slot.place, slot.field
    if place.path == ("model",):
        return
    if field is not None:
        yield Case(place.topic, "missing", slot.without)
        yield from _labels(slot, field)
    if field is not None and field.presence is Presence.UNSUPPORTED:
        yield Case(place.topic, "unsupported", place.put("text"))
        yield Case(place.topic, "unsupported-null", place.put(None))
        return
    for label, value in tries(slot.shape, slot.value, prose):
        yield Case(place.topic, label, place.put(value))
    yield from slot_spellings(slot, prose, first_number)


def _labels(slot: Slot, field: Property) -> Iterator[Case]:
    """The words a page shows for values, which are not what is sent."""
    for value, label in field.labels:
        if label != value:
            yield Case(slot.place.topic, f"label-of-{value}", slot.place.put(label))


def _longest_text(found: list[Slot | Level]) -> Slot | None:
    """The field whose texts may be longest: the one people write sentences in."""
    slots = [slot for slot in found if isinstance(slot, Slot)]
    return max(slots, key=lambda slot: max(map(longest, branches(slot.shape))), default=None)
