import os

from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI, OpenAIEmbeddings

base_url = os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1"
api_key = os.environ["KEY4U_API_KEY"]

# With another address than OpenAI's own, a stream reports its usage only when it is told to.
model = ChatOpenAI(model="gpt-4o-mini", base_url=base_url, api_key=api_key, stream_usage=True)
prompt = ChatPromptTemplate.from_messages(
    [("system", "You answer in one sentence."), ("user", "What is a {thing}?")]
)
chain = prompt | model

answer = chain.invoke({"thing": "lighthouse"})
print(answer.content)
print("tokens:", answer.usage_metadata["total_tokens"])

for piece in chain.stream({"thing": "harbour"}):
    print(piece.content, end="", flush=True)
print()

# Sends texts as texts. Without this setting they are cut into OpenAI's token numbers first, which other models
# cannot read, and the table for that is fetched from the internet.
embeddings = OpenAIEmbeddings(
    model="text-embedding-3-small",
    base_url=base_url,
    api_key=api_key,
    check_embedding_ctx_length=False,
)
vectors = embeddings.embed_documents(["lighthouse", "harbour"])
print(len(vectors), "vectors of", len(vectors[0]), "numbers")
