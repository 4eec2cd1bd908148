import type { Dialect } from '../spec/dialect.ts';
import { anthropicMessages } from './anthropic-messages/index.ts';
import { gemini } from './gemini/index.ts';
import { openaiChat } from './openai-chat/index.ts';
import { openaiResponses } from './openai-responses/index.ts';

/** Every dialect that clients may speak. Adding one: its folder and its line here. */
export const dialects: readonly Dialect[] = [openaiChat, openaiResponses, anthropicMessages, gemini];
