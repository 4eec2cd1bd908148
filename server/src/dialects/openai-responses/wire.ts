import { z } from 'zod';

/**
 * Bodies of OpenAI's Responses endpoints, as clients may send them: loose, so that items, tools and fields of vendors
 * and of next year pass. Only types that every server of this wire agrees on are checked.
 * Source: OpenAI OpenAPI document of 2026-08-21 (info.version 2.3.0).
 */

const item = z
  .looseObject({
    type: z.string().nullish().meta({
      description: 'message (or absent), function_call, function_call_output, reasoning and others.',
    }),
    role: z.string().nullish().meta({ description: 'For a message: user, assistant, system or developer.' }),
    content: z
      .union([z.string(), z.array(z.looseObject({})), z.null()])
      .optional()
      .meta({
        description: 'For a message: text, or parts: input_text, input_image, input_file, output_text.',
      }),
    call_id: z
      .string()
      .nullish()
      .meta({ description: 'For a call and its output: what ties them together.' }),
  })
  .meta({ description: 'One item of the conversation.' });

const count = (description: string) => z.int().min(0).nullish().meta({ description });
const number = (description: string) => z.number().nullish().meta({ description });
const words = (description: string) => z.string().nullish().meta({ description });

const model = z
  .string()
  .min(1)
  .max(256)
  .meta({ description: 'Name of the model, as GET /v1/models lists it.' });
const input = z
  .union([z.string(), z.array(item), z.null()])
  .optional()
  .meta({ description: 'A text, or the items of the conversation so far.' });
const instructions = words('Text for the system role. Not taken over from an earlier response.');
const previous = words('Id of an earlier response that this one goes on from.');
const cacheKey = words(
  'Calls with the same key are sent to the same upstream account, so that its prompt cache is met.',
);
const tools = z
  .array(z.looseObject({ type: z.string() }))
  .nullish()
  .meta({ description: 'function, custom, web_search, code_interpreter, mcp and other tools.' });
const toolChoice = z
  .union([z.string(), z.looseObject({})])
  .nullish()
  .meta({ description: 'none, auto, required, or one tool.' });
const reasoning = z
  .looseObject({
    effort: words('none, minimal, low, medium, high, xhigh or max: how long a reasoning model thinks.'),
    summary: words('auto, concise or detailed: show a summary of the thoughts.'),
  })
  .nullish()
  .meta({ description: 'How a reasoning model thinks, and what it shows of that.' });
const text = z
  .looseObject({
    format: z
      .looseObject({ type: z.string() })
      .nullish()
      .meta({ description: 'text, json_object, or json_schema with name and schema.' }),
    verbosity: words('low, medium or high.'),
  })
  .nullish()
  .meta({ description: 'Form of the answer, and how wordy it is.' });

export const responseBody = z.looseObject({
  model,
  input,
  instructions,
  stream: z.boolean().nullish().meta({ description: 'Send the answer in pieces as server-sent events.' }),
  stream_options: z
    .looseObject({})
    .nullish()
    .meta({ description: 'Usage is always sent: there is nothing to ask for.' }),
  max_output_tokens: count('The most tokens to produce, thoughts included.'),
  reasoning,
  text,
  tools,
  tool_choice: toolChoice,
  parallel_tool_calls: z.boolean().nullish().meta({ description: 'false: at most one call in an answer.' }),
  max_tool_calls: count('The most calls of tools that the upstream runs itself.'),
  previous_response_id: previous,
  store: z
    .boolean()
    .nullish()
    .meta({ description: 'Keep the response, so that it can be fetched and gone on from. Default true.' }),
  include: z.array(z.string()).nullish().meta({
    description: 'More data in the answer: reasoning.encrypted_content, web_search_call.action.sources …',
  }),
  temperature: number('0 to 2; lower is more predictable.'),
  top_p: number('0 to 1: share of the probability that is sampled from.'),
  top_logprobs: count('0 to 20.'),
  truncation: words('auto or disabled.'),
  service_tier: words('auto, default, flex or priority; priced by the tier really used.'),
  prompt_cache_key: cacheKey,
  safety_identifier: words('Your own id of the end user.'),
  user: words('Older name of safety_identifier.'),
  metadata: z
    .record(z.string(), z.unknown())
    .nullish()
    .meta({ description: 'Names and values of your own, kept with the response.' }),
  background: z
    .boolean()
    .nullish()
    .meta({ description: 'Made while you do not wait: ask for it by its id.' }),
  conversation: z
    .union([z.string(), z.looseObject({})])
    .nullish()
    .meta({ description: 'A conversation that OpenAI keeps; for its own models only.' }),
  prompt: z
    .looseObject({})
    .nullish()
    .meta({ description: 'A prompt that OpenAI keeps; for its own models only.' }),
});

export const countBody = z.looseObject({
  model,
  input,
  instructions,
  previous_response_id: previous,
  tools,
  tool_choice: toolChoice,
  reasoning,
  text,
});

export const compactBody = z.looseObject({
  model,
  input,
  instructions,
  previous_response_id: previous,
  prompt_cache_key: cacheKey,
  service_tier: responseBody.shape.service_tier,
});
