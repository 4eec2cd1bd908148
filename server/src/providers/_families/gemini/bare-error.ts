import { parseObject } from '../../../base/json.ts';
import type { FaultReading } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody } from './faults.ts';

/** More of it than this is no error. */
const longest = 1024 * 1024;

/**
 * Watches a stream of events for an error that comes as a bare JSON object, without `data:` (as the official clients
 * expect it). Events of this wire are one line of `data:` each, so a line that begins with a brace is none of them.
 */
export class BareErrorWatch {
  #atLineStart = true;
  #bytes: Buffer | undefined;
  fault: FaultReading | undefined;

  /** The bytes of this chunk that belong to events. */
  events(chunk: Buffer): Buffer {
    if (this.#bytes) {
      this.#take(chunk);
      return chunk.subarray(0, 0);
    }
    const found = this.#atLineStart && chunk[0] === 0x7b ? 0 : chunk.indexOf('\n{') + 1 || -1;
    if (chunk.length > 0) this.#atLineStart = chunk.at(-1) === 0x0a;
    if (found < 0) return chunk;
    this.#take(chunk.subarray(found));
    return chunk.subarray(0, found);
  }

  /** The connection ended: half an object is a fault too. */
  finish(): void {
    if (this.#bytes) this.fault ??= garbage;
  }

  #take(bytes: Buffer): void {
    if (this.fault) return;
    this.#bytes = this.#bytes ? Buffer.concat([this.#bytes, bytes]) : bytes;
    const body = parseObject(this.#bytes.toString('utf8'));
    if (body) this.fault = faultInBody(body) ?? garbage;
    else if (this.#bytes.length > longest) this.fault = garbage;
  }
}
