import { isObject, parseJson } from '../../../base/json.ts';
import type { Edits } from '../../../base/json-span.ts';
import type { NativeWire } from '../../../spec/provider.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';
import { openMediaEvents } from './events.ts';

/** OpenAI's moderation endpoint: free, so one call is all there is to count. */
export const moderationsWire: NativeWire = {
  paths: { moderations: '/moderations' },
  edits: (call, upstreamModel): Edits =>
    upstreamModel === call.model ? {} : { model: JSON.stringify(upstreamModel) },
  readAnswer(_call, bytes) {
    const body = parseJson(bytes);
    if (isObject(body) && Array.isArray(body['results'])) return { usage: { calls: 1 }, texts: () => [] };
    const words = readErrorWords(body);
    return { texts: () => [], fault: words ? faultInBody(words) : garbage };
  },
  /** There are no streams of it. */
  openStream: () => openMediaEvents({ look: () => ({}), estimate: () => undefined }),
};
