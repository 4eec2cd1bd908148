import os

from llama_index.core.llms import ChatMessage
from llama_index.embeddings.openai_like import OpenAILikeEmbedding
from llama_index.llms.openai_like import OpenAILike

base_url = os.environ.get("KEY4U_BASE_URL", "http://127.0.0.1:3000") + "/v1"
api_key = os.environ["KEY4U_API_KEY"]

# The plain `OpenAI` class knows OpenAI's names only; this one takes any model.
llm = OpenAILike(
    model="claude-sonnet-5",
    api_base=base_url,
    api_key=api_key,
    is_chat_model=True,
    is_function_calling_model=True,
    context_window=200_000,
)
print(llm.chat([ChatMessage(role="user", content="What is a lighthouse?")]).message.content)

for piece in llm.stream_chat([ChatMessage(role="user", content="What is a harbour?")]):
    print(piece.delta, end="", flush=True)
print()

embedding = OpenAILikeEmbedding(
    model_name="text-embedding-3-small", api_base=base_url, api_key=api_key
)
vectors = embedding.get_text_embedding_batch(["lighthouse", "harbour"])
print(len(vectors), "vectors of", len(vectors[0]), "numbers")
