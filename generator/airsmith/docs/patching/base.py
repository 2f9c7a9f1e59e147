"""What all changes of a file are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...load.document import Keys as Place
from ...meaning.values import Json
from ..finding import Drift
from ..names import SETTINGS
from ..stated import gather
from .rewrite import Change, in_flow

if TYPE_CHECKING:
    from ruamel.yaml.comments import CommentedMap


@dataclass(frozen=True)
class Edit:
    """A change of the file ``file``, named below the specs folder."""

    file: str
    change: Change


class NoEdit(Exception):
    """The difference is left to a person; the message says why."""


def said_by(drift: Drift) -> Json:
    """What the page says, all of its lines together."""
    return gather(drift.claims)[0][drift.key].value


def at(document: CommentedMap, place: Place) -> Any:
    """What stands at a place, made where nothing does."""
    found: Any = document
    for key in place:
        if isinstance(key, str) and key not in found:
            found[key] = in_flow({}) if len(place) > 1 and key == place[-1] else new_mapping()
        found = found[key]
    return found


def new_mapping() -> Any:
    """An empty mapping in block style, which keeps comments."""
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap()


def new_sequence() -> Any:
    """An empty list in block style, which keeps comments."""
    from ruamel.yaml.comments import CommentedSeq

    return CommentedSeq()


def set_at(place: Place, value: Json) -> Change:
    """A change that puts a value at a place; None takes away what stands there."""

    def change(document: CommentedMap) -> None:
        holder = at(document, place[:-1])
        if value is None:
            holder.pop(place[-1], None)
        else:
            holder[place[-1]] = in_flow(value)

    return change


def tidy_empty(document: CommentedMap, place: Place) -> None:
    """Without any entry left, a section goes, and a model that lists no setting has none."""
    if document.get(place[0]) in ({}, []):
        if place[0] == SETTINGS:
            document[place[0]] = "none"
        else:
            document.pop(place[0])


def replace_items(holder: Any, key: str, wanted: list[Json]) -> None:
    """A list with other items: those that stay are not written anew."""
    if key not in holder or not isinstance(holder[key], list):
        holder[key] = in_flow(wanted)
        return
    items = holder[key]
    for position in reversed(range(len(items))):
        if items[position] not in wanted:
            del items[position]
    for position, item in enumerate(wanted):
        if item not in list(items):
            items.insert(min(position, len(items)), in_flow(item))
