import { textIn } from '../../../base/json.ts';
import type { Finish, FinishReason } from '../../../spec/chat.ts';

/** Finish words of this wire and of those who speak it (DeepSeek, GLM, Mistral, vLLM). */
const words: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop-sequence',
  length: 'length',
  max_tokens: 'length',
  model_length: 'context-full',
  tool_calls: 'tools',
  tool_use: 'tools',
  function_call: 'tools',
  content_filter: 'filtered',
  sensitive: 'filtered',
};

/** `seen`: what the answer held; a server that says `stop` behind a call means the call. */
export function readFinish(
  word: unknown,
  seen: { readonly calls: boolean; readonly refusal: boolean },
): Finish {
  const said = textIn(word);
  const reason = said === undefined ? 'stop' : (words[said] ?? 'other');
  if (reason === 'stop' && seen.calls) return { reason: 'tools' };
  if (reason === 'stop' && seen.refusal) return { reason: 'refusal' };
  return reason === 'other' && said !== undefined ? { reason, word: said } : { reason };
}
