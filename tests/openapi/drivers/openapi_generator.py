"""What openapi-generator makes for Python, used: openapi_generator.py FOLDER, with {"url", "requests"} on standard input.

Prints what is left of each request after the classes have read and written it, and the UUIDs that the service answers.
"""

import json
import sys
import uuid

sys.path.insert(0, sys.argv[1])

import made  # noqa: E402

job = json.load(sys.stdin)
found = []
with made.ApiClient(made.Configuration(host=job["url"], access_token="k")) as client:
    for request in job["requests"]:
        written = made.Task.from_dict(request).to_dict()
        named = {**request, "taskUUID": str(uuid.uuid4())}
        answer = made.TasksApi(client).send_tasks([made.Task.from_dict(named)])
        item = answer.data[0].actual_instance
        found.append({"written": written, "item": type(item).__name__, "is_own": item.task_uuid == named["taskUUID"]})
print(json.dumps({"requests": found}))
