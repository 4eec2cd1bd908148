import json
import os

import requests

base_url = os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000")

with requests.post(
    f"{base_url}/v1/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['KEY4U_API_KEY']}"},
    json={
        "model": "gpt-4o-mini",
        "messages": [{"role": "user", "content": "Say hello in one sentence."}],
        "stream": True,
    },
    stream=True,
    # Seconds for the connection, and for the silence between two pieces.
    timeout=(10, 300),
) as response:
    if not response.ok:
        raise SystemExit(f"{response.status_code}: {response.text}")
    for line in response.iter_lines():
        # Between the events are empty lines; lines that begin with a colon keep the connection alive.
        if not line.startswith(b"data: "):
            continue
        data = line[len(b"data: ") :]
        if data == b"[DONE]":
            break
        event = json.loads(data)
        # After the first piece an error cannot change the status: it comes as an event.
        if "error" in event:
            raise SystemExit(event["error"]["message"])
        for choice in event["choices"]:
            print(choice["delta"].get("content") or "", end="", flush=True)
print()
