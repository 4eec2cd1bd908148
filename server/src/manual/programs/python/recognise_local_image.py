import base64
import mimetypes
import os
import sys

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

path = sys.argv[1] if len(sys.argv) > 1 else "lighthouse.png"
media_type = mimetypes.guess_type(path)[0]
with open(path, "rb") as file:
    data = base64.b64encode(file.read()).decode()

completion = client.chat.completions.create(
    model="gpt-4o",
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What is in this picture?"},
                {"type": "image_url", "image_url": {"url": f"data:{media_type};base64,{data}"}},
            ],
        }
    ],
    max_completion_tokens=300,
)
print(completion.choices[0].message.content)
