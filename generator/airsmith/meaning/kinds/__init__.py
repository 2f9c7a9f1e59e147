"""The constraint kinds an author may write, one module each."""

from __future__ import annotations

from typing import Final

from .at_most_one import AtMostOne
from .base import FieldKind, Verb
from .coerce import Coerce
from .const import ConstKind
from .constrain import Constrain
from .count import CountKind
from .enum import EnumKind
from .exactly_one import ExactlyOne
from .forbid import Forbid
from .length import LengthKind
from .mix import MixKind
from .pattern import PatternKind
from .range import RangeKind
from .require import Require
from .roles import RolesKind
from .step import StepKind
from .together import Together
from .total import Total

KINDS: Final[tuple[type[FieldKind], ...]] = (
    LengthKind,
    PatternKind,
    RangeKind,
    StepKind,
    EnumKind,
    ConstKind,
    CountKind,
    RolesKind,
    MixKind,
)
"""Keywords of a field, in the order their checks speak."""

VERBS: Final[tuple[type[Verb], ...]] = (Require, Forbid, Constrain, Together, AtMostOne, ExactlyOne, Total, Coerce)
"""Verbs of a rule."""
