import { z } from 'zod';

/**
 * Bodies of Gemini's own API (v1beta), as clients may send them: loose, so that next year's fields pass. Only types
 * are checked, and only where this gateway reads them. Google accepts every field in snake_case too; the reader turns
 * it into camelCase, and a value alone into a list of one, before these schemas see it.
 * Source: googleapis/googleapis google/ai/generativelanguage/v1beta (proto, 2026-08-22), js-genai types of 2026-08-21.
 */

const text = (description: string) => z.string().nullish().meta({ description });
const number = (description: string) => z.number().nullish().meta({ description });
const flag = (description: string) => z.boolean().nullish().meta({ description });
/** Some clients write integers as texts, as proto3 does with 64 bits. */
const count = (description: string) =>
  z
    .union([z.int(), z.string().regex(/^-?\d{1,18}$/)], { error: 'expected a whole number' })
    .nullish()
    .meta({ description });
const loose = (description: string) => z.looseObject({}).nullish().meta({ description });

const blob = z.looseObject({
  mimeType: z.string().meta({ description: 'image/png, application/pdf, audio/wav, video/mp4, …' }),
  data: z.string().meta({ description: 'Base64, without a prefix.' }),
});
const part = z
  .looseObject({
    text: text('A piece of text.'),
    thought: flag('True: a summary of what the model thought.'),
    thoughtSignature: text('Comes with an answer; send it back unchanged.'),
    inlineData: blob.nullish().meta({ description: 'Picture, sound, film or document.' }),
    fileData: z
      .looseObject({ fileUri: z.string(), mimeType: z.string().nullish() })
      .nullish()
      .meta({ description: 'The same by address: https, or a YouTube video.' }),
    videoMetadata: loose('startOffset ("10s"), endOffset, fps.'),
    functionCall: z
      .looseObject({ name: z.string(), args: z.looseObject({}).nullish() })
      .nullish()
      .meta({ description: 'A call that the model made.' }),
    functionResponse: z
      .looseObject({ name: z.string().nullish(), response: z.unknown().optional() })
      .nullish()
      .meta({ description: 'Its result.' }),
  })
  .meta({ description: 'One piece of a turn.' });

const content = z.looseObject({
  role: text('user or model; absent: user.'),
  parts: z.array(part).nullish().meta({ description: 'The pieces of this turn.' }),
});

const generationConfig = z.looseObject({
  temperature: number('0 to 2; lower is more predictable.'),
  topP: number('0 to 1: share of the probability that is sampled from.'),
  topK: number('So many of the likeliest tokens are sampled from.'),
  maxOutputTokens: count('The most tokens to produce, thoughts included.'),
  candidateCount: count('How many answers; all are charged.'),
  stopSequences: z.array(z.string()).nullish().meta({ description: 'Up to 5 texts that end the answer.' }),
  seed: number('The same seed gives similar answers.'),
  presencePenalty: number('-2 to 2.'),
  frequencyPenalty: number('-2 to 2.'),
  responseLogprobs: flag('Give log probabilities.'),
  logprobs: count('Of so many tokens at each place.'),
  responseMimeType: text('text/plain, application/json or text/x.enum.'),
  responseSchema: loose('Schema of the answer in Google\'s words: {"type":"OBJECT",…}.'),
  responseJsonSchema: z.unknown().optional().meta({ description: 'The same as JSON Schema.' }),
  responseModalities: z.array(z.string()).nullish().meta({ description: 'TEXT, IMAGE, AUDIO.' }),
  imageConfig: loose('aspectRatio ("16:9"), imageSize ("1K", "2K", "4K").'),
  speechConfig: loose('voiceConfig.prebuiltVoiceConfig.voiceName; languageCode.'),
  thinkingConfig: z
    .looseObject({
      includeThoughts: flag('Show summaries of the thoughts.'),
      thinkingBudget: count('Tokens; 0: off, -1: as the model likes.'),
      thinkingLevel: text('minimal, low, medium or high.'),
    })
    .nullish()
    .meta({ description: 'How much the model thinks.' }),
  mediaResolution: text('MEDIA_RESOLUTION_LOW, _MEDIUM or _HIGH.'),
});

const chat = {
  contents: z.array(content).meta({ description: 'The conversation so far.' }),
  systemInstruction: content.nullish().meta({ description: 'What the model is and how it should behave.' }),
  tools: z
    .array(z.looseObject({}))
    .nullish()
    .meta({ description: 'functionDeclarations, googleSearch, urlContext, codeExecution.' }),
  toolConfig: z
    .looseObject({
      functionCallingConfig: z
        .looseObject({ mode: z.string().nullish(), allowedFunctionNames: z.array(z.string()).nullish() })
        .nullish(),
    })
    .nullish()
    .meta({ description: 'functionCallingConfig.mode: AUTO, ANY, NONE or VALIDATED.' }),
  generationConfig: generationConfig.nullish().meta({ description: 'How the answer is made.' }),
  safetySettings: z.array(z.looseObject({})).nullish().meta({ description: 'Thresholds by category.' }),
  cachedContent: text('Name of a cached content at Google: cachedContents/….'),
  labels: loose('Your own labels (Vertex AI).'),
};

export const generateBody = z.looseObject(chat);

export const countBody = z.looseObject({
  contents: chat.contents.nullish(),
  generateContentRequest: z
    .looseObject({ ...chat, contents: chat.contents.nullish(), model: z.string().nullish() })
    .nullish()
    .meta({ description: 'A whole request, with its system instruction and tools, in place of contents.' }),
});

const embedding = {
  model: text('models/NAME; the name in the path counts.'),
  content: content.meta({ description: 'What to embed.' }),
  taskType: text('RETRIEVAL_QUERY, RETRIEVAL_DOCUMENT, SEMANTIC_SIMILARITY, CLASSIFICATION, CLUSTERING, …'),
  title: text('Of a document to be retrieved.'),
  outputDimensionality: count('Length of the vector, where the model can shorten it.'),
};
export const embedBody = z.looseObject(embedding);
export const batchEmbedBody = z.looseObject({
  requests: z.array(z.looseObject(embedding)).min(1).meta({ description: 'One for each vector.' }),
});

export const predictBody = z.looseObject({
  instances: z
    .array(z.looseObject({ prompt: z.string().meta({ description: 'What the picture shows.' }) }))
    .min(1)
    .meta({ description: 'One prompt.' }),
  parameters: z
    .looseObject({
      sampleCount: z
        .int()
        .min(1)
        .max(8)
        .nullish()
        .meta({ description: 'How many pictures; all are charged.' }),
      aspectRatio: text('1:1, 3:4, 4:3, 9:16 or 16:9.'),
      imageSize: text('1K or 2K.'),
      personGeneration: text('dont_allow, allow_adult or allow_all.'),
    })
    .nullish(),
});

/** What the gateway reads beside the bodies. */

export const modelPath = z.object({
  model: z.string().meta({ description: 'Name of the model, without models/ before it.' }),
});

export const keyQuery = z.object({
  key: text('Your key, where your client cannot send it in a header.'),
});
export const streamQuery = keyQuery.extend({
  alt: text('sse: server-sent events; else the answer is one JSON array that grows.'),
});
export const listQuery = keyQuery.extend({
  pageSize: count('So many models a page, at most 1000; absent: all.'),
  pageToken: text('nextPageToken of the page before.'),
});
