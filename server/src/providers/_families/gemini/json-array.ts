import { parseObject } from '../../../base/json.ts';
import type { FaultReading } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody } from './faults.ts';

const [quote, backslash, open, close, openObject, closeObject] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
/** An element longer than this is none: 64 MB, the largest answer body too. */
const longestElement = 64 * 1024 * 1024;

/** More of an object that stands in place of an array is no error. */
const longestAlone = 1024 * 1024;

/** Cuts a JSON array that grows into its elements, whatever pieces it arrives in. */
export class ArraySplitter {
  /** What has come since the last element's end. */
  #waiting: Buffer[] = [];
  #length = 0;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Where in the waiting bytes the element begins; -1 between elements. */
  #start = -1;
  #state: 'open' | 'closed' | 'broken' = 'open';

  /** 'closed' after the bracket at the end; 'broken' when it is no array of objects. */
  get state(): 'open' | 'closed' | 'broken' {
    return this.#state;
  }

  /** Elements that ended in this piece. `raw`: with the bracket, comma and white space before it. */
  push(piece: Buffer): { readonly raw: Buffer; readonly element: Buffer }[] {
    const found: { raw: Buffer; element: Buffer }[] = [];
    let from = 0;
    for (let at = 0; at < piece.length && this.#state === 'open'; at++) {
      const byte = piece[at];
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) this.#inText = false;
        else at = skipText(piece, at);
      } else if (byte === quote) this.#inText = true;
      else if (byte === openObject || byte === open) {
        if (this.#depth === 0 && byte === openObject) this.#state = 'broken';
        if (this.#depth === 1) this.#start = this.#length + at - from;
        this.#depth++;
      } else if (byte === closeObject || byte === close) {
        this.#depth--;
        if (this.#depth === 0) this.#state = 'closed';
        if (this.#depth !== 1) continue;
        const raw = Buffer.concat([...this.#waiting, piece.subarray(from, at + 1)]);
        found.push({ raw, element: raw.subarray(this.#start) });
        this.#waiting = [];
        this.#length = 0;
        this.#start = -1;
        from = at + 1;
      }
    }
    if (from < piece.length) {
      this.#waiting.push(piece.subarray(from));
      this.#length += piece.length - from;
    }
    if (this.#length > longestElement) this.#state = 'broken';
    return found;
  }

  /** What came behind the last element. */
  tail(): Buffer {
    return Buffer.concat(this.#waiting);
  }

  /** The error that came in place of the array; undefined while it is not whole. */
  alone(): FaultReading | undefined {
    if (this.#length > longestAlone) return garbage;
    const body = parseObject(this.tail().toString('utf8'));
    return body && (faultInBody(body) ?? garbage);
  }
}

/** Index of the last byte before the next quote or backslash: long base64 texts cost next to nothing. */
function skipText(piece: Buffer, at: number): number {
  const end = piece.indexOf(quote, at);
  const slash = piece.subarray(at, end < 0 ? piece.length : end).indexOf(backslash);
  if (slash >= 0) return at + slash - 1;
  return (end < 0 ? piece.length : end) - 1;
}
