import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

stream = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Say hello in one sentence."}],
    stream=True,
    stream_options={"include_usage": True},
)
usage = None
for chunk in stream:
    # The last chunk has the usage and no choices.
    if chunk.usage:
        usage = chunk.usage
    for choice in chunk.choices:
        print(choice.delta.content or "", end="", flush=True)
print()
print("tokens:", usage.total_tokens)
