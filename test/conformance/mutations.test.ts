import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialects } from '../../server/src/dialects/index.ts';
import { providers } from '../../server/src/providers/index.ts';
import { LossList } from '../../server/src/relay/losses.ts';
import type { ChatFront, RelayEndpoint } from '../../server/src/spec/dialect.ts';
import { GatewayError } from '../../server/src/spec/fault.ts';
import type { ChatPort } from '../../server/src/spec/provider.ts';
import { damage, type Json } from '../support/damage.ts';
import { streamedAnswer, type WireName, wholeAnswer, wires } from '../support/wire-answers.ts';

/**
 * Requests and answers that were damaged in every way that is still JSON: whatever a client sends is answered by an error
 * that names it, and whatever an upstream sends is an answer or a fault, never an exception. The seed is fixed.
 */
const { mutated, random } = damage(20_261_123);

const tool = { type: 'object', properties: { city: { type: ['string', 'null'], const: 'Huế' } } };
/** Requests with something of everything. */
const requests: Record<WireName, Json> = {
  'openai-chat': {
    model: 'm',
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        name: 'lan',
        content: [
          { type: 'text', text: 'Look', cache_control: { type: 'ephemeral' } },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA', detail: 'low' } },
          { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } },
          { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        reasoning_content: 'Hm.',
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'look', arguments: '{"city":"Huế"}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: [{ type: 'text', text: '31' }] },
    ],
    tools: [
      { type: 'function', function: { name: 'look', description: 'x', parameters: tool, strict: true } },
    ],
    tool_choice: { type: 'function', function: { name: 'look' } },
    response_format: { type: 'json_schema', json_schema: { name: 'r', schema: tool } },
    temperature: 1,
    stop: ['x'],
    max_completion_tokens: 10,
    reasoning_effort: 'low',
    logit_bias: { '50256': -100 },
    metadata: { a: 'b' },
  },
  'openai-responses': {
    model: 'm',
    instructions: 'Be brief.',
    input: [
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'Look' },
          { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'low' },
          { type: 'input_file', filename: 'a.pdf', file_data: 'data:application/pdf;base64,AAAA' },
        ],
      },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'Hm.' }],
        encrypted_content: 'x',
      },
      { type: 'function_call', call_id: 'c1', name: 'look', arguments: '{"city":"Huế"}' },
      { type: 'function_call_output', call_id: 'c1', output: [{ type: 'input_text', text: '31' }] },
      { type: 'custom_tool_call', call_id: 'c2', name: 'patch', input: 'x' },
      { type: 'custom_tool_call_output', call_id: 'c2', output: 'done' },
    ],
    tools: [
      { type: 'function', name: 'look', parameters: tool, strict: false },
      { type: 'custom', name: 'patch', format: { type: 'grammar', syntax: 'lark', definition: 'x' } },
      { type: 'web_search', user_location: { type: 'approximate', country: 'VN' } },
    ],
    tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'function', name: 'look' }] },
    text: { format: { type: 'json_schema', name: 'r', schema: tool }, verbosity: 'low' },
    reasoning: { effort: 'low', summary: 'auto' },
    include: ['reasoning.encrypted_content'],
    max_output_tokens: 100,
    store: false,
  },
  'anthropic-messages': {
    model: 'm',
    max_tokens: 100,
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Look' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
          { type: 'document', source: { type: 'url', url: 'https://example.com/a.pdf' }, title: 'a' },
          { type: 'search_result', source: 'x', title: 'y', content: [{ type: 'text', text: 'z' }] },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'Hm.', signature: 'x' },
          { type: 'redacted_thinking', data: 'x' },
          { type: 'tool_use', id: 'c1', name: 'look', input: { city: 'Huế' } },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'c1',
            is_error: true,
            content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }],
          },
        ],
      },
    ],
    tools: [
      { name: 'look', input_schema: tool },
      { type: 'web_search_20250305', name: 'web_search', max_uses: 1, allowed_domains: ['example.com'] },
    ],
    tool_choice: { type: 'tool', name: 'look', disable_parallel_tool_use: true },
    thinking: { type: 'enabled', budget_tokens: 1024 },
    stop_sequences: ['x'],
    top_k: 5,
    metadata: { user_id: 'u' },
  },
  gemini: {
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
    contents: [
      {
        role: 'user',
        parts: [
          { text: 'Look' },
          { inlineData: { mimeType: 'image/png', data: 'AAAA' } },
          { fileData: { fileUri: 'https://example.com/a.pdf', mimeType: 'application/pdf' } },
        ],
      },
      {
        role: 'model',
        parts: [
          { text: 'Hm.', thought: true },
          { functionCall: { name: 'look', args: { city: 'Huế' } }, thoughtSignature: 'AAAA' },
        ],
      },
      { role: 'user', parts: [{ functionResponse: { name: 'look', response: { t: 31 } } }] },
    ],
    tools: [
      { functionDeclarations: [{ name: 'look', parameters: { type: 'OBJECT', properties: {} } }] },
      { googleSearch: {} },
      { codeExecution: {} },
    ],
    toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['look'] } },
    generationConfig: {
      temperature: 1,
      maxOutputTokens: 10,
      stopSequences: ['x'],
      responseMimeType: 'application/json',
      responseSchema: { type: 'OBJECT', properties: { a: { type: 'STRING', nullable: true } } },
      thinkingConfig: { includeThoughts: true, thinkingBudget: 100 },
    },
  },
};

