import { z } from 'zod';

/**
 * Bodies of OpenAI's chat, completions and embeddings endpoints, as clients may send them: loose, so that fields of
 * vendors and of next year pass. Only types that every server of this wire agrees on are checked.
 * Source: OpenAI OpenAPI document of 2026-08-21 (info.version 2.3.0).
 */

const text = z.looseObject({ type: z.literal('text'), text: z.string() });
const part = z.union([
  text.meta({ description: 'A piece of text.' }),
  z.looseObject({
    type: z.literal('image_url'),
    image_url: z.union([
      z.looseObject({
        url: z.string().meta({ description: 'https address or data: URL with base64.' }),
        detail: z.string().optional(),
      }),
      z.string(),
    ]),
  }),
  z.looseObject({
    type: z.literal('input_audio'),
    input_audio: z.looseObject({ data: z.string(), format: z.string() }),
  }),
  z.looseObject({ type: z.string() }),
]);

const content = z.union([z.string(), z.array(part), z.null()]);

const message = z
  .looseObject({
    role: z.string().meta({ description: 'system, developer, user, assistant, tool or function.' }),
    content: content.optional(),
    name: z.string().optional(),
    tool_call_id: z.string().optional().meta({ description: 'For role tool: the call that this answers.' }),
    tool_calls: z.array(z.looseObject({})).nullish(),
  })
  .meta({ description: 'One message of the conversation.' });

const count = (description: string) => z.int().min(0).nullish().meta({ description });
const number = (description: string) => z.number().nullish().meta({ description });

const shared = {
  model: z.string().min(1).max(256).meta({ description: 'Name of the model, as GET /v1/models lists it.' }),
  stream: z.boolean().nullish().meta({ description: 'Send the answer in pieces as server-sent events.' }),
  stream_options: z
    .looseObject({
      include_usage: z.boolean().nullish().meta({ description: 'Send a last chunk with the usage.' }),
    })
    .nullish()
    .meta({ description: 'Only with stream.' }),
  n: z.int().min(1).max(128).nullish().meta({ description: 'How many answers; all are charged.' }),
  max_tokens: count('The most tokens to produce.'),
  temperature: number('0 to 2; lower is more predictable.'),
  top_p: number('0 to 1: share of the probability that is sampled from.'),
  stop: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .meta({ description: 'Up to 4 texts that end the answer.' }),
  presence_penalty: number('-2 to 2.'),
  frequency_penalty: number('-2 to 2.'),
  logit_bias: z.record(z.string(), z.number()).nullish(),
  seed: z.int().nullish(),
  user: z.string().nullish().meta({ description: 'Your own id of the end user.' }),
};

