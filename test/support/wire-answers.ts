/**
 * The same answers in the words of four wires, as their makers document them: what a conversion is measured against.
 * Usage is the same everywhere: 100 tokens read, 40 of them from the cache; 30 written, 10 of them thoughts.
 */
export const wires = ['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const;
export type WireName = (typeof wires)[number];

export type Scripted = {
  readonly thinking?: string;
  readonly text?: string;
  readonly calls?: readonly { readonly id: string; readonly name: string; readonly args: string }[];
  /** Streams only: the calls' arguments come in turns, where the wire can do that. */
  readonly interleaved?: boolean;
  /** Streams only: after the text something goes wrong. */
  readonly breaks?: boolean;
};

/** What a client must have understood. `calls` without ids: wires without ids get new ones. */
export const signatureOf = (wire: WireName): string =>
  Buffer.from(`signed by ${wire}`).toString('base64').replaceAll('=', '');

const half = (text: string): readonly [string, string] => {
  const at = Math.ceil(text.length / 2);
  return [text.slice(0, at), text.slice(at)];
};
const sse = (events: readonly unknown[], named: boolean): string =>
  events
    .map((event) => {
      const type = named ? (event as { type?: string }).type : undefined;
      return `${type ? `event: ${type}\n` : ''}data: ${JSON.stringify(event)}\n\n`;
    })
    .join('');

const chatUsage = {
  prompt_tokens: 100,
  completion_tokens: 30,
  total_tokens: 130,
  prompt_tokens_details: { cached_tokens: 40 },
  completion_tokens_details: { reasoning_tokens: 10 },
};
const responsesUsage = {
  input_tokens: 100,
  input_tokens_details: { cached_tokens: 40 },
  output_tokens: 30,
  output_tokens_details: { reasoning_tokens: 10 },
  total_tokens: 130,
};
const messagesUsage = {
  input_tokens: 60,
  cache_read_input_tokens: 40,
  cache_creation_input_tokens: 0,
  output_tokens: 30,
  output_tokens_details: { thinking_tokens: 10 },
};
const geminiUsage = {
  promptTokenCount: 100,
  cachedContentTokenCount: 40,
  candidatesTokenCount: 20,
  thoughtsTokenCount: 10,
  totalTokenCount: 130,
};

/** A whole answer's body. */
export function wholeAnswer(wire: WireName, { thinking, text, calls = [] }: Scripted): unknown {
  const signature = signatureOf(wire);
  switch (wire) {
    case 'openai-chat':
      return {
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: 'upstream',
        choices: [
          {
            index: 0,
            message: {
              role: 'assistant',
              content: text ?? null,
              ...(thinking ? { reasoning_content: thinking } : {}),
              ...(calls.length > 0
                ? {
                    tool_calls: calls.map(({ id, name, args }) => ({
                      id,
                      type: 'function',
                      function: { name, arguments: args },
                    })),
                  }
                : {}),
            },
            finish_reason: calls.length > 0 ? 'tool_calls' : 'stop',
          },
        ],
        usage: chatUsage,
      };
    case 'openai-responses':
      return response('completed', items({ thinking, text, calls }, signature), responsesUsage);
    case 'anthropic-messages':
      return {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'upstream',
        content: [
          ...(thinking ? [{ type: 'thinking', thinking, signature }] : []),
          ...(text ? [{ type: 'text', text }] : []),
          ...calls.map(({ id, name, args }) => ({ type: 'tool_use', id, name, input: JSON.parse(args) })),
        ],
        stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn',
        stop_sequence: null,
        usage: messagesUsage,
      };
    case 'gemini':
      return {
        candidates: [
          {
            index: 0,
            content: { role: 'model', parts: parts({ thinking, text, calls }, signature) },
            finishReason: 'STOP',
          },
        ],
        usageMetadata: geminiUsage,
        modelVersion: 'upstream',
        responseId: 'r1',
      };
  }
}

const parts = (
  {
    thinking,
    text,
    calls = [],
  }: Partial<Record<'thinking' | 'text', string | undefined>> & Pick<Scripted, 'calls'>,
  signature: string,
) => [
  ...(thinking ? [{ text: thinking, thought: true }] : []),
  ...(text ? [{ text, ...(thinking && calls.length === 0 ? { thoughtSignature: signature } : {}) }] : []),
  ...calls.map(({ name, args }, index) => ({
    functionCall: { name, args: JSON.parse(args) },
    ...(thinking && index === 0 ? { thoughtSignature: signature } : {}),
  })),
];

const items = (
  {
    thinking,
    text,
    calls = [],
  }: Partial<Record<'thinking' | 'text', string | undefined>> & Pick<Scripted, 'calls'>,
  signature: string,
) => [
  ...(thinking
    ? [
        {
          id: 'rs_1',
          type: 'reasoning',
          summary: [{ type: 'summary_text', text: thinking }],
          encrypted_content: signature,
        },
      ]
    : []),
  ...(text
    ? [
        {
          id: 'msg_1',
          type: 'message',
          status: 'completed',
          role: 'assistant',
          content: [{ type: 'output_text', text, annotations: [], logprobs: [] }],
        },
      ]
    : []),
  ...calls.map(({ id, name, args }, index) => ({
    id: `fc_${index}`,
    type: 'function_call',
    status: 'completed',
    call_id: id,
    name,
    arguments: args,
  })),
];

const response = (status: string, output: readonly unknown[], usage: unknown) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status,
  model: 'upstream',
  output,
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  parallel_tool_calls: true,
  tool_choice: 'auto',
  tools: [],
  usage,
});

