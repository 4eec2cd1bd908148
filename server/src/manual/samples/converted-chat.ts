import type { StreamStep } from '../page.ts';
import { many, once } from '../page.ts';
import { type Shape, text, unixSeconds } from '../shape.ts';
import type { Counts } from './chat.ts';

/** Answers of /v1/chat/completions for models of other makers: written here, so without OpenAI's fingerprints. */

const id = text('chatcmpl-01m8392gc9cxcvan05e7r6sgne', /^chatcmpl-\w{8,}$/);
const created = unixSeconds(1741569952);
/** A thought's signature, sealed: it goes back to its maker only. */
export const sealed = text('k4u1.WyJhbnRocm9waWMtbWVzc2FnZXMiLCJleUowYUc5MVoyaDBJam9p', /^k4u1\.[\w-]{16,}$/);

/** Tokens of one answer; of its input and output, those of pictures. */
type ConvertedCounts = Pick<Counts, 'input' | 'output' | 'thought'> & {
  readonly pictures?: { readonly given?: number; readonly made?: number };
};

const usageOf = ({ input, output, thought = 0, pictures = {} }: ConvertedCounts): Shape => ({
  prompt_tokens: input,
  completion_tokens: output,
  total_tokens: input + output,
  prompt_tokens_details: {
    cached_tokens: 0,
    audio_tokens: 0,
    ...(pictures.given === undefined ? {} : { image_tokens: pictures.given }),
  },
  completion_tokens_details: {
    reasoning_tokens: thought,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
    ...(pictures.made === undefined ? {} : { image_tokens: pictures.made }),
  },
});

export const convertedCompletion = (
  model: string,
  message: { readonly [name: string]: Shape },
  counts: ConvertedCounts,
  finish = 'stop',
): Shape => ({
  id,
  object: 'chat.completion',
  created,
  model,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', refusal: null, annotations: [], ...message },
      logprobs: null,
      finish_reason: finish,
    },
  ],
  usage: usageOf(counts),
});

const chunk = (model: string, delta: { readonly [name: string]: Shape }, finish?: string): Shape => ({
  id,
  object: 'chat.completion.chunk',
  created,
  model,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish ?? null }],
  usage: null,
});

const thoughtStep = (model: string): StreamStep =>
  many(chunk(model, { reasoning_content: text('The user', /./s) }), {
    en: 'Pieces of the thoughts.',
    vi: 'Từng mẩu của phần suy luận.',
  });

/** Pieces of thoughts, and behind them the signature that a later turn must bring back. */
const signedSteps = (model: string): readonly StreamStep[] => [
  thoughtStep(model),
  once(
    chunk(model, {
      reasoning_details: [
        {
          type: 'reasoning.text',
          text: text('The user asks how many legs three spiders have.', /./s),
          signature: sealed,
          index: 0,
        },
      ],
    }),
    {
      en: 'The whole thought with its signature, to be sent back in the next turn.',
      vi: 'Toàn bộ phần suy luận kèm chữ ký, cần gửi lại ở lượt sau.',
    },
  ),
];

/** The signature of a whole answer, as Gemini gives one from generation 3 on. */
export const textSignature = [{ type: 'reasoning.encrypted', data: sealed, id: 'text', index: 0 }];

/** A stream with usage asked for. `signed`: the text has a signature. */
export const convertedStream = (
  model: string,
  counts: ConvertedCounts,
  thinks: 'thinks' | 'thinks unsigned' | 'answers at once' = 'answers at once',
  signed: 'signed' | 'unsigned' = 'unsigned',
): readonly StreamStep[] => [
  once(chunk(model, { role: 'assistant', content: '', refusal: null }), {
    en: 'The first chunk says who speaks.',
    vi: 'Mẩu đầu tiên cho biết ai đang nói.',
  }),
  ...(thinks === 'thinks' ? signedSteps(model) : []),
  ...(thinks === 'thinks unsigned' ? [thoughtStep(model)] : []),
  many(chunk(model, { content: text(' Hello', /./s) }), {
    en: 'Pieces of the answer: join them in order.',
    vi: 'Từng mẩu của câu trả lời: ghép lại theo thứ tự nhận được.',
  }),
  ...(signed === 'signed'
    ? [
        once(chunk(model, { reasoning_details: textSignature }), {
          en: 'The signature of the answer, to be sent back in the next turn.',
          vi: 'Chữ ký của câu trả lời, cần gửi lại ở lượt sau.',
        }),
      ]
    : []),
  once(chunk(model, {}, 'stop'), {
    en: 'An empty piece with the reason why the model stopped.',
    vi: 'Một mẩu rỗng kèm lý do model dừng lại.',
  }),
  once(
    { id, object: 'chat.completion.chunk', created, model, choices: [], usage: usageOf(counts) },
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
