"""Pictures of the site for the README, in docs/screenshots: `make screenshots` runs this.

They are taken with the fonts of the machine; with fonts-inter and fonts-jetbrains-mono they look as they do here.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from browser import driven  # noqa: E402
from support import ROOT  # noqa: E402

from airsmith.pipeline import read  # noqa: E402
from airsmith.publish.site.build import site_files  # noqa: E402
from airsmith.publish.site.serve import Served  # noqa: E402
from airsmith.render import Renderer  # noqa: E402
from airsmith.resources import templates  # noqa: E402

OUT = ROOT / "docs" / "screenshots"
PAGES = {"start": "index.html", "model": "openai/gpt-image-1.html", "playground": "playground.html"}
WINDOWS = {"light": (1280, 860, "light"), "dark": (1280, 860, "dark"), "phone": (390, 844, "light")}
WRONG = {
    "taskType": "imageInference",
    "taskUUID": "24cd5dff-cb81-4db5-8506-b72a9425f9d1",
    "model": "openai:1@1",
    "positivePrompt": "A lighthouse at dawn",
    "width": 1792,
    "height": 1024,
    "outputFromat": "PNG",
    "providerSettings": {"openai": {"quality": "high", "style": "vivid"}},
}


def main() -> int:
    """Take every page in every window, and keep the pictures small."""
    text = json.dumps(WRONG, indent=2)
    shots = [
        {"name": f"{page}-{window}", "path": path, "width": width, "height": height, "scheme": scheme}
        | ({"text": text} if page == "playground" else {})
        for page, path in PAGES.items()
        for window, (width, height, scheme) in WINDOWS.items()
    ]
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    files = {file.path: file.text.encode() for file in site_files(read(ROOT / "specs"), Renderer(templates()), log)}
    OUT.mkdir(parents=True, exist_ok=True)
    with Served(files) as served, tempfile.TemporaryDirectory() as folder:
        problems = driven("site_shots.mjs", {"base": served.url, "shots": shots, "out": folder, "scale": 1.5})
        for shot in shots:
            target = OUT / f"{shot['name']}.webp"
            with Image.open(Path(folder) / f"{shot['name']}.png") as picture:
                picture.save(target, quality=82, method=6)
            print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1000:.0f} kB")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
