import json
import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)
model = "gpt-4o-mini"


def get_weather(city):
    """Stands for a real weather service."""
    return {"city": city, "celsius": 31, "sky": "clear"}


functions = {"get_weather": get_weather}
tools = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Tells the weather in a city.",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string", "description": "Name of the city"}},
                "required": ["city"],
                "additionalProperties": False,
            },
            "strict": True,
        },
    }
]
messages = [{"role": "user", "content": "What is the weather in Hanoi?"}]

# The model asks for calls until it knows enough to answer.
while True:
    message = client.chat.completions.create(model=model, messages=messages, tools=tools).choices[0].message
    messages.append(message)
    if not message.tool_calls:
        break
    for call in message.tool_calls:
        arguments = json.loads(call.function.arguments)
        print("calls", call.function.name, arguments)
        result = functions[call.function.name](**arguments)
        messages.append({"role": "tool", "tool_call_id": call.id, "content": json.dumps(result)})

print(message.content)
