import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ChatPart, ChatRequest, Losses, Message } from '../../../spec/chat.ts';
import { AnswerCollector } from '../../../spec/chat-parts.ts';
import { GatewayError } from '../../../spec/fault.ts';
import { chatPort, readChatAnswer } from './chat-port.ts';
import { openParts } from './parts.ts';
import { createResponsesSimulator } from './simulator/index.ts';

const efforts = (model: string) =>
  model === 'plain' ? [] : model === 'thinking' ? ['none', 'low', 'medium', 'high'] : undefined;
const port = chatPort(() => '/responses', efforts);

function write(chat: Partial<ChatRequest>, model = 'plain', outputCap?: number) {
  const dropped: string[] = [];
  const losses: Losses = {
    drop: (_feature, name) => void dropped.push(name),
    refuse(_feature, param, message) {
      throw new GatewayError('field_invalid', message, { param });
    },
  };
  const to = {
    upstreamModel: model,
    fact: undefined,
    outputLimit: 1000,
    access: { key: 'k', settings: {} },
    ...(outputCap === undefined ? {} : { outputCap }),
  };
  const request: ChatRequest = { stream: false, messages: [user('Hi')], tools: [], ...chat };
  return { body: port.writeRequest(request, to, losses), dropped };
}

const user = (text: string): Message => ({ role: 'user', blocks: [{ type: 'text', text }] });
const said = (text: string): Message => ({ role: 'assistant', blocks: [{ type: 'text', text }] });
const system = (text: string): Message => ({ role: 'system', blocks: [{ type: 'text', text }] });
const own = (value: string) => ({ from: 'openai-responses', value });
const weather = { type: 'function', name: 'get_weather', parameters: { properties: { city: {} } } } as const;

