import asyncio
import base64
import os
import wave

from openai import AsyncOpenAI

client = AsyncOpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)


async def main():
    sound = bytearray()
    async with client.realtime.connect(model="gpt-realtime") as connection:
        await connection.session.update(
            session={
                "type": "realtime",
                "output_modalities": ["audio"],
                "instructions": "Answer in one sentence.",
                "audio": {"output": {"voice": "marin"}},
            }
        )
        await connection.conversation.item.create(
            item={
                "type": "message",
                "role": "user",
                "content": [{"type": "input_text", "text": "What is a lighthouse?"}],
            }
        )
        await connection.response.create()
        async for event in connection:
            if event.type == "error":
                raise SystemExit(event.error.message)
            if event.type == "response.output_audio_transcript.delta":
                print(event.delta, end="", flush=True)
            elif event.type == "response.output_audio.delta":
                sound += base64.b64decode(event.delta)
            elif event.type == "response.done":
                print()
                print("status:", event.response.status)
                break

    # The sound is 16-bit PCM of one channel at 24 kHz.
    with wave.open("answer.wav", "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24000)
        file.writeframes(bytes(sound))
    print("answer.wav:", os.path.getsize("answer.wav"), "bytes")


asyncio.run(main())
