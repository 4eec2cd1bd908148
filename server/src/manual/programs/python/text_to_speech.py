import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

# The sound is written while it arrives.
with client.audio.speech.with_streaming_response.create(
    model="gpt-4o-mini-tts",
    voice="coral",
    input="The lighthouse is bright tonight.",
    instructions="Speak like a calm sailor.",
    response_format="mp3",
) as response:
    response.stream_to_file("lighthouse.mp3")

print("lighthouse.mp3:", os.path.getsize("lighthouse.mp3"), "bytes")
