import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../base/clock.ts';
import type { Egress } from '../base/egress.ts';
import type { Call } from '../spec/call.ts';
import type { Block, ChatPart, ChatRequest, Message } from '../spec/chat.ts';
import type { ChatFront } from '../spec/dialect.ts';
import type { Access, ChatPort } from '../spec/provider.ts';
import { ChatConversion } from './conversion.ts';
import { Thoughts } from './thoughts.ts';

/** Two ends of which only the canonical form is looked at. */
function conversationOf(parts: readonly ChatPart[]) {
  const deps = { thoughts: new Thoughts(systemClock), egress: {} as Egress };
  const call: Call = {
    kind: 'chat',
    endpoint: 'chat',
    model: 'm',
    stream: true,
    usageInStream: true,
    body: Buffer.from('{}'),
    bounds: { inputTokens: 1, answers: 1 },
    facts: {},
  };
  let sent: ChatRequest | undefined;
  const port: ChatPort = {
    path: () => '/',
    takesUrl: () => true,
    carriage: {},
    readAnswer: () => ({ texts: () => [] }),
    openParts: () => ({ push: () => parts, finish: () => [] }),
    writeRequest(chat) {
      sent = chat;
      return {};
    },
  };
  const converted = (messages: readonly Message[]) => {
    const front = {
      readRequest: (): ChatRequest => ({ stream: true, tools: [], messages }),
      openWriter: () => ({ push: () => '', closing: () => '' }),
    } as unknown as ChatFront;
    return new ChatConversion(deps, 'a-client-wire', front, call, 1, 'id', 0);
  };
  const way = { by: 'chat', port } as unknown as Parameters<ChatConversion['openStream']>[0];
  return {
    answer: () => converted([]).openStream(way).push(Buffer.from('x')),
    async next(blocks: readonly Block[]): Promise<readonly Block[]> {
      const to = { upstreamModel: 'm', fact: undefined, outputLimit: 1, access: {} as Access };
      await converted([{ role: 'assistant', blocks }]).request(way, to);
      return sent!.messages[0]!.blocks;
    },
  };
}

test('a streamed thought that words followed comes back before them', async () => {
  const signature = { from: 'a-maker', value: 'signed' };
  const { answer, next } = conversationOf([
    { type: 'thinking-delta', text: 'Hm.' },
    { type: 'thinking-end', signature },
    { type: 'text-delta', text: 'I look.' },
    { type: 'text-end' },
    { type: 'tool-start', call: 0, id: 'c1', name: 'f' },
    { type: 'tool-delta', call: 0, text: '{}' },
    { type: 'tool-end', call: 0 },
    { type: 'finish', finish: { reason: 'tools' } },
    { type: 'end' },
  ]);
  answer();
  const words: Block = { type: 'text', text: 'I look.' };
  const called: Block = { type: 'tool-call', id: 'c1', name: 'f', arguments: '{}' };
  assert.deepEqual(await next([words, called]), [
    { type: 'thinking', text: 'Hm.', signature },
    words,
    called,
  ]);
});
