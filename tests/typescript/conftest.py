"""The runtime is compiled once for all tests of this folder."""

from pathlib import Path

import pytest

from typescript_runtime import compile_runtime


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled runtime."""
    return compile_runtime(tmp_path_factory.mktemp("typescript"))
