"""The package as it would be published: what is in it, and what publint and attw say of it."""

from __future__ import annotations

import json
import re
import subprocess
import tarfile

from node import tool
from typescript_consumer import SOURCE, packed_files, tarball


def checked(*command: str) -> str:
    done = subprocess.run([*tool(command[0]), *command[1:]], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_publint_finds_nothing() -> None:
    assert "All good!" in checked("publint", "run", "--strict", str(tarball()))


def test_every_way_to_import_the_package_has_the_right_types() -> None:
    assert "No problems found" in checked("attw", str(tarball()))


def test_so_has_every_way_to_import_a_part_of_it() -> None:
    # Node 10 knew no parts of packages.
    parts = ["./models/dall-e-3", "./models/sora-2-pro", "./validate", "./validate/dall-e-3", "./client", "./errors"]
    found = checked("attw", str(tarball()), "--profile", "node16", "--format", "json", "--entrypoints", ".", *parts)
    analysis = json.loads(found)["analysis"]
    assert set(analysis["entrypoints"]) == {".", *parts}
    assert [one for one in analysis["problems"] if one["resolutionKind"] != "node10"] == []


def test_it_holds_what_is_made_of_the_sources_and_nothing_else() -> None:
    sources = [path.relative_to(SOURCE / "src").with_suffix("").as_posix() for path in SOURCE.glob("src/**/*.ts")]
    made = {f"{kind}/{name}{end}" for kind in ("esm", "cjs") for name in sources for end in (".js", ".d.ts")}
    assert set(packed_files()) == made | {"LICENSE", "README.md", "cjs/package.json", "package.json"}


def test_no_file_names_one_that_is_not_there() -> None:
    with tarfile.open(tarball()) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member)
            assert file is not None
            text = file.read().decode("utf-8")
            assert "sourceMappingURL" not in text
            assert not re.search(r"\beval\(|new Function\(", text)


def test_it_depends_on_nothing() -> None:
    manifest = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    assert [key for key in manifest if "ependencies" in key] == ["devDependencies"]
    assert list(manifest["devDependencies"]) == ["typescript"]
    assert manifest["sideEffects"] is False
    assert not set(manifest["scripts"]) & {"install", "postinstall", "preinstall", "prepare"}
    assert (manifest["name"], manifest["version"]) == ("runware-openai", "0.1.0")
