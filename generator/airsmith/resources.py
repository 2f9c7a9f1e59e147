"""Where specs/ and templates/ are: inside the package in a wheel, at the repository root in a checkout."""

from pathlib import Path

__all__ = ["package", "specs", "templates"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def package() -> Path:
    """Return the folder of the generator's own modules."""
    return _PACKAGE


def specs() -> Path:
    """Return the folder of the specs that come with airsmith."""
    return _folder("specs")


def templates() -> Path:
    """Return the folder of the templates that come with airsmith."""
    return _folder("templates")


def _folder(name: str) -> Path:
    shipped = _PACKAGE / name
    return shipped if shipped.is_dir() else _CHECKOUT / name
