"""A mapping as its author wrote it, which knows its place and what it inherits its documentation from."""

from __future__ import annotations

from dataclasses import dataclass

from ..diagnostics import Diagnostic
from ..load.document import Document, Keys
from ..meaning.kinds.base import Refused
from ..meaning.values import Json


@dataclass(frozen=True)
class Written:
    """``data`` stands below ``keys`` in the document; ``base`` documents the same thing in a shared file."""

    document: Document
    keys: Keys
    data: dict[str, Json]
    base: Written | None = None

    def problem(self, code: str, message: str, below: Keys = (), hint: str = "", *, key: bool = False) -> Diagnostic:
        return self.document.problem(code, message, (*self.keys, *below), hint, key=key)

    def refused(self, refused: Refused, below: Keys = ()) -> Diagnostic:
        return self.problem(refused.code, refused.message, (*below, *refused.at), refused.hint)

    def inner(self, *keys: str | int) -> Written:
        """What is written below; an empty mapping where that is not one."""
        value: Json = self.data
        for key in keys:
            if isinstance(key, str):
                value = value.get(key) if isinstance(value, dict) else None
            else:
                value = value[key] if type(value) is list else None
        return Written(self.document, (*self.keys, *keys), value if isinstance(value, dict) else {})

    @property
    def items(self) -> Written:
        """What is written of the items of an array; a word stands for a field of that type."""
        keys: Keys = ("tuple", 0) if "tuple" in self.data else ("items",)
        listed = self.data.get("tuple")
        word = listed[0] if isinstance(listed, list) and listed else self.data.get("items")
        inner = self.inner(*keys)
        return Written(self.document, inner.keys, {"type": word}) if isinstance(word, str) else inner

    def documented(self, key: str) -> Json:
        """A word of documentation: its own, else the shared one."""
        if key in self.data or self.base is None:
            return self.data.get(key)
        return self.base.documented(key)

    def text(self, key: str) -> str:
        value = self.documented(key)
        return value if isinstance(value, str) else ""

    @property
    def page(self) -> str:
        """The URL of the page the document was taken from."""
        source = self.document.data.get("source")
        return str(source["url"]) if isinstance(source, dict) else ""

    def link(self, anchor: str) -> str:
        """An anchor of the page as a URL."""
        return self.page.split("#")[0] + anchor if anchor.startswith("#") else anchor


def texts(value: Json) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
