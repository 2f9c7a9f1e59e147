"""Words as they are sent: a page shows `HD`, its requests send `hd`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..meaning.values import Json
from .claims import Claim, Keys
from .names import SETTINGS
from .vocabulary import letters


def corrected(claims: Sequence[Claim], requests: Iterable[dict[str, Json]]) -> list[Claim]:
    """The claims with values spelled as requests spell them; a word in no request is a guess where its case changed."""
    sent = list(requests)
    labelled = {claim.path[:-1] for claim in claims if claim.path[-1:] == ("labels",)}
    return [_corrected(claim, _shown(claim.path, sent), labelled) for claim in claims]


def _corrected(claim: Claim, shown: frozenset[str], labelled: set[Keys]) -> Claim:
    match claim.path[-1:], claim.value:
        case (("enum" | "const" | "default"),), value if claim.path[:-1] in labelled:
            words = value if isinstance(value, list) else [value]
            spelled = [_spelled(word, shown) for word in words]
            unsure = [str(word) for word in spelled if isinstance(word, str) and word not in shown]
            guess = f"sent in lower case: {', '.join(unsure)}" if unsure and claim.path[-1] == "enum" else ""
            return replace(claim, value=spelled if isinstance(value, list) else spelled[0], guess=claim.guess or guess)
        case ("labels",), dict():
            labels: dict[str, Json] = {str(_spelled(key, shown)): label for key, label in claim.value.items()}
            return replace(claim, value=labels)
        case _:
            return claim


def _spelled(word: Json, shown: frozenset[str]) -> Json:
    if not isinstance(word, str):
        return word
    return next((other for other in sorted(shown) if letters(other) == letters(word)), word)


def _shown(path: Keys, requests: Sequence[dict[str, Json]]) -> frozenset[str]:
    """The words that requests send where the claim's field is."""
    if len(path) < 3:
        return frozenset()
    found: set[str] = set()
    for request in requests:
        holder: Json = request
        if path[0] == SETTINGS:
            settings = request.get(SETTINGS)
            holder = next(iter(settings.values()), None) if isinstance(settings, dict) else None
        value = holder.get(path[1]) if isinstance(holder, dict) else None
        found |= {value} if isinstance(value, str) else set()
    return frozenset(found)
