"""What the definition of a setting says of a model that has the setting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .availability import is_about_others
from .bullet_lines import Outcome, Told
from .claims import Fate, Keys, Line, Said
from .names import SETTINGS, Names
from .sections import Section
from .sentences import each, is_normative
from .sentences.limits import DEFINED
from .settings import Setting

_DESCRIBES: Final = re.compile(r"(?:specifies|controls|sets|defines|determines|for example)\b", re.I)


def told_of(
    setting: Setting, section: Section, names: Names, titles: Sequence[str], stated: frozenset[Keys]
) -> Outcome:
    """Its keywords and the sentences beside it; ``stated`` is what the model's own section says, and goes first."""
    definition = Line(setting.line, setting.name, Fate.UNDERSTOOD, "definition of a setting")
    told: list[Told] = [
        ("definitions", Said((SETTINGS, setting.name, key), value), definition)
        for key, value in setting.entry.items()
        if (SETTINGS, setting.name, key) not in stated
    ]
    lines: list[Line] = []
    own = replace(names, aliases={**names.aliases, DEFINED: f"provider.{setting.name}"})
    for text, number in setting.texts:
        for sentence, said in each(text, own, subject=f"`{setting.name}`"):
            line = Line(number, sentence, Fate.UNDERSTOOD, "rules")
            if is_about_others(sentence, section, titles):
                line = replace(line, fate=Fate.IGNORED, reason="about other models")
            elif said is not None:
                told += [("rules", one, line) for one in said]
            elif _DESCRIBES.match(sentence) or not is_normative(sentence):
                line = replace(line, fate=Fate.IGNORED, reason="describes, and limits nothing")
            else:
                line = replace(line, fate=Fate.UNKNOWN, reason=f"about {setting.name}")
            lines.append(line)
    return Outcome(tuple(told), tuple(lines))