export const chatBody = z.looseObject({
  ...shared,
  messages: z.array(message).min(1).meta({ description: 'The conversation so far.' }),
  max_completion_tokens: count('The most tokens to produce, thoughts included. Newer name of max_tokens.'),
  tools: z
    .array(z.looseObject({ type: z.string() }))
    .nullish()
    .meta({ description: 'Functions and custom tools that the model may call.' }),
  tool_choice: z
    .union([z.string(), z.looseObject({})])
    .nullish()
    .meta({ description: 'none, auto, required, or one tool.' }),
  parallel_tool_calls: z.boolean().nullish(),
  functions: z
    .array(z.looseObject({ name: z.string() }))
    .nullish()
    .meta({ description: 'Forerunner of tools.' }),
  function_call: z
    .union([z.string(), z.looseObject({})])
    .nullish()
    .meta({ description: 'Forerunner of tool_choice.' }),
  response_format: z
    .looseObject({ type: z.string() })
    .nullish()
    .meta({ description: 'text, json_object or json_schema.' }),
  reasoning_effort: z
    .string()
    .nullish()
    .meta({ description: 'none, minimal, low, medium, high, xhigh: how long a reasoning model thinks.' }),
  modalities: z.array(z.string()).nullish().meta({ description: 'text, audio.' }),
  audio: z
    .looseObject({
      voice: z.union([z.string(), z.looseObject({ id: z.string() })]).optional(),
      format: z
        .string()
        .optional()
        .meta({ description: 'wav, mp3, flac, opus or pcm16; streams: pcm16 only.' }),
    })
    .nullish()
    .meta({ description: 'With modalities text and audio: voice and format of the spoken answer.' }),
  logprobs: z.boolean().nullish(),
  top_logprobs: count('0 to 20, with logprobs.'),
  service_tier: z
    .string()
    .nullish()
    .meta({ description: 'auto, default, flex or priority; priced by the tier really used.' }),
  thinking: z
    .looseObject({})
    .nullish()
    .meta({ description: 'DeepSeek, Doubao, GLM: {"type":"enabled"} or {"type":"disabled"}.' }),
  image_config: z
    .looseObject({
      aspect_ratio: z.string().nullish().meta({ description: '1:1, 3:4, 4:3, 9:16, 16:9, …' }),
      image_size: z.string().nullish().meta({ description: '1K, 2K or 4K, where the model has sizes.' }),
    })
    .nullish()
    .meta({ description: 'Models that paint in the chat: shape and size of the picture.' }),
  extra_body: z
    .looseObject({})
    .nullish()
    .meta({ description: 'Fields of single makers: google.thinking_config, google.image_config.' }),
  enable_thinking: z.boolean().nullish().meta({ description: 'Qwen: switch thinking on or off.' }),
  web_search_options: z
    .looseObject({
      search_context_size: z
        .string()
        .nullish()
        .meta({ description: 'low, medium or high: how much is read.' }),
      user_location: z
        .looseObject({})
        .nullish()
        .meta({ description: '{"type":"approximate","approximate":{"country":"VN","city":"Hanoi"}}' }),
    })
    .nullish()
    .meta({ description: 'Search models: search the web before answering; {} is enough.' }),
  size: z.string().nullish().meta({ description: 'Models that draw: 1024x1024, 1536x1024 or 1024x1536.' }),
  quality: z.string().nullish().meta({ description: 'Models that draw: low, medium or high.' }),
  translation_options: z
    .looseObject({
      source_lang: z.string().nullish().meta({ description: 'English name of the language, or auto.' }),
      target_lang: z
        .string()
        .nullish()
        .meta({ description: 'English name of the language to translate into.' }),
      terms: z
        .array(z.looseObject({ source: z.string(), target: z.string() }))
        .nullish()
        .meta({ description: 'Words that have a fixed translation.' }),
      tm_list: z
        .array(z.looseObject({ source: z.string(), target: z.string() }))
        .nullish()
        .meta({ description: 'Sentences that were translated before, as examples.' }),
      domains: z.string().nullish().meta({ description: 'The field and the style, in English.' }),
    })
    .nullish()
    .meta({ description: 'Qwen-MT: what to translate into what.' }),
});

const tokens = z.array(z.int().min(0));

export const completionBody = z.looseObject({
  ...shared,
  prompt: z
    .union([z.string(), z.array(z.string()), tokens, z.array(tokens)])
    .nullish()
    .meta({ description: 'Text, texts, tokens or lists of tokens.' }),
  suffix: z.string().nullish().meta({ description: 'Text that follows the completion.' }),
  best_of: z
    .int()
    .min(0)
    .max(20)
    .nullish()
    .meta({ description: 'Produce so many, return the best; all are charged.' }),
  echo: z.boolean().nullish(),
  logprobs: z.int().min(0).nullish(),
});

export const embeddingBody = z.looseObject({
  model: shared.model,
  input: z
    .union([z.string(), z.array(z.string()), tokens, z.array(tokens)])
    .meta({ description: 'Text, up to 2048 texts, tokens or lists of tokens.' }),
  encoding_format: z.string().nullish().meta({ description: 'float or base64.' }),
  dimensions: z
    .int()
    .min(1)
    .nullish()
    .meta({ description: 'Length of the vectors, where the model can shorten them.' }),
  user: shared.user,
});
