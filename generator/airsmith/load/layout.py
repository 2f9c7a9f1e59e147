"""Which files a folder of specs holds, by their places; a run that changes nothing needs to know no more."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

FileKind: TypeAlias = Literal["spec", "task", "provider", "set", "catalog"]
FILE_KINDS: Final[tuple[FileKind, ...]] = ("spec", "task", "provider", "set", "catalog")
CATALOG: Final = "catalog.yaml"
PROVIDER: Final = "provider.yaml"


def kind_of(name: str) -> FileKind:
    """What a file is; ``name`` is its path below the folder.

    >>> kind_of("tasks/image-inference.yaml"), kind_of("openai/provider.yaml"), kind_of("openai/sora-2.yaml")
    ('task', 'provider', 'spec')
    """
    if name == CATALOG:
        return "catalog"
    if name.startswith("tasks/"):
        return "task"
    if name.startswith("sets/"):
        return "set"
    return "provider" if name.endswith("/" + PROVIDER) else "spec"


def is_spec_file(name: str) -> bool:
    """Whether a file of the folder is read at all: hidden ones and those of other endings are not."""
    return name.endswith(".yaml") and not any(part.startswith(".") for part in name.split("/"))
