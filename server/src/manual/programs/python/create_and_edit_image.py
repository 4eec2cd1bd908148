import base64
import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)
model = "gpt-image-2"


def save(result, path):
    picture = base64.b64decode(result.data[0].b64_json)
    with open(path, "wb") as file:
        file.write(picture)
    print(f"{path}: {len(picture)} bytes, {result.usage.output_tokens} output tokens")


created = client.images.generate(
    model=model, prompt="A small boat on a calm sea.", size="1024x1024", quality="low"
)
save(created, "boat.png")

# Up to 16 pictures may go in: image=[file, another].
with open("boat.png", "rb") as boat:
    edited = client.images.edit(
        model=model, image=boat, prompt="Add a red sail.", size="1024x1024", quality="low"
    )
save(edited, "boat_with_sail.png")
