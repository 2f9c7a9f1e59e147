"""The pictures of the site that the README shows; `make screenshots` takes them."""

from __future__ import annotations

from PIL import Image

from support import ROOT

FOLDER = ROOT / "docs" / "screenshots"
MOST_BYTES = 150_000


def test_every_page_is_there_in_every_form_and_shown() -> None:
    names = {f"{page}-{form}.webp" for page in ("start", "model", "playground") for form in ("light", "dark", "phone")}
    assert {path.name for path in FOLDER.iterdir()} == names
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"docs/screenshots/{name}" not in readme] == []


def test_they_are_small_pictures() -> None:
    for path in sorted(FOLDER.iterdir()):
        assert path.stat().st_size < MOST_BYTES, path.name
        with Image.open(path) as picture:
            picture.verify()
            assert (picture.format, picture.width < picture.height) == ("WEBP", path.stem.endswith("phone"))
