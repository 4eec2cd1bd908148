import os
import sys

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

path = sys.argv[1] if len(sys.argv) > 1 else "speech.wav"

with open(path, "rb") as sound:
    transcript = client.audio.transcriptions.create(model="gpt-4o-transcribe", file=sound)
print("gpt-4o-transcribe:", transcript.text)

# whisper-1 also knows when each part was said.
with open(path, "rb") as sound:
    transcript = client.audio.transcriptions.create(
        model="whisper-1",
        file=sound,
        response_format="verbose_json",
        timestamp_granularities=["segment"],
    )
for segment in transcript.segments:
    print(f"{segment.start:.1f}-{segment.end:.1f} s: {segment.text.strip()}")
