"""The families of bullets. To teach the reader a phrase, add it to its family; a new family is a module and a line."""

from __future__ import annotations

from typing import Final

from . import choices, counts, declared, files, frames, lengths, numbers, presence, remarks, sizes
from .base import Reader

READERS: Final[tuple[tuple[str, Reader], ...]] = (
    ("presence", presence.read),
    ("sizes", sizes.read),
    ("frames", frames.read),
    ("total", remarks.read_total),
    ("counts", counts.read),
    ("files", files.read),
    ("lengths", lengths.read),
    ("numbers", numbers.read),
    ("choices", choices.read),
    ("declared", declared.read),
    ("fixed", remarks.read_fixed),
    ("remarks", remarks.read_remark),
)
"""Kind of claim -> reader; the first that understands a bullet has it."""
