import { isObject, listOf, objectOf, parseObject } from '../../base/json.ts';
import type { AnswerReading, NativeWire, Provider } from '../../spec/provider.ts';
import { openAiCompatible } from '../_families/openai-compatible/index.ts';
import { count, factOf, rerankWire, withoutEmpty } from '../_families/rerank/wire.ts';
import { models } from './models.ts';
import { createSimulator } from './simulator.ts';

const manifest: Provider['manifest'] = {
  id: 'jina',
  name: { en: 'Jina AI', vi: 'Jina AI' },
  baseUrl: 'https://api.jina.ai',
  owner: 'jinaai',
  settings: [],
  models,
};

const {
  probePath: _none,
  modelList: _neither,
  ...family
} = openAiCompatible({
  manifest,
  paths: { embeddings: '/v1/embeddings' },
});
const openai = family.wires['openai-chat']!;

/** Older answers tell only the total; all of it is input. */
function readEmbeddings(call: Parameters<NativeWire['readAnswer']>[0], bytes: Buffer): AnswerReading {
  const reading = openai.readAnswer(call, bytes);
  if (reading.usage || reading.fault) return reading;
  const body: unknown = JSON.parse(bytes.toString('utf8'));
  const usage = isObject(body) && isObject(body['usage']) ? body['usage'] : {};
  const total = count(usage['total_tokens']);
  return total === undefined ? reading : { ...reading, usage: { input_tokens: total } };
}

/** `{"detail":"…"}`, `{"detail":[{"loc","msg","type"}]}` (422), and `{"code":"INPUT_MODEL_NOT_FOUND",…}`. */
const readFault: Provider['readFault'] = (status, headers, body) => {
  const reading = family.readFault(status, headers, body);
  if (/"INPUT_MODEL_NOT_FOUND"/.test(body.toString('utf8')))
    return { code: 'upstream_model_unknown', message: 'the upstream does not know this model' };
  if (reading.code !== 'upstream_refused') return reading;
  const [first] = listOf(parseObject(body)?.['detail']);
  if (!isObject(first) || typeof first['msg'] !== 'string') return reading;
  const place = Array.isArray(first['loc']) ? first['loc'].filter((step) => step !== 'body').join('.') : '';
  return {
    ...reading,
    message: first['msg'],
    detail: { ...reading.detail, ...(place === '' ? {} : { param: place }) },
  };
};

/** Jina's search foundation API. Source: https://api.jina.ai/openapi.json. */
export const jina: Provider = {
  ...family,
  manifest,
  readFault,
  wires: {
    rerank: rerankWire({
      path: '/v1/rerank',
      adapt: withoutEmpty,
      usage(answer, facts) {
        const usage = objectOf(answer['usage']);
        const tokens =
          count(usage['total_tokens']) ?? count(usage['prompt_tokens']) ?? factOf(facts, 'text_tokens');
        return tokens === undefined ? {} : { input_tokens: Math.ceil(tokens) };
      },
    }),
    'openai-chat': {
      ...openai,
      readAnswer: readEmbeddings,
      smallest: (model) => ({ path: '/v1/embeddings', body: JSON.stringify({ model, input: ['ok'] }) }),
    },
  },
  passHeaders: [],
  simulator: () => createSimulator(family.simulator(), models),
};
