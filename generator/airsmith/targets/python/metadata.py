"""What installers and registries read of the package: pyproject.toml, and LICENSE where the catalog has one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ...files import File
from ...model.catalog import Packages
from ...render import Renderer
from ..code import Code
from ..target import header

CATALOG: Final = ("catalog.yaml",)


@dataclass(frozen=True)
class PyprojectView:
    header: Code
    name: Code
    version: Code
    summary: Code
    license: Code | None
    urls: tuple[Code, ...]
    package: Code
    plugin: Code


@dataclass(frozen=True)
class LicenseView:
    text: Code


def metadata_files(packages: Packages, renderer: Renderer) -> Iterator[File]:
    """The files that depend on the catalog alone."""
    yield File("python/pyproject.toml", renderer.render("python/pyproject.toml.j2", _pyproject(packages)), CATALOG)
    if packages.license:
        view = LicenseView(Code(packages.license.text.strip("\n")))
        yield File("python/LICENSE", renderer.render("python/LICENSE.j2", view), CATALOG)


def _pyproject(packages: Packages) -> PyprojectView:
    module = packages.python_module
    return PyprojectView(
        header=Code(header(CATALOG)),
        name=_toml(packages.python_name),
        version=_toml(packages.python_version),
        summary=_toml(packages.summary),
        license=_toml(packages.license.expression) if packages.license else None,
        # The registries know these labels in any case, and give links of these names an icon.
        urls=tuple(Code(f"{name.capitalize()} = {_toml(url)}") for name, url in packages.urls),
        package=_toml(f"src/{module}"),
        plugin=Code(f"{module} = {_toml(f'{module}.testing')}"),
    )


def _toml(text: str) -> Code:
    """A basic string of TOML, which has the escapes of JSON and takes no raw DEL."""
    return Code(json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f"))
