"""The examples in the docstrings of the generator."""

import doctest
import importlib
import pkgutil

import airsmith
import pytest


def modules() -> list[str]:
    found = pkgutil.walk_packages(airsmith.__path__, "airsmith.")
    return sorted(module.name for module in found if module.name != "airsmith.__main__")


@pytest.mark.parametrize("name", modules())
def test_the_examples_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in modules()) >= 15
