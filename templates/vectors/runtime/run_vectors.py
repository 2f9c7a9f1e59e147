"""Put every vector to a module's violations(request): python run_vectors.py MODULE

A violation has the attributes code, path and, if its sentences are to be compared, message.
"""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def fault(vector: Any, module: Any) -> str:
    request = vector["request"] if "request" in vector else json.loads(vector["json"])
    wanted = [(one["code"], one["path"], one["message"]) for one in vector["violations"]]
    try:
        found = [(one.code, one.path, getattr(one, "message", None)) for one in module.violations(request)]
    except Exception as error:
        return f"raises {error!r}"
    pairs = zip(found, wanted)
    is_same = len(found) == len(wanted) and all(a[:2] == b[:2] and a[2] in (None, b[2]) for a, b in pairs)
    return "" if is_same else f"finds {ascii(found)}"


def main(name: str) -> int:
    module, count, faults = import_module(name), 0, list[str]()
    if not callable(getattr(module, "violations", None)):
        sys.exit(f"{name} has no function violations(request)")
    for path in sorted(Path(__file__).parent.rglob("*.json")):
        vectors = json.loads(path.read_text(encoding="utf-8")).get("vectors", [])
        count += len(vectors)
        faults += [f"{path.stem} {one['id']}: {why}" for one in vectors if (why := fault(one, module))]
    print(*faults, f"{count - len(faults)} of {count} vectors passed", sep="\n")
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
