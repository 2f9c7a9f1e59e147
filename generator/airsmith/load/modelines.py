"""The first lines of a spec file."""

from __future__ import annotations


def modelines(schema: str) -> str:
    """Comments by which editors find a schema, whose path is relative to the file.

    VS Code and whatever else runs yaml-language-server reads the first, JetBrains' editors the second.
    """
    return f"# yaml-language-server: $schema={schema}\n# $schema: {schema}\n"
