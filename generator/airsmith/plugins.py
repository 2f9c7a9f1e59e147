"""Targets that installed packages offer under the entry point ``airsmith.targets``."""

from importlib.metadata import EntryPoint, entry_points


def installed() -> dict[str, EntryPoint]:
    """Name -> entry point, in the order of their names."""
    found = entry_points(group="airsmith.targets")
    return {point.name: point for point in sorted(found, key=lambda point: point.name)}


def versions() -> tuple[str, ...]:
    """What output depends on besides our own files: which targets are installed, and in which version."""
    return tuple(
        f"{name}={point.value} of {point.dist.name} {point.dist.version}" if point.dist else f"{name}={point.value}"
        for name, point in installed().items()
    )