/** A streamed answer's bytes. */
export function streamedAnswer(wire: WireName, scripted: Scripted): string {
  switch (wire) {
    case 'openai-chat':
      return chatStream(scripted);
    case 'openai-responses':
      return responsesStream(scripted);
    case 'anthropic-messages':
      return messagesStream(scripted);
    case 'gemini':
      return geminiStream(scripted);
  }
}

function chatStream({ thinking, text, calls = [], interleaved, breaks }: Scripted): string {
  const chunk = (choices: unknown[], more: object = {}) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'upstream',
    choices,
    ...more,
  });
  const delta = (value: unknown) => chunk([{ index: 0, delta: value, finish_reason: null }]);
  const start = ({ id, name }: { id: string; name: string }, index: number) =>
    delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
  const args = (piece: string, index: number) =>
    delta({ tool_calls: [{ index, function: { arguments: piece } }] });
  const events: unknown[] = [delta({ role: 'assistant', content: '' })];
  if (thinking) events.push(...half(thinking).map((piece) => delta({ reasoning_content: piece })));
  if (text) events.push(...half(text).map((piece) => delta({ content: piece })));
  if (breaks) {
    events.push({ error: { message: 'The server had an error', type: 'server_error', code: null } });
    return sse(events, false);
  }
  if (interleaved) {
    events.push(...calls.map(start));
    events.push(...calls.map((call, index) => args(half(call.args)[0], index)));
    events.push(...calls.map((call, index) => args(half(call.args)[1], index)));
  } else
    for (const [index, call] of calls.entries())
      events.push(start(call, index), ...half(call.args).map((piece) => args(piece, index)));
  events.push(
    chunk([{ index: 0, delta: {}, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }]),
    chunk([], { usage: chatUsage }),
  );
  return `${sse(events, false)}data: [DONE]\n\n`;
}

