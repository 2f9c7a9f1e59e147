"""What is to be reached, in one table. Bounds come from what the peers reach and what hand-tuned code reached: the
distance to the limit is known, so a goal is a part of it, not a wish.

A ratio is peer / ours, so more is better; sizes, times and growth are better when less.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PYTHON, PYTHON_313, TYPESCRIPT, MANY, GENERATOR, SCHEMAS, CLIENT = GROUPS = (
    "Python validators",
    "Python validators at 3.13",
    "TypeScript validators",
    "Many models",
    "Generator",
    "Schemas at scale",
    "Client",
)


@dataclass(frozen=True)
class Goal:
    """A bound for one figure; ``stretch`` is what a prototype reached."""

    group: str
    name: str
    unit: str
    bound: float
    stretch: float | None = None

    @property
    def is_least(self) -> bool:
        """Whether the figure has to be at least the bound; else at most."""
        return self.unit == "x"

    def is_met(self, value: float) -> bool:
        return value >= self.bound if self.is_least else value <= self.bound

    def missing(self, value: float) -> float:
        """By how much of the bound it is missed."""
        return abs(self.bound - value) / self.bound


def _python(group: str) -> tuple[Goal, ...]:
    """What is to be reached with every version of Python."""
    return (
        Goal(group, "nine requests: msgspec", "x", 1.3, 1.4),
        Goal(group, "nine requests: jsonschema-rs", "x", 2.6, 2.8),
        Goal(group, "nine requests: pydantic TypedDict", "x", 3, 3.1),
        Goal(group, "nine requests: pydantic BaseModel", "x", 4.3, 4.7),
        Goal(group, "nine requests: fastjsonschema", "x", 11, 11.7),
        Goal(group, "nine requests: fastjsonschema, combined oneOf", "x", 75),
        Goal(group, "nine requests: jsonschema", "x", 200),
        Goal(group, "fresh requests: msgspec", "x", 1.1),
        Goal(group, "fresh requests: jsonschema-rs", "x", 1.7),
        Goal(group, "fresh requests: fastjsonschema", "x", 6),
        Goal(group, "every violation: pydantic", "x", 2),
        Goal(group, "every violation: jsonschema-rs", "x", 4),
        Goal(group, "every violation: fastjsonschema", "x", 6),
        Goal(group, "from bytes: orjson + jsonschema-rs", "x", 1.6),
        Goal(group, "Sora 2 without a size, over the mean of the nine", "times", 1.5),
        Goal(group, "every optional field of an image, over the mean of the nine", "times", 1.5),
        Goal(group, "every optional field of a video, over the mean of the nine", "times", 1.5),
    )


GOALS: Final = (
    *_python(PYTHON),
    *_python(PYTHON_313),
    Goal(TYPESCRIPT, "nine requests: ajv", "x", 6),
    Goal(TYPESCRIPT, "nine requests: TypeBox", "x", 2.3),
    Goal(TYPESCRIPT, "nine requests: typia", "x", 4),
    Goal(TYPESCRIPT, "nine requests: zod", "x", 12),
    Goal(TYPESCRIPT, "nine requests: valibot", "x", 17),
    Goal(TYPESCRIPT, "every violation: ajv", "x", 3),
    Goal(TYPESCRIPT, "JSON text in, over JSON.parse", "times", 1.25),
    Goal(TYPESCRIPT, "five validators without sentences, min+gzip", "KB", 4),
    Goal(TYPESCRIPT, "five validators with sentences, min+gzip", "KB", 9),
    Goal(MANY, "import, 5 models", "ms", 1),
    Goal(MANY, "import, 5000 models", "ms", 5),
    Goal(MANY, "memory of the import, 5000 models", "MiB", 3),
    Goal(MANY, "first validation of one model of 5000", "ms", 10),
    Goal(GENERATOR, "five models, all targets, beside models only", "x", 1),
    Goal(GENERATOR, "nothing changed, 5 specs", "s", 0.1),
    Goal(GENERATOR, "nothing changed, 5000 specs", "s", 0.4),
    Goal(GENERATOR, "Python, TypeScript and schemas, 5000 models", "x", 4, 8),
    Goal(GENERATOR, "memory of the same", "x", 4),
    Goal(GENERATOR, "all targets, 5000 models over 500", "times", 11),
    Goal(GENERATOR, "memory, all targets, 5000 models", "MiB", 500),
    Goal(SCHEMAS, "jsonschema-rs, 5000 models over 5", "times", 1.3),
    Goal(SCHEMAS, "ajv, 5000 models over 5", "times", 1.3),
    # Linear is 10, quadratic 100.
    Goal(CLIENT, "ten times as many tasks at once, time over time", "times", 12),
)
