import { parseJson, textsIn } from '../../base/json.ts';
import { openThought, sealThought, summaryMaker } from '../../base/sealed-thought.ts';
import type { Signature } from '../../spec/chat.ts';
import { wire } from './items.ts';

/**
 * What travels in the `encrypted_content` of an item: a thought of this wire or, sealed, one of another. This wire has
 * no place for signatures of calls and texts, nor for a summary that the gateway had made; they ride in items of
 * their own, under marks that are no wire's id. The client sends all of it back with the conversation.
 */
const callMark = 'call-signature';
const textMark = 'text-signature';

export type Carried =
  | { readonly of: 'thought'; readonly signature: Signature }
  | { readonly of: 'call'; readonly callId: string; readonly signature: Signature }
  | { readonly of: 'text'; readonly signature: Signature }
  | { readonly of: 'summary'; readonly text: string };

export const sealSignature = (signature: Signature): string =>
  signature.from === wire ? signature.value : sealThought(signature);

export const sealCallSignature = (callId: string, { from, value }: Signature): string =>
  sealThought({ from: callMark, value: JSON.stringify([callId, from, value]) });

export const sealTextSignature = ({ from, value }: Signature): string =>
  sealThought({ from: textMark, value: JSON.stringify([from, value]) });

export const sealSummary = (text: string): string => sealThought({ from: summaryMaker, value: text });

/** Reads an `encrypted_content`. What is broken comes back as a thought that no wire can read. */
export function openCarried(encrypted: string): Carried {
  const opened = openThought(encrypted);
  if (!opened) return { of: 'thought', signature: { from: wire, value: encrypted } };
  if (opened.from === summaryMaker) return { of: 'summary', text: opened.value };
  if (opened.from === callMark || opened.from === textMark) {
    const parts = textsIn(parseJson(opened.value));
    const [from, value] = parts.slice(-2);
    if (from === undefined || value === undefined)
      return { of: 'thought', signature: { from: '', value: '' } };
    const signature = { from, value };
    return opened.from === textMark
      ? { of: 'text', signature }
      : { of: 'call', callId: parts[0]!, signature };
  }
  return { of: 'thought', signature: opened };
}
