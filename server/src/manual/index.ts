import type { Page } from './page.ts';
import chatCompletionChunkObject from './pages/chatgpt-chat/chat-completion-chunk-object.ts';
import chatCompletionObject from './pages/chatgpt-chat/chat-completion-object.ts';
import createChatCompletion from './pages/chatgpt-chat/create-chat-completion.ts';
import createChatCompletionStreaming from './pages/chatgpt-chat/create-chat-completion-streaming.ts';
import createChatImage from './pages/chatgpt-chat/create-chat-image.ts';
import createFunctionCall from './pages/chatgpt-chat/create-function-call.ts';
import createImageRecognitionBase64 from './pages/chatgpt-chat/create-image-recognition-base64.ts';
import createImageRecognitionStreaming from './pages/chatgpt-chat/create-image-recognition-streaming.ts';
import createStructuredOutput from './pages/chatgpt-chat/create-structured-output.ts';
import deepseekThinkingStreaming from './pages/chatgpt-chat/deepseek-thinking-streaming.ts';
import listModels from './pages/chatgpt-chat/list-models.ts';
import officialFunctionCalling from './pages/chatgpt-chat/official-function-calling.ts';
import officialNTest from './pages/chatgpt-chat/official-n-test.ts';
import reasoningEffort from './pages/chatgpt-chat/reasoning-effort.ts';
import completionObject from './pages/chatgpt-completions/completion-object.ts';
import createCompletion from './pages/chatgpt-completions/create-completion.ts';
import createEmbedding from './pages/chatgpt-embeddings/create-embedding.ts';
import embeddingObject from './pages/chatgpt-embeddings/embedding-object.ts';
import httpStatusCodes from './pages/help-center/http-status-codes.ts';
import testKeys from './pages/help-center/test-keys.ts';
import addToken from './pages/system-api/add-token.ts';
import deleteToken from './pages/system-api/delete-token.ts';
import getAccount from './pages/system-api/get-account.ts';
import getTokenList from './pages/system-api/get-token-list.ts';
import getTokenModels from './pages/system-api/get-token-models.ts';
import modifyToken from './pages/system-api/modify-token.ts';
import searchToken from './pages/system-api/search-token.ts';

/** Every page of the manual, in the order of the menu. Adding one: its file and its line here. */
export const pages: readonly Page[] = [
  chatCompletionObject,
  chatCompletionChunkObject,
  createChatCompletionStreaming,
  createChatCompletion,
  createImageRecognitionStreaming,
  createImageRecognitionBase64,
  createChatImage,
  officialFunctionCalling,
  officialNTest,
  listModels,
  createFunctionCall,
  createStructuredOutput,
  reasoningEffort,
  deepseekThinkingStreaming,
  completionObject,
  createCompletion,
  embeddingObject,
  createEmbedding,
  getTokenList,
  addToken,
  getTokenModels,
  getAccount,
  modifyToken,
  searchToken,
  deleteToken,
  httpStatusCodes,
  testKeys,
];
