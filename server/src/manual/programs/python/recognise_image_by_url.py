import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

image_url = os.environ.get(
    "KEY4U_IMAGE_URL",
    "https://upload.wikimedia.org/wikipedia/commons/4/47/PNG_transparency_demonstration_1.png",
)

completion = client.chat.completions.create(
    model="gpt-4o",
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What is in this picture?"},
                # "low" is cheaper, "high" sees small print.
                {"type": "image_url", "image_url": {"url": image_url, "detail": "low"}},
            ],
        }
    ],
    max_completion_tokens=300,
)
print(completion.choices[0].message.content)
