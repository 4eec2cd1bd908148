import type { CallRef, Field, StreamStep } from '../page.ts';
import { many, once } from '../page.ts';
import { type Shape, text, unixSeconds } from '../shape.ts';

/** What the chat pages share: their endpoint, and the objects that it answers with. */

export const createChat: CallRef = {
  dialect: 'openai-chat',
  method: 'POST',
  route: '/v1/chat/completions',
};

/** 1 × 1 pixel. */
export const tinyPng =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const id = text('chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT', /^chatcmpl-\w{8,}$/);
const created = unixSeconds(1741569952);
export const callId = text('call_6qYTbGCqb3Ivd8CtNGVXvXHR', /^call_\w{8,}$/);
const foot = {
  service_tier: 'default',
  system_fingerprint: text('fp_b8bc95a0ac', /^fp_\w+$/),
};

/** Tokens of one answer. `input`, `output`: all of them; `thought`, `spoken`: of the output, thoughts and speech. */
export type Counts = {
  readonly input: number;
  readonly output: number;
  readonly thought?: number;
  readonly spoken?: number;
  readonly media?: { readonly text: number; readonly image: number };
};

export const usageOf = ({ input, output, thought = 0, spoken = 0, media }: Counts): Shape => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: {
    cached_tokens: 0,
    audio_tokens: 0,
    ...(media ? { text_tokens: media.text, image_tokens: media.image } : {}),
  },
  completion_tokens_details: {
    reasoning_tokens: thought,
    audio_tokens: spoken,
    ...(media ? { text_tokens: output - thought - spoken } : {}),
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
});

/** The parts of `usage`, for tables of fields. */
export const usageFields: readonly Field[] = [
  {
    name: 'usage.prompt_tokens',
    type: 'integer',
    text: {
      en: 'All input tokens, cached ones and media included.',
      vi: 'Tổng token đầu vào, gồm cả token lấy từ bộ nhớ đệm và media.',
    },
  },
  {
    name: 'usage.completion_tokens',
    type: 'integer',
    text: { en: 'All output tokens, thoughts included.', vi: 'Tổng token đầu ra, gồm cả phần suy luận.' },
  },
  {
    name: 'usage.total_tokens',
    type: 'integer',
    text: { en: 'Both together.', vi: 'Tổng của hai số trên.' },
  },
  {
    name: 'usage.prompt_tokens_details',
    type: 'object',
    text: { en: 'Parts of the input.', vi: 'Các phần của đầu vào.' },
  },
  {
    name: 'usage.prompt_tokens_details.cached_tokens',
    type: 'integer',
    text: {
      en: 'Read from the cache, usually at a lower price.',
      vi: 'Lấy từ bộ nhớ đệm, thường có giá thấp hơn.',
    },
  },
  {
    name: 'usage.prompt_tokens_details.audio_tokens',
    type: 'integer',
    text: { en: 'Of sound that you sent.', vi: 'Của âm thanh bạn gửi.' },
  },
  {
    name: 'usage.completion_tokens_details',
    type: 'object',
    text: { en: 'Parts of the output.', vi: 'Các phần của đầu ra.' },
  },
  {
    name: 'usage.completion_tokens_details.reasoning_tokens',
    type: 'integer',
    text: { en: 'Of thoughts, shown or not.', vi: 'Của phần suy luận, dù có hiển thị hay không.' },
  },
  {
    name: 'usage.completion_tokens_details.audio_tokens',
    type: 'integer',
    text: { en: 'Of a spoken answer.', vi: 'Của câu trả lời bằng giọng nói.' },
  },
  {
    name: 'usage.completion_tokens_details.accepted_prediction_tokens',
    type: 'integer',
    text: {
      en: 'Of your `prediction`, those that the answer kept.',
      vi: 'Phần trong `prediction` của bạn được giữ lại trong câu trả lời.',
    },
  },
  {
    name: 'usage.completion_tokens_details.rejected_prediction_tokens',
    type: 'integer',
    text: {
      en: 'Of your `prediction`, those that it did not keep; charged as output.',
      vi: 'Phần trong `prediction` không được dùng; vẫn tính tiền như đầu ra.',
    },
  },
];

type Choice = { readonly message: { readonly [name: string]: Shape }; readonly finish?: string };

/** A whole answer with these messages, one for each choice. */
export const completion = (model: string, choices: readonly Choice[], counts: Counts): Shape => ({
  id,
  object: 'chat.completion',
  created,
  model,
  choices: choices.map(({ message, finish = 'stop' }, index) => ({
    index,
    message: { role: 'assistant', refusal: null, annotations: [], ...message },
    logprobs: null,
    finish_reason: finish,
  })),
  usage: usageOf(counts),
  ...foot,
});

const padding = text('Qup1', /^\w+$/);

/** One event of a stream, with usage asked for: the field is null on all but the last. */
export const chunk = (model: string, delta: { readonly [name: string]: Shape }, finish?: string): Shape => ({
  id,
  object: 'chat.completion.chunk',
  created,
  model,
  ...foot,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish ?? null }],
  usage: null,
  obfuscation: padding,
});

export const roleStep = (model: string, content: string | null = ''): StreamStep =>
  once(chunk(model, { role: 'assistant', content, refusal: null }), {
    en: 'The first chunk says who speaks.',
    vi: 'Mẩu đầu tiên cho biết ai đang nói.',
  });

export const wordsStep = (model: string): StreamStep =>
  many(chunk(model, { content: text(' Hello', /./s) }), {
    en: 'Then pieces of the answer: join them in order.',
    vi: 'Tiếp theo là từng mẩu của câu trả lời: ghép lại theo thứ tự nhận được.',
  });

/** How every stream ends: the reason, the usage, the closing mark. */
export const lastSteps = (model: string, counts: Counts, finish = 'stop'): readonly StreamStep[] => [
  once(chunk(model, {}, finish), {
    en: 'An empty piece with the reason why the model stopped.',
    vi: 'Một mẩu rỗng kèm lý do model dừng lại.',
  }),
  once(
    {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      ...foot,
      choices: [],
      usage: usageOf(counts),
      obfuscation: padding,
    },
    {
      en: 'With `include_usage`: a chunk without choices that holds the token counts.',
      vi: 'Khi có `include_usage`: một mẩu không có `choices`, chứa số token đã dùng.',
    },
  ),
  once('[DONE]', {
    en: 'The closing mark. A stream that ends without it was cut.',
    vi: 'Dấu kết thúc. Luồng không có dấu này là luồng bị đứt giữa chừng.',
  }),
];

/** A stream of plain words. */
export const wordsStream = (model: string, counts: Counts): readonly StreamStep[] => [
  roleStep(model),
  wordsStep(model),
  ...lastSteps(model, counts),
];
