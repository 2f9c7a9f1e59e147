"""Names as generated code spells them: which cannot be spelled, and which two become one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from ..diagnostics import Diagnostic
from ..load.document import Keys
from ..load.spec_schema import SLUG
from .catalog import Entry
from .layers import Layers
from .request import written_settings
from .resolve import Resolved
from .written import Written

WORDS: Final = frozenset(
    # Words of Python and of JavaScript, which no function or module can be called.
    "and arguments as assert async await break case catch class const continue debugger def default del delete do elif "
    "else enum eval except export extends false finally for from function global if implements import in instanceof "
    "interface is lambda let new none nonlocal not null or package pass private protected public raise return static "
    "super switch this throw true try typeof var void while with yield "
    # What clients and packages call their own parts.
    "aclose client close errors invalid is-valid media method missing models pending-jobs resume run run-many "
    "submit testing types upload validate violations wait warnings with-options "
    # What stands beside a model's function: what its module and the clients import, and what Python has built in.
    "annotations assert-never asyncio bool cast check-options chunks copy deprecated dict float gather-all getattr in-order int "
    "list media-list names new-task-uuid object overload partial pixels run-all settings stop str tuple type undefined "
    "update-wrapper uploaded with-media without-unset "
    # What no file can be called on Windows.
    "aux con nul prn "
    "com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split()
)
MEMBERS: Final = frozenset(
    "constructor hasOwnProperty isPrototypeOf propertyIsEnumerable self toLocaleString toString valueOf".split()
)
"""What every object, or every method, of a generated language has already."""

SIZE: Final = "size"
"""The parameter that stands for width and height where sizes are listed."""


# Models share most of the names of their fields, and each is spelled many times.
@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """
    >>> snake("webhookURL"), snake("NSFWContent"), snake("imageBase64Data"), snake("gpt-image-1")
    ('webhook_url', 'nsfw_content', 'image_base64_data', 'gpt_image_1')
    """
    text = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name.replace("-", "_").replace(".", "_"))
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", text).lower()


def pascal(slug: str) -> str:
    """
    >>> pascal("dall-e-3"), pascal("dall-e3")
    ('DallE3', 'DallE3')
    """
    return "".join(word[:1].upper() + word[1:] for word in slug.split("-"))


def slug_problems(slug: str, written: Written) -> Iterator[Diagnostic]:
    """What is wrong with a model's slug, whatever others are called."""
    keys = _slug_keys(written)
    if not re.fullmatch(SLUG, slug):
        message = f"the file's name, {slug}, cannot be the name of a module"
        yield written.problem("reserved-name", message, keys, "give the model a `slug` such as dall-e-3")
    elif slug in WORDS | MEMBERS:
        message = f"{slug} means something else in generated code, or as the name of a file, so it cannot name a model"
        yield written.problem("reserved-name", message, keys, f"give the model a `slug` such as {slug}-1")


def clashes(slug: str, written: Written, others: Iterable[Entry]) -> Iterator[Diagnostic]:
    """``others`` are the models before it whose slugs become the same name in code."""
    for other in others:
        if other.slug == slug:
            message = f"{other.file} has the slug {slug} too"
            yield written.problem("duplicate-slug", message, _slug_keys(written), "give one of them another `slug`")
        else:
            message = f"{slug} and {other.slug} of {other.file} become one name, {pascal(slug)}"
            yield written.problem("name-clash", message, _slug_keys(written), "give one of them another `slug`")


def _slug_keys(written: Written) -> Keys:
    return ("slug",) if "slug" in written.data else ()


def field_name_problems(resolved: Resolved, layers: Layers) -> Iterator[Diagnostic]:
    """The names of a model's fields and settings."""
    fields = {name.partition(".")[0]: written for name, written in layers.fields().items()}
    settings = dict(written_settings(layers, []))
    yield from _reserved(fields)
    yield from _reserved(settings)
    sizes = resolved.model.dimensions.sizes if resolved.model.dimensions else ()
    taken = {SIZE: "the pair of width and height"} if sizes else {}
    for name, written in fields.items():
        yield from _clash(name, snake(name), taken, written)
    own = frozenset(taken)
    for name, written in settings.items():
        # A setting that has the name of a field is spelled with its provider's name before it.
        spelled = snake(name)
        yield from _clash(name, f"{snake(layers.provider)}_{spelled}" if spelled in own else spelled, taken, written)


def _clash(name: str, spelled: str, taken: dict[str, str], written: Written) -> Iterator[Diagnostic]:
    if spelled in taken:
        message = f"{name} and {taken[spelled]} become one name, {spelled}"
        yield written.problem("name-clash", message, (), "no client can tell them apart", key=True)
    taken[spelled] = name


def _reserved(fields: Mapping[str, Written]) -> Iterator[Diagnostic]:
    for name, written in fields.items():
        if name in MEMBERS:
            message = f"{name} means something else in a generated language, so it cannot name a field"
            yield written.problem("reserved-name", message, (), "no client can be made for it", key=True)
        for inner in (written.inner("shape"), written.items.inner("shape")):
            yield from _reserved({inner_name: inner.inner(inner_name) for inner_name in inner.data})
