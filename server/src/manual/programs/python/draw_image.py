import base64
import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

result = client.images.generate(
    model="gpt-image-2",
    prompt="A lighthouse at dusk, flat colours.",
    size="1024x1024",
    quality="low",
)

# GPT image models send the picture itself; the DALL·E models sent an address where it lay for an hour.
picture = base64.b64decode(result.data[0].b64_json)
with open("dusk.png", "wb") as file:
    file.write(picture)
print("dusk.png:", len(picture), "bytes")
