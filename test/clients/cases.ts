import type { ToolId } from './configurations.ts';
import type { WireId } from './scripted-upstream.ts';

/** One question to a model of one upstream. `model`: as the client names it; `upstream`: its name there, where it differs. */
export type Leg = { readonly wire: WireId; readonly model: string; readonly upstream?: string };

/**
 * A tool and what it is run against. With a second leg the conversation goes on: with that model, and on another node of
 * the gateway, which remembers nothing of the first.
 */
export type Case = {
  readonly tool: ToolId;
  readonly legs: readonly [Leg, Leg?];
  /** The model looks at a picture first, with the tool that reads files. */
  readonly looks?: true;
};

const responses: Leg = { wire: 'openai-responses', model: 'gpt-5.5' };
const messages: Leg = { wire: 'anthropic-messages', model: 'claude-opus-5' };
const gemini: Leg = { wire: 'gemini', model: 'gemini-3.1-pro-preview' };
const chat: Leg = { wire: 'openai-chat', model: 'deepseek-v4-pro' };
const seeingChat: Leg = { wire: 'openai-chat', model: 'qwen3-vl-plus' };

/** Other models of the same upstreams. */
const laterResponses: Leg = { wire: 'openai-responses', model: 'gpt-5.2' };
const laterMessages: Leg = { wire: 'anthropic-messages', model: 'claude-opus-4-8' };
const laterGemini: Leg = { wire: 'gemini', model: 'gemini-3-flash-preview' };
const laterChat: Leg = { wire: 'openai-chat', model: 'deepseek-v4-flash' };

/** The newest models are told their tools inside the conversation, and run JavaScript that calls them. */
const newest: Leg = { wire: 'openai-responses', model: 'gpt-6.1-sol' };

/** OpenAI serves it on one wire alone, so clients of the chat wire are converted. */
const onlyResponses: Leg = { wire: 'openai-responses', model: 'gpt-5.3-codex' };

/** A model of that name, asked of another upstream: tools use more of their features with names that they know. */
const as = ({ model }: Leg, { wire, model: upstream }: Leg): Leg => ({ wire, model, upstream });

export const cases: readonly Case[] = [
  { tool: 'codex', legs: [responses] },
  { tool: 'codex', legs: [newest] },
  { tool: 'codex', legs: [messages] },
  { tool: 'codex', legs: [as(responses, messages)] },
  { tool: 'codex', legs: [as(newest, messages)] },
  { tool: 'codex', legs: [gemini] },
  { tool: 'codex', legs: [as(responses, gemini)] },
  { tool: 'codex', legs: [as(newest, gemini)] },
  { tool: 'codex', legs: [chat] },
  { tool: 'codex', legs: [as(responses, chat)] },
  { tool: 'codex', legs: [as(newest, chat)] },
  { tool: 'claude-code', legs: [messages] },
  { tool: 'claude-code', legs: [responses] },
  { tool: 'claude-code', legs: [as(messages, responses)] },
  { tool: 'claude-code', legs: [gemini] },
  { tool: 'claude-code', legs: [as(messages, gemini)] },
  { tool: 'claude-code', legs: [chat] },
  { tool: 'gemini-cli', legs: [gemini] },
  { tool: 'gemini-cli', legs: [responses] },
  { tool: 'gemini-cli', legs: [as(gemini, responses)] },
  { tool: 'gemini-cli', legs: [messages] },
  { tool: 'gemini-cli', legs: [chat] },
  { tool: 'opencode', legs: [chat] },
  { tool: 'opencode', legs: [messages] },
  { tool: 'opencode', legs: [onlyResponses] },
  { tool: 'opencode', legs: [gemini] },
  { tool: 'cline', legs: [chat] },
  { tool: 'cline', legs: [messages] },
  { tool: 'cline', legs: [onlyResponses] },
  { tool: 'cline', legs: [gemini] },

  // A picture in the result of a tool.
  { tool: 'codex', legs: [responses], looks: true },
  { tool: 'codex', legs: [messages], looks: true },
  { tool: 'codex', legs: [gemini], looks: true },
  { tool: 'codex', legs: [seeingChat], looks: true },
  { tool: 'claude-code', legs: [messages], looks: true },
  { tool: 'claude-code', legs: [responses], looks: true },
  { tool: 'claude-code', legs: [gemini], looks: true },
  { tool: 'claude-code', legs: [seeingChat], looks: true },
  { tool: 'gemini-cli', legs: [gemini], looks: true },
  { tool: 'gemini-cli', legs: [responses], looks: true },
  { tool: 'gemini-cli', legs: [messages], looks: true },
  { tool: 'gemini-cli', legs: [seeingChat], looks: true },
  { tool: 'opencode', legs: [seeingChat], looks: true },
  { tool: 'opencode', legs: [messages], looks: true },
  { tool: 'cline', legs: [seeingChat], looks: true },
  { tool: 'cline', legs: [messages], looks: true },

  // The same maker again: it gets its thoughts back out of what the client kept.
  { tool: 'codex', legs: [responses, laterResponses] },
  { tool: 'codex', legs: [messages, laterMessages] },
  { tool: 'codex', legs: [gemini, laterGemini] },
  { tool: 'claude-code', legs: [messages, messages] },
  { tool: 'claude-code', legs: [responses, responses] },
  { tool: 'claude-code', legs: [gemini, gemini] },

  // Another maker: it gets nobody's thoughts.
  { tool: 'codex', legs: [responses, laterMessages] },
  { tool: 'codex', legs: [messages, laterGemini] },
  { tool: 'codex', legs: [gemini, laterResponses] },
  { tool: 'claude-code', legs: [messages, laterResponses] },
  { tool: 'claude-code', legs: [responses, laterMessages] },
  { tool: 'claude-code', legs: [gemini, laterMessages] },
  { tool: 'claude-code', legs: [messages, laterChat] },
  // Gemini CLI 0.61 forgets all signatures when it goes on, so there is nothing to get back; and it sends each result of a
  // tool twice then, which Google refuses, so it does not go on there.
  { tool: 'gemini-cli', legs: [gemini, laterMessages] },
  { tool: 'gemini-cli', legs: [gemini, laterResponses] },
  { tool: 'gemini-cli', legs: [messages, laterResponses] },
  { tool: 'gemini-cli', legs: [responses, laterMessages] },
  { tool: 'opencode', legs: [chat, laterMessages] },
  { tool: 'opencode', legs: [messages, laterGemini] },
];

/** `codex anthropic-messages (claude-opus-5 as gpt-5.5)` */
export const nameOf = ({ tool, legs, looks }: Case): string =>
  `${tool} ${looks ? 'with a picture ' : ''}${legs
    .filter((leg) => leg !== undefined)
    .map(
      ({ wire, model, upstream }) => `${wire} (${upstream === undefined ? '' : `${upstream} as `}${model})`,
    )
    .join(' > ')}`;
