"""``deprecated`` of PEP 702, which the standard library has from Python 3.13 on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str):
        """Warn with DeprecationWarning whenever the function is called."""

        def decorate(function):
            import functools
            import warnings

            @functools.wraps(function)
            def warned(*args, **kwargs):
                warnings.warn(message, DeprecationWarning, stacklevel=2)
                return function(*args, **kwargs)

            warned.__deprecated__ = message
            return warned

        return decorate
