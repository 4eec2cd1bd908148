import * as anthropic from './anthropic.ts';
import * as gemini from './gemini.ts';
import * as chat from './openai-chat.ts';
import * as responses from './openai-responses.ts';
import type { Reader } from './pieces.ts';
import type { ApiRequest, Attachment, ChatSettings, Turn } from './turns.ts';

export type Wire = {
  readonly write: (turns: readonly Turn[], settings: ChatSettings) => ApiRequest;
  readonly openReader: () => Reader;
  readonly takes: readonly Attachment['kind'][];
};

/** The ways of asking for a chat, by the ids of the gateway's dialects. */
export const wires = {
  'openai-chat': { ...chat, takes: ['image', 'audio', 'file'] },
  'openai-responses': { ...responses, takes: ['image', 'file'] },
  'anthropic-messages': { ...anthropic, takes: ['image', 'file'] },
  gemini: { ...gemini, takes: ['image', 'audio', 'file'] },
} as const satisfies Record<string, Wire>;

export type ChatDialect = keyof typeof wires;
export const chatDialects = Object.keys(wires) as readonly ChatDialect[];

/** Names of APIs: the same in every language. */
export const dialectNames: Readonly<Record<ChatDialect, string>> = {
  'openai-chat': 'OpenAI Chat',
  'openai-responses': 'OpenAI Responses',
  'anthropic-messages': 'Anthropic Messages',
  gemini: 'Gemini',
};