describe('a request', () => {
  it('keeps nothing upstream, and says only what the client said', () => {
    assert.deepEqual(write({}).body, {
      model: 'plain',
      store: false,
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }],
    });
  });

  it('has system messages of the front as instructions, later ones in their place', () => {
    const { body } = write({ messages: [system('A'), system('B'), user('x'), system('C'), said('y')] });
    assert.equal(body['instructions'], 'A\n\nB');
    assert.deepEqual(body['input'], [
      { role: 'user', content: [{ type: 'input_text', text: 'x' }] },
      { role: 'system', content: [{ type: 'input_text', text: 'C' }] },
      // What the assistant began to say is the last item.
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'y', annotations: [] }] },
    ]);
  });

  it('has a system message as input where there is nothing else', () => {
    const { body } = write({ messages: [system('Say hello.')] });
    assert.equal(body['instructions'], undefined);
    assert.deepEqual(body['input'], [
      { role: 'system', content: [{ type: 'input_text', text: 'Say hello.' }] },
    ]);
  });

  it('puts own thoughts directly before what they led to, and no other thoughts anywhere', () => {
    const { body } = write(
      {
        messages: [
          user('x'),
          {
            role: 'assistant',
            blocks: [
              { type: 'thinking', text: 'foreign', signature: { from: 'anthropic-messages', value: 'z' } },
              { type: 'thinking', text: 'unsigned' },
              { type: 'thinking', text: 'own', id: 'rs_1', signature: own('e1') },
              { type: 'text', text: 'Wait.' },
              { type: 'thinking', text: '', redacted: true, signature: own('e2') },
              { type: 'tool-call', id: 'c1', name: 'get_weather', arguments: '' },
              { type: 'tool-call', id: 'c2', name: 'apply_patch', arguments: 'raw', custom: true },
              { type: 'thinking', text: 'after all', signature: own('e3') },
            ],
          },
          {
            role: 'tool',
            blocks: [
              { type: 'tool-result', callId: 'c1', content: [{ type: 'text', text: 'rain' }] },
              {
                type: 'tool-result',
                callId: 'c2',
                content: [{ type: 'text', text: 'no such file' }],
                isError: true,
              },
            ],
          },
        ],
        tools: [weather],
      },
      'thinking',
    );
    assert.deepEqual(body['input'], [
      { role: 'user', content: [{ type: 'input_text', text: 'x' }] },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'own' }],
        encrypted_content: 'e1',
      },
      {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'Wait.', annotations: [] }],
      },
      { type: 'reasoning', summary: [], encrypted_content: 'e2' },
      { type: 'function_call', call_id: 'c1', name: 'get_weather', arguments: '{}' },
      { type: 'custom_tool_call', call_id: 'c2', name: 'apply_patch', input: 'raw' },
      { type: 'function_call_output', call_id: 'c1', output: 'rain' },
      { type: 'custom_tool_call_output', call_id: 'c2', output: 'Error: no such file' },
    ]);
    assert.deepEqual(body['include'], ['reasoning.encrypted_content']);
  });

  it('shortens long call ids the same way for call and result; answers calls that have none', () => {
    const id = 'x'.repeat(100);
    const { body } = write({
      messages: [
        {
          role: 'assistant',
          blocks: [
            { type: 'tool-call', id, name: 'a', arguments: '{}' },
            { type: 'tool-call', id: 'c2', name: 'b', arguments: '{}' },
          ],
        },
        {
          role: 'tool',
          blocks: [
            { type: 'tool-result', callId: id, content: [{ type: 'text', text: 'r' }] },
            { type: 'tool-result', callId: 'nobody', content: [{ type: 'text', text: 'orphan' }] },
          ],
        },
      ],
    });
    const items = body['input'];
    assert.ok(Array.isArray(items));
    assert.deepEqual(
      items.map(({ type, role }) => type ?? role),
      ['function_call', 'function_call', 'function_call_output', 'function_call_output', 'user'],
    );
    assert.equal(items[0].call_id, items[3].call_id);
    assert.ok(items[0].call_id.length <= 64);
    assert.deepEqual(items[2], { type: 'function_call_output', call_id: 'c2', output: 'No result.' });
  });

  it('carries pictures and files', () => {
    const png = { by: 'data', mediaType: 'image/png', data: 'AAAA' } as const;
    const pdf = { by: 'data', mediaType: 'application/pdf', data: 'BBBB' } as const;
    const text = {
      by: 'data',
      mediaType: 'text/plain',
      data: Buffer.from('notes').toString('base64'),
    } as const;
    const { body } = write({
      messages: [
        {
          role: 'user',
          blocks: [
            { type: 'image', source: png, detail: 'low' },
            { type: 'image', source: { by: 'url', url: 'https://example.com/a.png' } },
            { type: 'file', source: pdf, name: 'a.pdf' },
            { type: 'file', source: { by: 'url', url: 'https://example.com/b.pdf' } },
            { type: 'file', source: { by: 'file-id', id: 'file-1', from: 'openai-chat' } },
            { type: 'file', source: text, name: 'n.txt' },
          ],
        },
      ],
    });
    assert.deepEqual(body['input'], [
      {
        role: 'user',
        content: [
          { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'low' },
          { type: 'input_image', image_url: 'https://example.com/a.png', detail: 'auto' },
          { type: 'input_file', file_data: 'data:application/pdf;base64,BBBB', filename: 'a.pdf' },
          { type: 'input_file', file_url: 'https://example.com/b.pdf' },
          { type: 'input_file', file_id: 'file-1' },
          { type: 'input_text', text: 'n.txt:\nnotes' },
        ],
      },
    ]);
    const result = write({
      messages: [
        { role: 'assistant', blocks: [{ type: 'tool-call', id: 'c', name: 'shot', arguments: '{}' }] },
        {
          role: 'tool',
          blocks: [{ type: 'tool-result', callId: 'c', content: [{ type: 'image', source: png }] }],
        },
      ],
    }).body['input'];
    assert.deepEqual(Array.isArray(result) && result[1], {
      type: 'function_call_output',
      call_id: 'c',
      output: [{ type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'auto' }],
    });
  });

  it('carries tools and the choice among them', () => {
    const tools = [
      weather,
      {
        type: 'custom',
        name: 'patch',
        format: { type: 'grammar', grammar: { syntax: 'lark', definition: 'start: "a"' } },
      },
      {
        type: 'web-search',
        effort: 'low',
        allowedDomains: ['a.vn'],
        mostUses: 3,
        location: { country: 'VN' },
      },
      { type: 'code' },
      { type: 'opaque', from: 'openai-responses', name: 'mcp', value: { type: 'mcp', server_label: 's' } },
      { type: 'opaque', from: 'anthropic-messages', name: 'bash', value: {} },
    ] as const;
    const { body, dropped } = write({ tools, toolChoice: { type: 'any' }, parallelTools: false });
    assert.deepEqual(body['tools'], [
      {
        type: 'function',
        name: 'get_weather',
        parameters: { type: 'object', properties: { city: {} } },
        strict: false,
      },
      {
        type: 'custom',
        name: 'patch',
        format: { type: 'grammar', syntax: 'lark', definition: 'start: "a"' },
      },
      {
        type: 'web_search',
        search_context_size: 'low',
        filters: { allowed_domains: ['a.vn'] },
        user_location: { country: 'VN', type: 'approximate' },
      },
      { type: 'code_interpreter', container: { type: 'auto' } },
      { type: 'mcp', server_label: 's' },
    ]);
    assert.deepEqual(dropped, ['bash']);
    assert.equal(body['tool_choice'], 'required');
    assert.equal(body['parallel_tool_calls'], false);
    assert.equal(body['max_tool_calls'], 3);
    const choice = (toolChoice: ChatRequest['toolChoice']) =>
      write({ tools, ...(toolChoice && { toolChoice }) }).body['tool_choice'];
    assert.deepEqual(choice({ type: 'tool', name: 'patch' }), { type: 'custom', name: 'patch' });
    assert.deepEqual(choice({ type: 'tool', name: 'web_search' }), { type: 'web_search' });
    assert.deepEqual(choice({ type: 'some', names: ['get_weather', 'patch'], must: true }), {
      type: 'allowed_tools',
      mode: 'required',
      tools: [
        { type: 'function', name: 'get_weather' },
        { type: 'custom', name: 'patch' },
      ],
    });
    assert.throws(() => choice({ type: 'tool', name: 'bash' }), /must be called/);
    assert.equal(choice(undefined), undefined);
  });

  it('says how much to think in the words that the model takes', () => {
    const reasoning = (thinking: ChatRequest['thinking'], model = 'thinking') =>
      write(thinking ? { thinking } : {}, model).body['reasoning'];
    assert.equal(reasoning(undefined), undefined);
    assert.deepEqual(reasoning({ mode: 'on' }), { effort: 'medium', summary: 'auto' });
    assert.deepEqual(reasoning({ mode: 'on', effort: 'max', show: false }), { effort: 'high' });
    assert.deepEqual(reasoning({ mode: 'on', effort: 'minimal' }), { effort: 'low', summary: 'auto' });
    assert.deepEqual(reasoning({ mode: 'on', budget: 1024 }), { effort: 'low', summary: 'auto' });
    assert.deepEqual(reasoning({ mode: 'on', budget: 20_000 }), { effort: 'high', summary: 'auto' });
    assert.deepEqual(reasoning({ mode: 'off' }), { effort: 'none' });
    assert.equal(reasoning({ mode: 'on' }, 'plain'), undefined);
    assert.deepEqual(reasoning({ mode: 'on', effort: 'xhigh' }, 'unknown'), {
      effort: 'xhigh',
      summary: 'auto',
    });
  });

  it('leaves sampling out where the model refuses it, and says so', () => {
    const sampling = { temperature: 0.2, topP: 0.5 };
    assert.deepEqual(write(sampling, 'thinking').dropped, ['temperature', 'top_p']);
    const { body, dropped } = write({ ...sampling, thinking: { mode: 'off' } }, 'thinking');
    assert.deepEqual([body['temperature'], body['top_p'], dropped], [0.2, 0.5, []]);
    assert.equal(write(sampling).body['temperature'], 0.2);
  });

  it('carries format, limits, names and tier', () => {
    const schema = { type: 'object' };
    const { body, dropped } = write(
      {
        format: { type: 'schema', name: 'my plan', schema, strict: true },
        verbosity: 'low',
        maxOutput: 5,
        user: 'u'.repeat(100),
        cacheKey: 'k1',
        tier: 'flex',
        metadata: { a: 'b', c: 1 },
        stream: true,
      },
      'thinking',
    );
    assert.deepEqual(body['text'], {
      format: { type: 'json_schema', name: 'my_plan', schema, strict: true },
      verbosity: 'low',
    });
    assert.equal(body['max_output_tokens'], 16);
    assert.match(String(body['user']), /^[0-9a-f]{64}$/);
    assert.deepEqual(
      [body['prompt_cache_key'], body['service_tier'], body['metadata'], body['stream'], dropped],
      ['k1', 'flex', { a: 'b' }, true, ['metadata']],
    );
    assert.equal(write({ maxOutput: 500 }, 'plain', 100).body['max_output_tokens'], 100);
    assert.equal(write({ format: { type: 'json' } }).body['instructions'], 'Answer in JSON.');
    assert.equal(
      write({ format: { type: 'json' }, messages: [user('as json')] }).body['instructions'],
      undefined,
    );
  });

  it('drops what the wire lacks, and refuses what would change the meaning', () => {
    const { dropped } = write({
      stop: ['x'],
      seed: 1,
      presencePenalty: 1,
      frequencyPenalty: 1,
      logitBias: { 1: 1 },
      topK: 5,
      logprobs: true,
      others: { from: 'gemini', fields: { safetySettings: [] } },
      messages: [{ role: 'user', blocks: [{ type: 'text', text: 'x', cache: {} }] }],
    });
    assert.deepEqual(dropped.sort(), [
      'cache_control',
      'frequency_penalty',
      'logit_bias',
      'logprobs',
      'presence_penalty',
      'safetySettings',
      'seed',
      'stop',
      'top_k',
    ]);
    const sound = { type: 'audio', source: { by: 'data', mediaType: 'audio/wav', data: 'AA' } } as const;
    for (const chat of [
      { answers: 2 },
      { outputs: ['audio'] as const },
      { messages: [{ role: 'user', blocks: [sound] }] as const },
    ])
      assert.throws(
        () => write(chat),
        (error: unknown) => error instanceof GatewayError && error.code === 'field_invalid',
      );
  });
});

