import base64
import mimetypes
import os
import sys

from anthropic import Anthropic

# This library adds "/v1/messages" itself: the address stays without a path.
client = Anthropic(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000"),
    api_key=os.environ["KEY4U_API_KEY"],
)

path = sys.argv[1] if len(sys.argv) > 1 else "lighthouse.png"
with open(path, "rb") as file:
    data = base64.b64encode(file.read()).decode()

message = client.messages.create(
    model="claude-sonnet-5",
    max_tokens=1024,
    messages=[
        {
            "role": "user",
            "content": [
                {
                    "type": "image",
                    "source": {
                        "type": "base64",
                        "media_type": mimetypes.guess_type(path)[0],
                        "data": data,
                    },
                },
                {"type": "text", "text": "What is in this picture?"},
            ],
        }
    ],
)
for block in message.content:
    if block.type == "text":
        print(block.text)
print("tokens:", message.usage.input_tokens, "in,", message.usage.output_tokens, "out")
