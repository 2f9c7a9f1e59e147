"""Put every vector to a module's violations(request): python run_vectors.py MODULE

A violation has the attributes code, path and, if its sentences are to be compared, message.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

FIELDS = ("code", "path", "message")


def fails(vector: Any, module: Any) -> bool:
    request = vector["request"] if "request" in vector else json.loads(vector["json"])
    wanted, found = vector["violations"], module.violations(request)
    return len(wanted) != len(found) or any(
        want[field] != getattr(one, field, want[field] if field == "message" else None)
        for want, one in zip(wanted, found)
        for field in FIELDS
    )


def main(name: str) -> int:
    module, count, failed = import_module(name), 0, list[str]()
    for path in sorted(Path(__file__).parent.rglob("*.json")):
        vectors = json.loads(path.read_text(encoding="utf-8")).get("vectors", [])
        count += len(vectors)
        failed += [f"{path.stem} {vector['id']}" for vector in vectors if fails(vector, module)]
    print(*failed, f"{count - len(failed)} of {count} vectors passed", sep="\n")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
