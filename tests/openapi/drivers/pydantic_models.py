"""What datamodel-code-generator makes, used: pydantic_models.py FOLDER, with {"requests", "faults"} on standard input.

Prints what is left of each request after the models have read and written it, and how many faults they refuse.
"""

import json
import sys

from pydantic import ValidationError

sys.path.insert(0, sys.argv[1])

from made import Tasks  # noqa: E402


def refused(request: object) -> bool:
    try:
        Tasks.model_validate([request])
    except ValidationError:
        return True
    return False


job = json.load(sys.stdin)
read = [Tasks.model_validate([request]) for request in job["requests"]]
written = [tasks.model_dump(mode="json", by_alias=True, exclude_unset=True)[0] for tasks in read]
print(json.dumps({"written": written, "refused": sum(map(refused, job["faults"]))}))
