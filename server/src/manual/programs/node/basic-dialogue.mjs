import process from 'node:process';
import OpenAI from 'openai';

const client = new OpenAI({
  baseURL: `${process.env.KEY4U_BASE_URL ?? 'http://127.0.0.1:3000'}/v1`,
  apiKey: process.env.KEY4U_API_KEY,
});
const messages = [
  { role: 'system', content: 'You are a helpful assistant.' },
  { role: 'user', content: 'Say hello in one sentence.' },
];

const completion = await client.chat.completions.create({ model: 'gpt-4o-mini', messages });
console.log(completion.choices[0].message.content);
console.log('tokens:', completion.usage.total_tokens);

// The same as a stream.
const stream = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true });
for await (const chunk of stream) process.stdout.write(chunk.choices[0]?.delta.content ?? '');
process.stdout.write('\n');
