import type { CallRef, StreamStep } from '../page.ts';
import { many, once } from '../page.ts';
import { type Shape, text, whole } from '../shape.ts';

/** What the pages on Google's own wire share: its calls, and the objects that they answer with. */

const verb = (name: string, version = 'v1beta'): CallRef => ({
  dialect: 'gemini',
  method: 'POST',
  route: `/${version}/models/:model:${name}`,
});

export const generate = verb('generateContent');
export const generateUnderV1 = verb('generateContent', 'v1');
export const stream = verb('streamGenerateContent');
export const countTokens = verb('countTokens');
export const embed = verb('embedContent');
export const embedBatch = verb('batchEmbedContents');
export const predict = verb('predict');
export const listModels: CallRef = { dialect: 'gemini', method: 'GET', route: '/v1beta/models' };
export const showModel: CallRef = { dialect: 'gemini', method: 'GET', route: '/v1beta/models/:model' };

type Fields = { readonly [name: string]: Shape };

/** Tokens of one answer: the prompt by kind of content, and what was made. */
export type Counts = {
  readonly prompt: Readonly<Partial<Record<'TEXT' | 'IMAGE' | 'AUDIO' | 'VIDEO' | 'DOCUMENT', number>>>;
  /** Words and code; pictures apart. */
  readonly words?: number;
  readonly pictures?: number;
  readonly thoughts?: number;
  /** What a tool read for the model. */
  readonly read?: number;
};

const detailsOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([modality, tokenCount]) => ({ modality, tokenCount }));

const usageOf = ({ prompt, words = 0, pictures = 0, thoughts = 0, read = 0 }: Counts): Fields => {
  const given = Object.values(prompt).reduce((sum, tokens) => sum + tokens, 0);
  return {
    promptTokenCount: given,
    promptTokensDetails: detailsOf(prompt),
    ...(words + pictures > 0 ? { candidatesTokenCount: words + pictures } : {}),
    ...(pictures > 0 ? { candidatesTokensDetails: detailsOf({ IMAGE: pictures }) } : {}),
    ...(thoughts > 0 ? { thoughtsTokenCount: thoughts } : {}),
    ...(read > 0
      ? { toolUsePromptTokenCount: read, toolUsePromptTokensDetails: detailsOf({ TEXT: read }) }
      : {}),
    totalTokenCount: given + words + pictures + thoughts + read,
    serviceTier: 'standard',
  };
};

const responseId = text('OFV4rZvhx0tm2Agd5q0CEv', /^\w{8,}$/);

/** Opaque; has to come back unchanged. */
export const thoughtSignature = text(
  'c2ltdWxhdGVkIHRob3VnaHQg2cBGqTn6FvGhSExF0xnYbJ8m1rKq3w==',
  /^[\w+/]{24,}={0,2}$/,
);

/** A whole answer of one candidate. `more`: what stands beside its content. */
export const answer = (
  model: string,
  parts: readonly Fields[],
  counts: Counts,
  more: Fields = {},
): Shape => ({
  candidates: [{ content: { parts, role: 'model' }, finishReason: 'STOP', index: 0, ...more }],
  usageMetadata: usageOf(counts),
  modelVersion: model,
  responseId,
});

/** What a simulated model says. `given`: what it got beside the words. */
export const said = (model: string, question: string, given?: string): string =>
  `You said: “${question}”. ${given === undefined ? '' : `I was given ${given}. `}This is a simulated answer of ${model}.`;

/** The same as a part of an answer: from generation 3 on it is signed. */
export const says = (model: string, question: string, given?: string): Fields => ({
  text: said(model, question, given),
  thoughtSignature,
});

/** A piece of a stream: the usage runs along, thoughts before words. */
const frame = (model: string, counts: Counts, part: Fields, place: 'thought' | 'word' | 'last'): Shape => ({
  candidates: [
    {
      content: { parts: [part], role: 'model' },
      index: 0,
      ...(place === 'last' ? { finishReason: 'STOP' } : {}),
    },
  ],
  usageMetadata:
    place === 'last'
      ? usageOf(counts)
      : {
          ...usageOf({ ...counts, words: 0 }),
          ...(place === 'word' ? { candidatesTokenCount: whole(4, 1) } : {}),
          totalTokenCount: whole(26, 1),
        },
  modelVersion: model,
  responseId,
});

/** A stream of words. `shows`: summaries of the thoughts come first. `signed`: the last piece has a signature, as from generation 3 on. */
export const wordsStream = (
  model: string,
  counts: Counts,
  shows: 'thoughts' | 'words only' = 'words only',
  signed: 'signed' | 'unsigned' = 'signed',
): readonly StreamStep[] => [
  ...(shows === 'thoughts'
    ? [
        many(frame(model, counts, { text: text('**Reading the', /./s), thought: true }, 'thought'), {
          en: 'Pieces of the thoughts, marked with `thought`.',
          vi: 'Từng mẩu của phần suy luận, được đánh dấu bằng `thought`.',
        }),
      ]
    : []),
  many(frame(model, counts, { text: text('You said: “', /./s) }, 'word'), {
    en: 'Pieces of the answer: join them in order. The usage runs along.',
    vi: 'Từng mẩu của câu trả lời: ghép lại theo thứ tự nhận được. Số token được cập nhật dần.',
  }),
  once(frame(model, counts, { text: '', ...(signed === 'signed' ? { thoughtSignature } : {}) }, 'last'), {
    en: 'The last piece has the reason why the model stopped, and the usage that counts. Nothing follows it: this format has no closing mark.',
    vi: 'Mẩu cuối chứa lý do model dừng lại và số token chính thức. Sau đó không còn gì nữa: định dạng này không có dấu kết thúc.',
  }),
];
