/**
 * A signature or an encrypted thought of one maker, carried through a client of another wire: the client sends it back
 * with the conversation, and the mark tells whose it is. It is no secret; whoever changes it is refused by its maker.
 */
const mark = 'k4u1.';
/** How it begins in base64: always `k4u1.WyJ`, of which ten letters are the same whatever follows. */
const markInBase64 = 'azR1MS5XeU';

/** Stands in place of a maker's wire where what is sealed is a summary of earlier turns: any model may read it. */
export const summaryMaker = 'summary';

/** `from` is the wire of its maker. Base64url after the mark, so that it fits where a wire wants base64 text. */
export const sealThought = (thought: { readonly from: string; readonly value: string }): string =>
  mark + Buffer.from(JSON.stringify([thought.from, thought.value])).toString('base64url');

/** The same for a field of bytes: SDKs decode it as standard base64, with padding, and fail on anything else. */
export const sealThoughtAsBytes = (thought: { readonly from: string; readonly value: string }): string =>
  Buffer.from(sealThought(thought)).toString('base64');

/** What was sealed, either way; undefined for a text that is none of ours (then it is the client's own wire's). */
export function openThought(text: string): { from: string; value: string } | undefined {
  if (text.startsWith(markInBase64)) return openThought(Buffer.from(text, 'base64').toString('latin1'));
  if (!text.startsWith(mark)) return undefined;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text.slice(mark.length), 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string')
      return { from: parsed[0], value: parsed[1] };
  } catch {
    // cut or changed on the way: nobody's
  }
  return { from: '', value: '' };
}

/** Are there foreign thoughts in a body that would go to their reader's own upstream as they are? */
export const holdsSealedThought = (body: Buffer): boolean =>
  body.includes(mark) || body.includes(markInBase64);
