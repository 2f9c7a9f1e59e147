"""The constraint kinds an author may write, one module each."""

from __future__ import annotations

from typing import Final

from .at_most_one import AtMostOne
from .base import FieldKind, Verb
from .const import ConstKind
from .constrain import Constrain
from .count import CountKind
from .enum import EnumKind
from .exactly_one import ExactlyOne
from .forbid import Forbid
from .length import LengthKind
from .pattern import PatternKind
from .range import RangeKind
from .require import Require
from .together import Together

KINDS: Final[tuple[type[FieldKind], ...]] = (LengthKind, PatternKind, RangeKind, EnumKind, ConstKind, CountKind)
"""Keywords of a field, in the order their checks speak."""

VERBS: Final[tuple[type[Verb], ...]] = (Require, Forbid, Constrain, Together, AtMostOne, ExactlyOne)
"""Verbs of a rule."""
