import { isObject } from '../../base/json.ts';
import type { NativeWire, Provider } from '../../spec/provider.ts';
import type { Facts, Usage } from '../../spec/usage.ts';
import { anthropicFamily } from '../_families/anthropic/index.ts';
import { geminiWire, modelInPath } from '../_families/gemini/index.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { mediaWires } from '../_families/openai-media/index.ts';
import { openAiResponses } from '../_families/openai-responses/index.ts';
import { effortsOf } from '../_families/openai-responses/openai-models.ts';
import { count, factOf, rerankWire } from '../_families/rerank/wire.ts';

/**
 * A wire as a gateway has it: by bytes only, because it speaks the others too and makes the conversion itself, nearer to
 * the model. `root`: what stands before the family's paths.
 */
function passed(wire: NativeWire, root = ''): NativeWire {
  const { chat: _chat, embedding: _embedding, smallest, ...rest } = wire;
  return {
    ...rest,
    paths: Object.fromEntries(
      Object.entries(wire.paths).map(([name, path]) => [name, typeof path === 'string' ? root + path : path]),
    ),
    ...(smallest && {
      smallest: (model, access) => {
        const { path, body } = smallest(model, access);
        return { path: root + path, body };
      },
    }),
  };
}

/**
 * Leaves sealed thoughts in `field`, the only reason for which the family edits it: the gateway behind knows whose they
 * are. One that cannot read them is answered by its upstream that they are wrong, and is asked again without them.
 */
function withThoughts(wire: NativeWire, field: string): NativeWire {
  return {
    ...wire,
    edits(call, upstreamModel, access) {
      const edits = wire.edits(call, upstreamModel, access);
      if (call.withoutThoughts) return edits;
      const { [field]: _thoughts, ...rest } = edits;
      return rest;
    },
  };
}

/** Searches of the makers that sell those, tokens of the others: the card charges what it has a rate for. */
function rankingUsage(answer: Readonly<Record<string, unknown>>, facts: Facts): Usage {
  const part = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);
  const { usage, meta } = answer;
  const billed = part(meta, 'billed_units');
  const searches = count(part(billed, 'search_units')) ?? Math.ceil((factOf(facts, 'documents') ?? 1) / 100);
  const tokens =
    count(part(usage, 'total_tokens')) ??
    count(part(usage, 'prompt_tokens')) ??
    count(part(billed, 'total_tokens')) ??
    count(part(billed, 'input_tokens')) ??
    count(part(part(meta, 'tokens'), 'input_tokens')) ??
    factOf(facts, 'text_tokens');
  return { searches, ...(tokens === undefined ? {} : { input_tokens: Math.ceil(tokens) }) };
}

/** Anthropic's own header of the version: some gateways hand it on as it is. */
const version = { 'anthropic-version': '2023-06-01' } as const;

/** The wires of calls. The first is the one that a channel is tested by. */
export function wiresOf(manifest: Provider['manifest']): Provider['wires'] {
  const openai = openAiCompatible({ manifest }).wires['openai-chat']!;
  const anthropic = anthropicFamily({ manifest }).wires['anthropic-messages']!;
  const media = Object.entries(mediaWires).map(([id, wire]) => [id, passed(wire, '/v1')] as const);
  return {
    'openai-chat': withThoughts(passed(openai, '/v1'), 'messages'),
    'openai-responses': withThoughts(passed(openAiResponses({ efforts: effortsOf }), '/v1'), 'input'),
    'anthropic-messages': {
      ...withThoughts(passed(anthropic), 'messages'),
      callHeaders: (call, access) => ({ ...version, ...anthropic.callHeaders?.(call, access) }),
    },
    gemini: withThoughts(
      passed(
        geminiWire({
          path: (model, method) => `/v1beta/models/${modelInPath(model)}:${method}`,
          also: ['embed', 'batch_embed', 'predict'],
          callIds: true,
          tiers: true,
          buckets: false,
          wantsRoles: false,
        }),
      ),
      'contents',
    ),
    ...Object.fromEntries(media),
    rerank: rerankWire({ path: '/v1/rerank', adapt: () => undefined, usage: rankingUsage }),
  };
}
