"""What openapi-python-client makes, used: python_client.py FOLDER, with {"url", "requests", "classes"} on standard input.

Prints, for each request, what is left of it after a class has read and written it, and what the service answers.
"""

import json
import sys
import uuid

sys.path.insert(0, sys.argv[1])

from made import AuthenticatedClient, models  # noqa: E402
from made.api.tasks import send_tasks  # noqa: E402

job = json.load(sys.stdin)
client = AuthenticatedClient(base_url=job["url"], token="k")
found = []
for request in job["requests"]:
    task = getattr(models, job["classes"][request["model"]]).from_dict(request)
    written = task.to_dict()
    task.task_uuid = str(uuid.uuid4())
    answer = send_tasks.sync(client=client, body=[task])
    item = answer.data[0]
    found.append({"written": written, "item": type(item).__name__, "is_own": item.task_uuid == task.task_uuid})
refusal = send_tasks.sync(client=client, body=[task])
print(json.dumps({"requests": found, "refused": [type(refusal).__name__, refusal.errors[0].code]}))