const ports = new Map<string, readonly [ChatPort, string]>();
const modelsOf: Record<WireName, string> = {
  'openai-chat': 'some-model',
  'openai-responses': 'gpt-5.1',
  'anthropic-messages': 'claude-sonnet-4-5',
  gemini: 'gemini-3-pro-preview',
};
for (const { wires: own } of providers)
  for (const wire of wires) {
    const port = own[wire]?.chat;
    if (port && !ports.has(wire)) ports.set(wire, [port, modelsOf[wire]]);
  }
const fronts = new Map<WireName, RelayEndpoint & { chat: ChatFront }>();
for (const { wire, endpoints } of dialects)
  for (const endpoint of endpoints)
    if (endpoint.does === 'relay' && endpoint.chat && !fronts.has(wire as WireName))
      fronts.set(wire as WireName, { ...endpoint, chat: endpoint.chat });

const rounds = 1500;

for (const wire of wires)
  test(`damaged requests of ${wire} are errors in words, never exceptions`, () => {
    const endpoint = fronts.get(wire)!;
    let whole = 0;
    for (let round = 0; round < rounds; round++) {
      const body = Buffer.from(JSON.stringify(round === 0 ? requests[wire] : mutated(requests[wire])));
      const where = body.toString();
      try {
        const call = endpoint.read(body, { params: { model: 'm' }, query: '', headers: {} });
        assert.ok(call.bounds.inputTokens >= 0 && Number.isFinite(call.bounds.inputTokens), where);
        endpoint.texts(call);
        const request = endpoint.chat.readRequest(call);
        for (const [port, upstreamModel] of ports.values()) {
          try {
            const written = port.writeRequest(
              request,
              { upstreamModel, fact: undefined, outputLimit: 1000, access: { key: 'k', settings: {} } },
              new LossList(),
            );
            JSON.stringify(written);
            whole++;
          } catch (error) {
            if (!(error instanceof GatewayError)) throw error;
            assert.equal(error.code, 'field_invalid', where);
          }
        }
      } catch (error) {
        if (!(error instanceof GatewayError))
          throw new Error(`${error instanceof Error ? error.stack : error}\n${where}`);
        assert.ok(error.fault.blame === 'client', where);
      }
    }
    assert.ok(whole > rounds, `${whole}: most damaged requests still mean something`);
  });

const scripted = {
  thinking: 'Let me think.',
  text: 'Huế is on the river. 🙂',
  calls: [
    { id: 'c1', name: 'look', args: '{"city":"Huế"}' },
    { id: 'c2', name: 'look', args: '{}' },
  ],
};

for (const wire of wires)
  test(`damaged answers of ${wire} are answers or faults, never exceptions`, () => {
    const [port] = ports.get(wire)!;
    const call = fronts
      .get(wire)!
      .read(Buffer.from(JSON.stringify(requests[wire])), { params: { model: 'm' }, query: '', headers: {} });
    const request = fronts.get(wire)!.chat.readRequest(call);
    const context = { id: '01', model: 'm', at: 1, call, request };
    const answer = wholeAnswer(wire, scripted) as Json;
    const events = streamedAnswer(wire, scripted).split('\n\n').filter(Boolean);
    for (let round = 0; round < rounds; round++) {
      const bytes = Buffer.from(JSON.stringify(mutated(answer)));
      const reading = port.readAnswer(bytes);
      reading.texts();
      const damaged = events.map((event) => {
        if (random(6) > 0) return event;
        const at = event.indexOf('data: ') + 6;
        const data = event.slice(at);
        return data.startsWith('{')
          ? event.slice(0, at) + JSON.stringify(mutated(JSON.parse(data) as Json))
          : event;
      });
      const reader = port.openParts();
      const parts = [...reader.push(Buffer.from(`${damaged.join('\n\n')}\n\n`)), ...reader.finish()];
      for (const [target, { chat }] of fronts) {
        try {
          if (reading.answer) JSON.parse(chat.writeAnswer(reading.answer, context));
          const writer = chat.openWriter(context);
          for (const part of parts) writer.push(part);
          writer.closing();
        } catch (error) {
          throw new Error(
            `${wire} -> ${target}: ${error instanceof Error ? error.stack : error}\n${bytes}\n${damaged.join('\n')}`,
          );
        }
      }
    }
  });
