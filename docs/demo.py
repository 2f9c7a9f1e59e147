"""One picture and one video without a key and without a bill: `make demo` runs this.

A sandbox is started on this machine, the generated client talks to it as it would to Runware, and both files are saved.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from airsmith.sandbox import Sandbox
from runware_openai import Runware

# The sandbox serves models that the service has retired.
warnings.simplefilter("ignore", DeprecationWarning)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with Sandbox() as sandbox, Runware("any-key", base_url=sandbox.url) as client:
        picture = client.gpt_image_1("A lighthouse at dawn", size="1536x1024", quality="high")
        print("picture:", picture.save(folder / "lighthouse.jpg"))
        video = client.sora_2("Waves roll against a lighthouse", duration=4, size="1280x720")
        print("video:  ", video.save(folder / "lighthouse.mp4"))
        print("billed: ", sandbox.journal()["billed"], "tasks, each of them once")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo"))
