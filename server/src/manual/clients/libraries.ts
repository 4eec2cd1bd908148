/**
 * The smallest first call with each official library, and without one. test/journeys/client-sheets.test.ts runs them as
 * the portal shows them. The key comes from the environment, so that it does not end up in a repository. Placeholders as
 * in client.ts.
 */
export type LibrarySetup = {
  readonly id: string;
  readonly name: string;
  readonly language: 'python' | 'javascript' | 'shell';
  /** The model that the portal suggests. */
  readonly model: string;
  /** Absent: there is nothing to install. */
  readonly install?: string;
  /** Name of the file; absent: the text is a command. */
  readonly file?: string;
  readonly run?: string;
  readonly text: string;
  /** Of the page that shows more. */
  readonly page: string;
};

export const keyVariable = 'KEY4U_API_KEY';

export const libraries: readonly LibrarySetup[] = [
  {
    id: 'openai-python',
    name: 'OpenAI · Python',
    language: 'python',
    model: 'gpt-4o-mini',
    install: 'pip install openai',
    file: 'first_call.py',
    run: 'python first_call.py',
    page: 'python/basic-dialogue',
    text: `import os

from openai import OpenAI

client = OpenAI(base_url="{origin}/v1", api_key=os.environ["KEY4U_API_KEY"])
answer = client.chat.completions.create(
    model="{model}",
    messages=[{"role": "user", "content": "Say hello in one sentence."}],
)
print(answer.choices[0].message.content)
`,
  },
  {
    id: 'openai-node',
    name: 'OpenAI · Node.js',
    language: 'javascript',
    model: 'gpt-4o-mini',
    install: 'npm install openai',
    file: 'first-call.mjs',
    run: 'node first-call.mjs',
    page: 'node/basic-dialogue',
    text: `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: '{origin}/v1', apiKey: process.env.KEY4U_API_KEY });
const answer = await client.chat.completions.create({
  model: '{model}',
  messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
});
console.log(answer.choices[0].message.content);
`,
  },
  {
    id: 'anthropic-python',
    name: 'Anthropic · Python',
    language: 'python',
    model: 'claude-sonnet-4-5',
    install: 'pip install anthropic',
    file: 'first_call.py',
    run: 'python first_call.py',
    page: 'claude/create-message-streaming',
    text: `import os

from anthropic import Anthropic

client = Anthropic(base_url="{origin}", api_key=os.environ["KEY4U_API_KEY"])
message = client.messages.create(
    model="{model}",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Say hello in one sentence."}],
)
print(message.content[0].text)
`,
  },
  {
    id: 'anthropic-node',
    name: 'Anthropic · Node.js',
    language: 'javascript',
    model: 'claude-sonnet-4-5',
    install: 'npm install @anthropic-ai/sdk',
    file: 'first-call.mjs',
    run: 'node first-call.mjs',
    page: 'claude/create-message-streaming',
    text: `import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ baseURL: '{origin}', apiKey: process.env.KEY4U_API_KEY });
const message = await client.messages.create({
  model: '{model}',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Say hello in one sentence.' }],
});
console.log(message.content[0].text);
`,
  },
  {
    id: 'google-python',
    name: 'Google Gen AI · Python',
    language: 'python',
    model: 'gemini-2.5-flash',
    install: 'pip install google-genai',
    file: 'first_call.py',
    run: 'python first_call.py',
    page: 'gemini-native/text-generation',
    text: `import os

from google import genai

client = genai.Client(
    api_key=os.environ["KEY4U_API_KEY"], http_options={"base_url": "{origin}"}
)
answer = client.models.generate_content(
    model="{model}", contents="Say hello in one sentence."
)
print(answer.text)
`,
  },
  {
    id: 'google-node',
    name: 'Google Gen AI · Node.js',
    language: 'javascript',
    model: 'gemini-2.5-flash',
    install: 'npm install @google/genai',
    file: 'first-call.mjs',
    run: 'node first-call.mjs',
    page: 'gemini-native/text-generation',
    text: `import { GoogleGenAI } from '@google/genai';

const client = new GoogleGenAI({
  apiKey: process.env.KEY4U_API_KEY,
  httpOptions: { baseUrl: '{origin}' },
});
const answer = await client.models.generateContent({
  model: '{model}',
  contents: 'Say hello in one sentence.',
});
console.log(answer.text);
`,
  },
  {
    id: 'curl',
    name: 'curl',
    language: 'shell',
    model: 'gpt-4o-mini',
    page: 'start/quick-start',
    text: `curl {origin}/v1/chat/completions \\
  -H "Authorization: Bearer $KEY4U_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"model":"{model}","messages":[{"role":"user","content":"Say hello in one sentence."}]}'
`,
  },
];
