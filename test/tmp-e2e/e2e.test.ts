import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import OpenAI from 'openai';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { openai } from '../../server/src/providers/openai/index.ts';
import { startGateway, type TestGateway, liveKey } from '../support/gateway.ts';

let gateway: TestGateway;
let simulators: any;
before(async () => {
  gateway = await startGateway();
  simulators = await serveSimulators({ openai: openai.simulator() }, { host: '127.0.0.1', port: 0 });
  await gateway.addChannel({ provider: 'openai', url: `${simulators.url}/openai`, models: ['gpt-4o', 'gpt-5.6', 'gpt-5-pro', 'gpt-4o-search-preview'] });
});
after(async () => {
  await gateway.verifyLedger();
  await simulators.close();
  await gateway.close();
});
const client = () => new OpenAI({ apiKey: liveKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const tool = { type: 'function', function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } } } as const;

test('chat on gpt-5-pro', async () => {
  const c = client();
  const messages: any[] = [{ role: 'user', content: 'weather in Huế?' }];
  const { data: a, response } = await c.chat.completions.create({ model: 'gpt-5-pro', messages, tools: [tool], reasoning_effort: 'high', seed: 4 }).withResponse();
  console.log(JSON.stringify(a).slice(0, 900), response.headers.get('x-key4u-dropped'));
  messages.push(a.choices[0]!.message, { role: 'tool', tool_call_id: a.choices[0]!.message.tool_calls![0]!.id, content: 'rain' });
  const b = await c.chat.completions.create({ model: 'gpt-5-pro', messages, tools: [tool] });
  console.log(JSON.stringify(b).slice(0, 900));
  const s = await c.chat.completions.create({ model: 'gpt-5-pro', messages: [{ role: 'user', content: 'Xin chào' }], stream: true, stream_options: { include_usage: true } });
  let t = ''; let u;
  for await (const e of s) { t += e.choices[0]?.delta.content ?? ''; u = e.usage ?? u; }
  console.log(t, u);
});
test('responses native', async () => {
  const c = client();
  for (const model of ['gpt-5.6', 'gpt-4o']) {
    const a = await c.responses.create({ model, input: 'My name is An', reasoning: model === 'gpt-4o' ? undefined : { effort: 'low', summary: 'auto' } });
    const b = await c.responses.create({ model, input: 'And now?', previous_response_id: a.id });
    console.log(a.output_text, b.output_text, b.usage);
    const st = c.responses.stream({ model, input: 'Search the web', tools: [{ type: 'web_search' }], previous_response_id: a.id });
    const f = await st.finalResponse();
    console.log(f.output.map((o) => o.type), f.usage?.total_tokens);
    const items = await c.responses.inputItems.list(b.id);
    console.log(items.data.length);
  }
  console.log(await c.responses.inputTokens.count({ model: 'gpt-5.6', input: 'x' }));
  console.log((await c.responses.compact({ model: 'gpt-5.6', input: 'x y z' })).output.map((o) => o.type));
});
test('responses on a chat-only model', async () => {
  const a = await client().responses.create({ model: 'gpt-4o-search-preview', input: 'news?' });
  console.log(a.output_text, a.usage);
});
