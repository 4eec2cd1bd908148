import os

from openai import OpenAI

client = OpenAI(
    base_url=os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1",
    api_key=os.environ["KEY4U_API_KEY"],
)

# The model remembers nothing between calls: every call sends the whole conversation.
messages = [{"role": "system", "content": "You are a helpful assistant."}]

print("Write a question and press Enter; an empty line ends the conversation.")
while True:
    try:
        question = input()
    except EOFError:
        break
    if question == "":
        break
    messages.append({"role": "user", "content": question})
    completion = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    answer = completion.choices[0].message.content
    messages.append({"role": "assistant", "content": answer})
    print("Model:", answer)

print("The conversation has", len(messages), "messages.")
