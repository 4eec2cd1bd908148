import { z } from 'zod';
import { isObject } from '../../base/json.ts';
import type { Call } from '../../spec/call.ts';
import type { Dialect } from '../../spec/dialect.ts';
import { parseBody, refuseDoubleModel } from '../../spec/json-body.ts';
import { aboutTokens, checkFields } from '../_families/openai/body.ts';
import { keepAlive, writeStreamFault } from '../_families/openai/stream-fault.ts';
import { writeFault } from '../_families/openai-faults.ts';

/** Source: OpenAI OpenAPI document of 2026-08-21, CreateModerationRequest. */
const part = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('image_url'), image_url: z.looseObject({ url: z.string() }) }),
]);

const moderationBody = z.looseObject({
  model: z.string().min(1).max(256).nullish().meta({ description: 'omni-moderation-latest when absent.' }),
  input: z
    .union([z.string(), z.array(z.string()).min(1), z.array(part).min(1)])
    .meta({ description: 'A text, texts (each is judged), or parts of text and image (judged together).' }),
});

/** The most that an image may count as; the endpoint is free, so little hangs on it. */
const tokensOfImage = 4000;

function textsOf(input: unknown): string[] {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input)) return [];
  return input.flatMap((one: unknown) =>
    typeof one === 'string' ? [one] : isObject(one) && typeof one['text'] === 'string' ? [one['text']] : [],
  );
}

function read(bytes: Buffer): Call {
  const body = parseBody(bytes);
  checkFields(moderationBody, body);
  refuseDoubleModel(bytes);
  const texts = textsOf(body['input']);
  const images = Array.isArray(body['input']) ? body['input'].length - texts.length : 0;
  return {
    kind: 'moderation',
    endpoint: 'moderations',
    model: typeof body['model'] === 'string' ? body['model'] : 'omni-moderation-latest',
    stream: false,
    usageInStream: false,
    body: bytes,
    bounds: {
      inputTokens:
        texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) + images * tokensOfImage + 16,
      outputTokens: 0,
      answers: 1,
    },
    facts: { text_tokens: aboutTokens(...texts) },
  };
}

/** OpenAI's moderation endpoint. */
export const openaiModerations: Dialect = {
  id: 'openai-moderations',
  wire: 'openai-moderations',
  title: { en: 'OpenAI Moderations', vi: 'OpenAI Moderations' },
  endpoints: [
    {
      does: 'relay',
      method: 'POST',
      path: '/v1/moderations',
      name: 'moderations',
      kind: 'moderation',
      typeName: 'moderation',
      rows: [],
      summary: { en: 'Judge whether content may be harmful', vi: 'Kiểm tra nội dung có gây hại hay không' },
      body: moderationBody,
      read,
      texts: ({ body }) => textsOf(parseBody(body)['input']),
    },
  ],
  writeFault,
  writeStreamFault,
  keepAlive,
};
