import { after, before, test } from 'node:test';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import { openai } from '../../server/src/providers/openai/index.ts';
import { azureOpenai } from '../../server/src/providers/azure-openai/index.ts';
import { startGateway, type TestGateway, liveKey } from '../support/gateway.ts';
let gateway: TestGateway; let simulators: any;
before(async () => {
  gateway = await startGateway();
  simulators = await serveSimulators({ openai: openai.simulator(), azure: azureOpenai.simulator() }, { host: '127.0.0.1', port: 0 });
  await gateway.addChannel({ provider: 'openai', url: `${simulators.url}/openai`, models: ['gpt-4o', 'gpt-5.6', 'gpt-5-pro'] });
});
after(async () => { await gateway.verifyLedger(); await simulators.close(); await gateway.close(); });
const post = async (path: string, body: any) => {
  const r = await fetch(gateway.url + path, { method: 'POST', headers: { authorization: `Bearer ${liveKey}`, 'x-api-key': liveKey, 'anthropic-version': '2023-06-01', 'content-type': 'application/json', 'x-goog-api-key': liveKey }, body: JSON.stringify(body) });
  return { status: r.status, dropped: r.headers.get('x-key4u-dropped'), text: await r.text() };
};
test('anthropic', async () => {
  const tools = [{ name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }];
  const messages: any[] = [{ role: 'user', content: 'weather in Huế?' }];
  const a = await post('/v1/messages', { model: 'gpt-5.6', max_tokens: 3000, messages, tools, thinking: { type: 'enabled', budget_tokens: 2000 }, system: [{ type: 'text', text: 'Be nice', cache_control: { type: 'ephemeral' } }] });
  console.log(a.status, a.dropped, a.text.slice(0, 1500));
  const answer = JSON.parse(a.text);
  messages.push({ role: 'assistant', content: answer.content }, { role: 'user', content: [{ type: 'tool_result', tool_use_id: answer.content.at(-1).id, content: 'rain', is_error: true }] });
  const b = await post('/v1/messages', { model: 'gpt-5.6', max_tokens: 3000, messages, tools, stream: true, thinking: { type: 'enabled', budget_tokens: 2000 } });
  console.log(b.status, b.text.slice(0, 600), '.....', b.text.slice(-700));
  const g = await post('/v1beta/models/gpt-5.6:generateContent', { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }], generationConfig: { thinkingConfig: { thinkingBudget: 0 }, responseMimeType: 'application/json', responseJsonSchema: { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] } } });
  console.log(g.status, g.dropped, g.text.slice(0, 700));
});
