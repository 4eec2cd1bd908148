import { compose } from '../../openai-compatible/simulator/compose.ts';
import { readPrompt } from '../../openai-compatible/simulator/prompt.ts';
import type { ChatRequest, Message } from '../../openai-compatible/simulator/wire.ts';
import { countTokens, piecesOf } from '../../simulated/tokens.ts';
import { type Entry, noWeight, together, type Weight } from './conversation.ts';
import type { Settings } from './settings.ts';

/** One thing that a response puts out. */
export type Output =
  | { readonly puts: 'text'; readonly pieces: readonly string[] }
  | { readonly puts: 'speech'; readonly pieces: readonly string[]; readonly seconds: number }
  | { readonly puts: 'call'; readonly name: string; readonly pieces: readonly string[] };

export type Plan = {
  readonly outputs: readonly Output[];
  readonly reads: Weight;
  /** False: the limit of tokens was reached. */
  readonly whole: boolean;
};

/** A voice of usual speed says so many characters a second; nothing that is said here takes longer than 8 seconds. */
const charactersPerSecond = 15;
const longestSpeech = 8;
/** Tokens in one delta. */
const piecesInDelta = 3;

function deltas(text: string): readonly string[] {
  const pieces = piecesOf(text);
  const joined: string[] = [];
  for (let at = 0; at < pieces.length; at += piecesInDelta)
    joined.push(pieces.slice(at, at + piecesInDelta).join(''));
  return joined;
}

/** What the model answers: a function of the session and its items. Throws ApiError for an image that is none. */
export function planResponse(settings: Settings, entries: readonly Entry[]): Plan {
  const functions = settings.tools.filter(({ type, name }) => type === 'function' && name);
  const choice = settings.tool_choice;
  const said = entries.flatMap(({ says }) => (says ? [says] : []));
  const messages: Message[] = [{ role: 'system', content: settings.instructions }, ...joinCalls(said)];
  const speaks = settings.output_modalities.includes('audio');
  const request: ChatRequest = {
    model: settings.model,
    messages,
    ...(settings.max_output_tokens === 'inf'
      ? {}
      : {
          // Of what is spoken, the sound counts too.
          max_completion_tokens: Math.max(1, Math.floor(settings.max_output_tokens / (speaks ? 6 : 1))),
        }),
    ...(functions.length > 0
      ? {
          tools: functions.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            function: { name: name!, description: description ?? null, parameters: parameters ?? null },
          })),
          tool_choice:
            typeof choice === 'string'
              ? choice
              : { type: 'function' as const, function: { name: choice.name ?? '' } },
        }
      : {}),
  };
  const behaviour = { model: settings.model, thinks: false, showsThinking: false, searches: false };
  const { saying, finish } = compose(request, readPrompt(request), behaviour, 0);
  const declared = functions.length > 0 ? countTokens(JSON.stringify(functions)) : 0;
  const reads = together([
    { ...noWeight, text: 3 + countTokens(settings.instructions) + declared },
    ...entries.map(({ weight }) => weight),
  ]);
  const whole = finish !== 'length';
  if (saying.says === 'calls')
    return {
      outputs: saying.calls.map(({ name, input }) => ({ puts: 'call', name, pieces: deltas(input) })),
      reads,
      whole,
    };
  const text = saying.says === 'function' ? '' : saying.text;
  const seconds =
    Math.min(longestSpeech, Math.max(0.4, text.length / charactersPerSecond)) / settings.audio.output.speed;
  const pieces = deltas(text);
  return {
    outputs: [speaks ? { puts: 'speech', pieces, seconds } : { puts: 'text', pieces }],
    reads,
    whole,
  };
}

/** Calls that stand behind each other are one message of the model. */
function joinCalls(messages: readonly Message[]): Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (message.role === 'assistant' && message.tool_calls && last?.role === 'assistant' && last.tool_calls)
      joined[joined.length - 1] = { ...last, tool_calls: [...last.tool_calls, ...message.tool_calls] };
    else joined.push(message);
  }
  return joined;
}
