"""The only text that a template may print."""

from typing import Never, Self

from markupsafe import Markup

__all__ = ["Code"]


class Code(Markup):
    """Text of the target's own language, quoted where it had to be.

    Making one is a promise that its text is safe where it will stand. Only the modules that spell names, literals and
    expressions make it, so text of a spec cannot reach an output unquoted. Build it from one finished string:
    `Code(f"{name}: {kind}")`.
    """

    __slots__ = ()

    @classmethod
    def escape(cls, s: object, /) -> Self:
        """Let code pass; refuse plain text, which Markup would silently turn into HTML on `+`, `%` and `join`."""
        if isinstance(s, Markup):
            return cls(s)
        return _refuse(s)


def _refuse(value: object) -> Never:
    raise TypeError(f"{type(value).__name__} cannot be joined to Code: finish the text first, then make one Code of it")
