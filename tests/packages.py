"""Everything that is published, made and checked: `python tests/packages.py FOLDER`.

    FOLDER/python/   sdist and wheel of airsmith and of the generated package, as `twine upload` takes them
    FOLDER/npm/      the tarball of the generated package, as `npm publish` takes it
    FOLDER/sbom/     what each of them is made of, as CycloneDX

The same sources make the same bytes, wherever and whenever that is; SOURCE_DATE_EPOCH sets the date in archives.
The folder must be new: what an older version left there would be published, too.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from npm_package import NAME, bill_of_materials, compiled, packed

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Project:
    """A Python project, the extras that its bill of materials covers, and what CycloneDX calls its kind."""

    folder: Path
    extras: str
    kind: str


PROJECTS = (
    Project(ROOT, "all", "application"),
    # Without "testing", which is airsmith.
    Project(ROOT / "generated" / "python", "client,media,progress,websocket", "library"),
)


def build(out: Path) -> None:
    """Make all packages. Raises FileExistsError, and RuntimeError where a program fails."""
    for folder in ("python", "npm", "sbom"):
        (out / folder).mkdir(parents=True)
    for project in PROJECTS:
        wheel = python_packages(project.folder, out / "python")
        python_bill(project, wheel, out / "sbom")
    run("twine", "check", "--strict", *map(str, sorted((out / "python").iterdir())))
    npm_packages(out)


def python_packages(project: Path, out: Path) -> Path:
    """Build the sdist, and the wheel from what is in the sdist; the path of the wheel."""
    before = set(out.glob("*.whl"))
    # Without isolation, hatchling is the one that constraints.txt names: its version is written into the wheel.
    run("build", "--no-isolation", "--skip-dependency-check", "--outdir", str(out), str(project))
    (wheel,) = set(out.glob("*.whl")) - before
    return wheel


def python_bill(project: Project, wheel: Path, out: Path) -> None:
    """What an installation of the wheel consists of, at the versions that the tests run with."""
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=False)
        options = ["--quiet", "--disable-pip-version-check", "--constraint", str(ROOT / "constraints.txt")]
        python = ["--python", str(Path(scratch, "bin", "python"))]
        run("pip", *python, "install", *options, f"{wheel}[{project.extras}]")
        described = ["--pyproject", str(project.folder / "pyproject.toml"), "--mc-type", project.kind]
        bill = out / f"{wheel.name.removesuffix('-py3-none-any.whl')}.cdx.json"
        run("cyclonedx_py", "environment", *described, "--output-reproducible", "--output-file", str(bill), scratch)
    found = json.loads(bill.read_text(encoding="utf-8"))
    root = found["metadata"]["component"]
    # Scanners look packages up by their URL, which cyclonedx-py gives to all but the one described.
    root["purl"] = f"pkg:pypi/{root['name']}@{root['version']}"
    bill.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def npm_packages(out: Path) -> None:
    """Compile and pack the npm package, and write down what it is made of."""
    with tempfile.TemporaryDirectory() as scratch:
        # npm sbom calls the package after its folder.
        folder = compiled(Path(scratch, NAME))
        tarball = packed(folder, out / "npm")
        bill = json.dumps(bill_of_materials(folder), indent=2) + "\n"
        (out / "sbom" / f"{tarball.stem}.npm.cdx.json").write_text(bill, encoding="utf-8")


def run(module: str, *arguments: str) -> None:
    """Run a module of this environment. Raises RuntimeError, with all it said, where it fails."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(arguments)}\n{done.stdout}{done.stderr}")


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(arguments[0]).absolute()
    try:
        build(out)
    except (FileExistsError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    for path in sorted(out.rglob("*.*")):
        print(f"{path.stat().st_size:>9} {path.relative_to(out).as_posix()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
