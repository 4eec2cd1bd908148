import { isObject, type Json, objectOf, parseJson } from '../../../base/json.ts';
import type { Call } from '../../../spec/call.ts';
import type { AnswerReading, NativeWire } from '../../../spec/provider.ts';
import type { Facts, Usage } from '../../../spec/usage.ts';
import { garbage } from '../fault-words.ts';
import { faultInBody, readErrorWords } from '../openai-compatible/faults.ts';

export const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

export const factOf = (facts: Facts, name: string): number | undefined => count(facts[name]);

export type RerankOptions = {
  /** Behind the base URL. */
  readonly path: string;
  /** The request as this maker takes it. `undefined`: as the client sent it. */
  readonly adapt: (body: Json) => Json | undefined;
  /** What the answer says was used; the request's facts stand in for what it does not say. */
  readonly usage: (answer: Json, facts: Facts) => Usage;
};

/** A rerank endpoint: JSON in, `{"results":[{"index","relevance_score"}]}` out. */
export function rerankWire({ path, adapt, usage }: RerankOptions): NativeWire {
  return {
    paths: { rerank: path },
    edits: () => ({}),
    rewrite(call: Call, upstreamModel) {
      const sent: unknown = JSON.parse(call.body.toString('utf8'));
      const adapted = isObject(sent) ? adapt(sent) : undefined;
      if (!adapted && upstreamModel === call.model) return { body: call.body };
      const body = { ...(adapted ?? objectOf(sent)), model: upstreamModel };
      return { body: Buffer.from(JSON.stringify(body)) };
    },
    readAnswer({ facts }, bytes): AnswerReading {
      const body = parseJson(bytes);
      if (isObject(body) && Array.isArray(body['results']))
        return { usage: usage(body, facts), texts: () => [] };
      const words = readErrorWords(body);
      return { texts: () => [], fault: words ? faultInBody(words) : garbage };
    },
    /** There are no streams of it. */
    openStream: () => ({
      state: 'failed',
      fault: garbage,
      usage: undefined,
      facts: undefined,
      produced: false,
      push: () => undefined,
      texts: () => [],
      textsLeftOut: 0,
      finish: () => 'cut',
      closing: () => Buffer.alloc(0),
    }),
    smallest: (model) => ({ path, body: JSON.stringify({ model, query: 'ok', documents: ['ok'] }) }),
  };
}

/**
 * Fields that are null, and `top_n` 0, mean "not given" to clients, and are refused by strict servers. Undefined when
 * there is nothing to leave out.
 */
export function withoutEmpty(body: Json): Json | undefined {
  const kept = Object.entries(body).filter(
    ([name, value]) => value !== null && !(name === 'top_n' && value === 0),
  );
  return kept.length === Object.keys(body).length ? undefined : Object.fromEntries(kept);
}