describe('a conversation with the simulated upstream', () => {
  const simulate = createResponsesSimulator({ models: [], anyModel: true, efforts, pace: 0 });
  const ask = async (body: Record<string, unknown>) => {
    const answer = await simulate(
      new Request('http://simulated/responses', {
        method: 'POST',
        headers: { authorization: 'Bearer sk-x', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.status, 200, bytes.toString());
    return bytes;
  };

  it('goes over tool calls with its thoughts, whole and streamed alike', async () => {
    const chat = {
      messages: [user('The weather in Huế?')],
      tools: [weather],
      thinking: { mode: 'on', effort: 'high' } as const,
    };
    const whole = readChatAnswer(await ask(write(chat, 'thinking').body)).answer;
    assert.deepEqual(
      whole?.blocks.map(({ type }) => type),
      ['thinking', 'tool-call'],
    );
    assert.equal(whole?.finish.reason, 'tools');
    const bytes = await ask(write({ ...chat, stream: true }, 'thinking').body);
    const all: ChatPart[][] = [];
    for (const size of [1, 3, 50, bytes.length]) {
      const reader = openParts();
      const parts: ChatPart[] = [];
      for (let at = 0; at < bytes.length; at += size)
        parts.push(...reader.push(bytes.subarray(at, at + size)));
      all.push([...parts, ...reader.finish()]);
    }
    for (const parts of all) assert.deepEqual(parts, all[0]);
    const collector = new AnswerCollector();
    for (const part of all[0] ?? []) collector.push(part);
    const streamed = collector.answer();
    assert.deepEqual(
      streamed.blocks.map(({ type }) => type),
      ['thinking', 'tool-call'],
    );
    assert.deepEqual(streamed.usage, whole?.usage);
    const call = streamed.blocks.find((block) => block.type === 'tool-call');
    const second = write(
      {
        ...chat,
        messages: [
          ...chat.messages,
          { role: 'assistant', blocks: streamed.blocks },
          {
            role: 'tool',
            blocks: [
              { type: 'tool-result', callId: call?.id ?? '', content: [{ type: 'text', text: 'rain' }] },
            ],
          },
        ],
      },
      'thinking',
    );
    const [last] = (readChatAnswer(await ask(second.body)).answer?.blocks ?? []).slice(-1);
    assert.match(last?.type === 'text' ? last.text : '', /get_weather says: rain/);
  });

  it('tells ends apart', async () => {
    const end = async (chat: Partial<ChatRequest>) =>
      readChatAnswer(await ask(write(chat).body)).answer?.finish;
    assert.deepEqual(await end({}), { reason: 'stop' });
    assert.deepEqual(await end({ messages: [user('[words:99]')], maxOutput: 16 }), { reason: 'length' });
    assert.deepEqual(await end({ messages: [user('[refuse]')] }), { reason: 'refusal' });
  });

  it('brings searches, their sources and pictures', async () => {
    const answer = readChatAnswer(
      await ask(
        write({
          messages: [user('Search the web and draw a picture')],
          tools: [{ type: 'web-search' }],
          outputs: ['text', 'image'],
        }).body,
      ),
    ).answer;
    assert.deepEqual(
      answer?.blocks.map(({ type }) => type),
      ['opaque', 'image', 'text'],
    );
    assert.equal(answer?.usage?.searches, 1);
    const [, , text] = answer?.blocks ?? [];
    const citation = text?.type === 'text' ? text.citations?.[0] : undefined;
    assert.equal(citation?.url, 'https://example.com/source');
  });
});
