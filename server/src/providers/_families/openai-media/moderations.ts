import type { Edits } from '../../../base/json-span.ts';
import type { NativeWire } from '../../../spec/provider.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';
import { openMediaEvents } from './events.ts';

/** OpenAI's moderation endpoint: free, so one call is all there is to count. */
export const moderationsWire: NativeWire = {
  paths: { moderations: '/moderations' },
  edits: (call, upstreamModel): Edits =>
    upstreamModel === call.model ? {} : { model: JSON.stringify(upstreamModel) },
  readAnswer(_call, bytes) {
    let body: unknown;
    try {
      body = JSON.parse(bytes.toString('utf8'));
    } catch {
      body = undefined;
    }
    if (typeof body === 'object' && body !== null && Array.isArray(Reflect.get(body, 'results')))
      return { usage: { calls: 1 }, texts: () => [] };
    const words = readErrorWords(body);
    return {
      texts: () => [],
      fault: words
        ? faultInBody(words)
        : { code: 'upstream_garbage', message: 'the upstream answered something that is no answer' },
    };
  },
  /** There are no streams of it. */
  openStream: () => openMediaEvents({ look: () => ({}), estimate: () => undefined }),
};
