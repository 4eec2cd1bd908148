import { z } from 'zod';

/*
 * What POST /responses accepts, as far as the simulator looks at it; unknown fields are let through.
 * Source: OpenAI's OpenAPI document of 2026-08-21 (`CreateResponse`, `InputItem`, `Tool`).
 */

const inputPart = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('input_text'), text: z.string() }),
  z.looseObject({
    type: z.literal('input_image'),
    image_url: z.string().nullish(),
    file_id: z.string().nullish(),
    detail: z.enum(['auto', 'low', 'high', 'original']).nullish(),
  }),
  z.looseObject({
    type: z.literal('input_file'),
    filename: z.string().nullish(),
    file_data: z.string().nullish(),
    file_id: z.string().nullish(),
    file_url: z.string().nullish(),
  }),
  z.looseObject({ type: z.literal('output_text'), text: z.string() }),
  z.looseObject({ type: z.literal('refusal'), refusal: z.string() }),
]);
export type InputPart = z.infer<typeof inputPart>;

const output = z.union([z.string(), z.array(inputPart)]);

const message = z.looseObject({
  type: z.literal('message').optional(),
  id: z.string().nullish(),
  role: z.enum(['user', 'assistant', 'system', 'developer']),
  content: z.union([z.string(), z.array(inputPart)]),
});

const item = z.union([
  z.discriminatedUnion('type', [
    z.looseObject({
      type: z.literal('function_call'),
      call_id: z.string().min(1).max(64),
      name: z.string(),
      arguments: z.string(),
    }),
    z.looseObject({ type: z.literal('function_call_output'), call_id: z.string().min(1).max(64), output }),
    z.looseObject({
      type: z.literal('custom_tool_call'),
      call_id: z.string().min(1).max(64),
      name: z.string(),
      input: z.string(),
    }),
    z.looseObject({ type: z.literal('custom_tool_call_output'), call_id: z.string().min(1).max(64), output }),
    z.looseObject({
      type: z.literal('reasoning'),
      id: z.string().nullish(),
      summary: z.array(z.looseObject({ type: z.literal('summary_text'), text: z.string() })),
      encrypted_content: z.string().nullish(),
    }),
    z.looseObject({ type: z.literal('compaction'), id: z.string().nullish(), encrypted_content: z.string() }),
    z.looseObject({ type: z.literal('item_reference'), id: z.string() }),
    z.looseObject({
      type: z.enum([
        'web_search_call',
        'file_search_call',
        'code_interpreter_call',
        'image_generation_call',
        'mcp_list_tools',
        'mcp_call',
        'mcp_approval_request',
        'mcp_approval_response',
        'local_shell_call',
        'local_shell_call_output',
        'shell_call',
        'shell_call_output',
        'apply_patch_call',
        'apply_patch_call_output',
        'computer_call',
        'computer_call_output',
        'tool_search_call',
        'tool_search_output',
        'additional_tools',
        'program',
        'program_output',
      ]),
    }),
  ]),
  message,
]);
export type InputItem = z.infer<typeof item>;

const jsonObject = z.record(z.string(), z.unknown());

const tool = z.discriminatedUnion('type', [
  z.looseObject({
    type: z.literal('function'),
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().nullish(),
    parameters: jsonObject.nullish(),
    strict: z.boolean().nullish(),
  }),
  z.looseObject({
    type: z.literal('custom'),
    name: z.string(),
    description: z.string().nullish(),
    format: z
      .discriminatedUnion('type', [
        z.looseObject({ type: z.literal('text') }),
        z.looseObject({
          type: z.literal('grammar'),
          syntax: z.enum(['lark', 'regex']),
          definition: z.string(),
        }),
      ])
      .nullish(),
  }),
  z.looseObject({
    type: z.enum([
      'web_search',
      'web_search_2025_08_26',
      'web_search_preview',
      'web_search_preview_2025_03_11',
      'file_search',
      'code_interpreter',
      'image_generation',
      'mcp',
      'computer',
      'computer_use_preview',
      'local_shell',
      'shell',
      'apply_patch',
      'tool_search',
      'namespace',
      'programmatic_tool_calling',
    ]),
  }),
]);
export type Tool = z.infer<typeof tool>;

const allowed = z.looseObject({ type: z.string(), name: z.string().optional() });

export const createRequest = z.looseObject({
  model: z.string(),
  input: z.union([z.string(), z.array(item)]).nullish(),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_obfuscation: z.boolean().nullish() }).nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  max_tool_calls: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  reasoning: z
    .looseObject({
      effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      summary: z.enum(['auto', 'concise', 'detailed']).nullish(),
    })
    .nullish(),
  text: z
    .looseObject({
      format: z
        .discriminatedUnion('type', [
          z.looseObject({ type: z.literal('text') }),
          z.looseObject({ type: z.literal('json_object') }),
          z.looseObject({
            type: z.literal('json_schema'),
            name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
            schema: jsonObject,
            strict: z.boolean().nullish(),
          }),
        ])
        .nullish(),
      verbosity: z.enum(['low', 'medium', 'high']).nullish(),
    })
    .nullish(),
  tools: z.array(tool).max(128).nullish(),
  tool_choice: z
    .union([
      z.enum(['none', 'auto', 'required']),
      z.looseObject({
        type: z.literal('allowed_tools'),
        mode: z.enum(['auto', 'required']),
        tools: z.array(allowed),
      }),
      allowed,
    ])
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  previous_response_id: z.string().nullish(),
  store: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  background: z.boolean().nullish(),
  truncation: z.enum(['auto', 'disabled']).nullish(),
  service_tier: z.enum(['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast']).nullish(),
  metadata: z.record(z.string().max(64), z.string().max(512)).nullish(),
  user: z.string().nullish(),
  safety_identifier: z.string().max(64).nullish(),
  prompt_cache_key: z.string().max(64).nullish(),
});
export type CreateRequest = z.infer<typeof createRequest>;
