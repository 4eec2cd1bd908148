import math
import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

texts = ["A ship sails at night.", "A ship sails in the night.", "Bread needs flour and water."]
reply = client.embeddings.create(model="text-embedding-3-small", input=texts)
vectors = [item.embedding for item in reply.data]


def likeness(a, b):
    """Cosine of the angle between two vectors: 1 for the same direction."""
    product = sum(x * y for x, y in zip(a, b))
    return product / (math.hypot(*a) * math.hypot(*b))


print(len(vectors), "vectors of", len(vectors[0]), "numbers")
for text, vector in zip(texts, vectors):
    print(f"{likeness(vectors[0], vector):.2f}  {text}")
