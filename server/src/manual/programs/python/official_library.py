from langchain_openai import ChatOpenAI
from openai import OpenAI

# Neither address nor key stands here: the libraries read OPENAI_BASE_URL and OPENAI_API_KEY.
question = "Say hello in one sentence."

client = OpenAI()
completion = client.chat.completions.create(
    model="gpt-4o-mini", messages=[{"role": "user", "content": question}]
)
print("openai:", completion.choices[0].message.content)

model = ChatOpenAI(model="gpt-4o-mini")
print("langchain:", model.invoke(question).content)