function responsesStream({ thinking, text, calls = [], breaks }: Scripted): string {
  const output = items({ thinking, text, calls }, signatureOf('openai-responses'));
  const events: Record<string, unknown>[] = [
    { type: 'response.created', response: response('in_progress', [], null) },
    { type: 'response.in_progress', response: response('in_progress', [], null) },
  ];
  for (const [index, item] of output.entries()) {
    const at = { output_index: index, item_id: item.id };
    if (item.type === 'reasoning') {
      const part = { ...at, summary_index: 0 };
      events.push(
        {
          type: 'response.output_item.added',
          output_index: index,
          item: { ...item, summary: [], encrypted_content: 'early' },
        },
        { type: 'response.reasoning_summary_part.added', ...part, part: { type: 'summary_text', text: '' } },
        ...half(thinking!).map((delta) => ({
          type: 'response.reasoning_summary_text.delta',
          ...part,
          delta,
        })),
        { type: 'response.reasoning_summary_text.done', ...part, text: thinking },
        {
          type: 'response.reasoning_summary_part.done',
          ...part,
          part: { type: 'summary_text', text: thinking },
        },
      );
    } else if (item.type === 'message') {
      const part = { ...at, content_index: 0 };
      const whole = { type: 'output_text', text, annotations: [] };
      events.push(
        {
          type: 'response.output_item.added',
          output_index: index,
          item: { ...item, status: 'in_progress', content: [] },
        },
        { type: 'response.content_part.added', ...part, part: { ...whole, text: '' } },
        ...half(text!).map((delta) => ({ type: 'response.output_text.delta', ...part, delta, logprobs: [] })),
      );
      if (breaks) {
        events.push({ type: 'error', code: 'server_error', message: 'The server had an error', param: null });
        return sse(
          events.map((event, number) => ({ ...event, sequence_number: number })),
          true,
        );
      }
      events.push(
        { type: 'response.output_text.done', ...part, text, logprobs: [] },
        { type: 'response.content_part.done', ...part, part: whole },
      );
    } else {
      const call = item as unknown as { arguments: string };
      events.push(
        {
          type: 'response.output_item.added',
          output_index: index,
          item: { ...item, status: 'in_progress', arguments: '' },
        },
        ...half(call.arguments).map((delta) => ({
          type: 'response.function_call_arguments.delta',
          ...at,
          delta,
        })),
        { type: 'response.function_call_arguments.done', ...at, arguments: call.arguments },
      );
    }
    events.push({ type: 'response.output_item.done', output_index: index, item });
  }
  events.push({ type: 'response.completed', response: response('completed', output, responsesUsage) });
  return sse(
    events.map((event, number) => ({ ...event, sequence_number: number })),
    true,
  );
}

function messagesStream({ thinking, text, calls = [], breaks }: Scripted): string {
  const events: unknown[] = [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'upstream',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...messagesUsage, output_tokens: 1 },
      },
    },
    { type: 'ping' },
  ];
  let index = 0;
  const block = (start: unknown, deltas: readonly unknown[]) => {
    events.push(
      { type: 'content_block_start', index, content_block: start },
      ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
      { type: 'content_block_stop', index },
    );
    index++;
  };
  if (thinking)
    block({ type: 'thinking', thinking: '', signature: '' }, [
      ...half(thinking).map((piece) => ({ type: 'thinking_delta', thinking: piece })),
      { type: 'signature_delta', signature: signatureOf('anthropic-messages') },
    ]);
  if (text) {
    block(
      { type: 'text', text: '' },
      half(text).map((piece) => ({ type: 'text_delta', text: piece })),
    );
    if (breaks) {
      events.pop();
      events.push({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } });
      return sse(events, true);
    }
  }
  for (const { id, name, args } of calls)
    block(
      { type: 'tool_use', id, name, input: {} },
      half(args).map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
    );
  events.push(
    {
      type: 'message_delta',
      delta: { stop_reason: calls.length > 0 ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage: { output_tokens: 30, output_tokens_details: { thinking_tokens: 10 } },
    },
    { type: 'message_stop' },
  );
  return sse(events, true);
}

function geminiStream({ thinking, text, calls = [], breaks }: Scripted): string {
  const frame = (list: readonly unknown[], more: object = {}) => ({
    candidates: [{ index: 0, content: { role: 'model', parts: list }, ...more }],
    usageMetadata: geminiUsage,
    modelVersion: 'upstream',
    responseId: 'r1',
  });
  const events: unknown[] = [];
  if (thinking) events.push(...half(thinking).map((piece) => frame([{ text: piece, thought: true }])));
  if (text) events.push(...half(text).map((piece) => frame([{ text: piece }])));
  if (breaks) {
    events.push({ error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } });
    return sse(events, false);
  }
  if (calls.length > 0)
    events.push(
      frame(parts({ thinking, calls }, signatureOf('gemini')).filter((part) => 'functionCall' in part)),
    );
  const signed =
    thinking && calls.length === 0 ? [{ text: '', thoughtSignature: signatureOf('gemini') }] : [{ text: '' }];
  events.push(frame(signed, { finishReason: 'STOP' }));
  return sse(events, false);
}
