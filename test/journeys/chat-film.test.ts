import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI, { APIError } from 'openai';
import { startGateway, type TestGateway, testKey, until } from '../support/gateway.ts';

/** Films that are asked for in a chat, by makers' own SDKs: the answer tells how it goes and ends with the link. */
let gateway: TestGateway;
before(async () => {
  gateway = await startGateway();
});
after(async () => {
  try {
    await gateway.verifyLedger();
  } finally {
    await gateway.close();
  }
});

const omni = 'gemini-omni-1.1-flash';
const veo = 'veo_3_1-fast';
const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const openAi = () => new OpenAI({ apiKey: testKey, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const anthropic = () => new Anthropic({ apiKey: testKey, baseURL: gateway.url, maxRetries: 0 });

type Task = {
  id: string;
  status: string;
  prompt: string;
  parent: string | null;
  action: string;
  cost_usd: string;
  request_id: string;
};

const taskIn = (text: string): string => {
  const [found] = text.match(/task_[0-9a-z]{26}/) ?? [];
  assert.ok(found, `no task in: ${text}`);
  return found;
};

const shown = async (id: string): Promise<Task> => {
  const seen = await fetch(`${gateway.url}/v1/tasks/${id}`, {
    headers: { authorization: `Bearer ${testKey}` },
  });
  assert.equal(seen.status, 200);
  return (await seen.json()) as Task;
};

/** The answer names its task, and its link leads to a film. */
async function filmOf(text: string): Promise<Task> {
  const [, link] = /\[[^\]]+\]\((http\S+\.mp4)\)/.exec(text) ?? [];
  assert.ok(link, `no link in: ${text}`);
  const film = await fetch(link);
  assert.equal(film.headers.get('content-type'), 'video/mp4');
  assert.equal(Buffer.from(await film.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
  const task = await shown(taskIn(text));
  assert.equal(task.status, 'succeeded');
  return task;
}

type Messages = OpenAI.Chat.ChatCompletionMessageParam[];
const say = (content: string): Messages[number] => ({ role: 'user', content });

async function chat(model: string, messages: Messages, headers: Record<string, string> = {}) {
  const { data, response } = await openAi()
    .chat.completions.create({ model, messages }, { headers })
    .withResponse();
  return { text: data.choices[0]?.message.content ?? '', data, response };
}

async function streamed(model: string, messages: Messages): Promise<{ text: string; pieces: number }> {
  let text = '';
  let pieces = 0;
  let finish: string | null | undefined;
  for await (const chunk of await openAi().chat.completions.create({ model, messages, stream: true })) {
    const [choice] = chunk.choices;
    if (choice?.delta.content) {
      text += choice.delta.content;
      pieces++;
    }
    finish = choice?.finish_reason ?? finish;
  }
  assert.equal(finish, 'stop');
  return { text, pieces };
}

describe('films in a chat', { concurrency: 16 }, () => {
  for (const model of [omni, veo]) {
    test(`R169: ${model}, whole`, async () => {
      const { text, data, response } = await chat(model, [say('A paper boat on a rainy street')]);
      assert.equal(data.model, model);
      assert.equal(data.choices[0]?.finish_reason, 'stop');
      const task = await filmOf(text);
      assert.equal(task.prompt, 'A paper boat on a rainy street');
      assert.equal(response.headers.get('x-key4u-task'), task.id);
      assert.equal(response.headers.get('x-key4u-cost'), task.cost_usd);
      const receipt = await gateway.receipt(task.request_id);
      assert.equal(receipt.cost_usd, task.cost_usd);
      assert.equal(response.headers.get('x-request-id'), task.request_id);
    });

    test(`R169: ${model}, streamed`, async () => {
      const { text, pieces } = await streamed(model, [say('A paper boat on a rainy street')]);
      assert.ok(pieces >= 3, `${pieces} pieces`);
      await filmOf(text);
    });
  }

  test('R170: with a picture', async () => {
    const { text } = await streamed(veo, [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'It begins to move' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
        ],
      },
    ]);
    assert.equal((await filmOf(text)).prompt, 'It begins to move');
  });

  test('R171: who goes on with the chat changes the film', async () => {
    const first = await streamed(omni, [say('A cat on a roof')]);
    const before = await filmOf(first.text);
    const turns: Messages = [say('A cat on a roof'), { role: 'assistant', content: first.text }];
    const [second, whole] = await Promise.all([
      streamed(omni, [...turns, say('Now at night')]),
      chat(omni, [...turns, say('Make it a drawing')]),
    ]);
    const night = await filmOf(second.text);
    assert.deepEqual([night.parent, night.prompt], [before.id, 'Now at night']);
    const drawn = await filmOf(whole.text);
    assert.deepEqual([drawn.parent, drawn.prompt], [before.id, 'Make it a drawing']);
  });

  test('R171: a model that cannot change a film makes a new one of all that was asked', async () => {
    const first = await chat(veo, [say('A cat on a roof')]);
    const turns: Messages = [
      say('A cat on a roof'),
      { role: 'assistant', content: first.text },
      say('Now at night'),
    ];
    const headers = { 'idempotency-key': 'second-turn' };
    const second = await chat(veo, turns, headers);
    const film = await filmOf(second.text);
    assert.deepEqual([film.parent, film.prompt], [null, 'A cat on a roof\nNow at night']);
    // The same turn, sent again, is the same film.
    const again = await chat(veo, turns, headers);
    assert.equal(taskIn(again.text), film.id);
  });

  test('who goes on before the film is done, or with somebody else’s, gets a film of his own', async () => {
    const stream = await openAi().chat.completions.create({
      model: omni,
      messages: [say('A cat on a roof')],
      stream: true,
    });
    let begun = '';
    for await (const chunk of stream) {
      begun += chunk.choices[0]?.delta.content ?? '';
      if (/task_[0-9a-z]{26}/.test(begun)) break; // and the connection is closed
    }
    const { text } = await chat(omni, [
      say('A cat on a roof'),
      { role: 'assistant', content: begun },
      say('Now at night'),
    ]);
    const film = await filmOf(text);
    assert.match(film.prompt, /Now at night/);
    const receipt = await gateway.receipt(film.request_id);
    assert.deepEqual([receipt.cost_usd, receipt.status, receipt.agrees], [film.cost_usd, 200, true]);
    // The one whose client left is made to its end.
    await until('the first film', async () => (await shown(taskIn(begun))).status === 'succeeded');
    const stranger = await gateway.addToken({ user: await gateway.addUser('1'), mode: 'test' });
    const asStranger = new OpenAI({ apiKey: stranger.key, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
    const other = await asStranger.chat.completions.create({
      model: omni,
      messages: [say('A cat'), { role: 'assistant', content: text }, say('At night')],
    });
    assert.notEqual(taskIn(other.choices[0]?.message.content ?? ''), film.id);
  });

  test('Anthropic’s SDK, whole and streamed', async () => {
    const body = { model: veo, max_tokens: 1000, messages: [{ role: 'user' as const, content: 'A kite' }] };
    const [whole, stream] = await Promise.all([
      anthropic().messages.create(body),
      anthropic().messages.stream(body).finalMessage(),
    ]);
    for (const { content, stop_reason, role } of [whole, stream]) {
      assert.deepEqual([stop_reason, role], ['end_turn', 'assistant']);
      await filmOf(content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join(''));
    }
  });

  test('OpenAI’s Responses API, whole and streamed', async () => {
    const body = { model: veo, input: 'A kite' };
    const stream = openAi().responses.stream(body);
    const [whole, last] = await Promise.all([openAi().responses.create(body), stream.finalResponse()]);
    for (const { output_text, status } of [whole, last]) {
      assert.equal(status, 'completed');
      await filmOf(output_text);
    }
  });

  test('a film that fails is an error and costs nothing', async () => {
    const failing = { 'x-key4u-simulate': 'fail' };
    await assert.rejects(chat(veo, [say('A kite')], failing), (error: unknown) => {
      assert.ok(error instanceof APIError, String(error));
      assert.ok(error.status && error.status >= 400);
      return true;
    });
    const stream = await openAi().chat.completions.create(
      { model: veo, messages: [say('A kite')], stream: true },
      { headers: failing },
    );
    let text = '';
    await assert.rejects(async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    }, APIError);
    const task = await shown(taskIn(text));
    assert.deepEqual([task.status, task.cost_usd], ['failed', '0']);
    await assert.rejects(chat(veo, [say(' ')]), (error: unknown) => error instanceof OpenAI.BadRequestError);
    await assert.rejects(
      chat(veo, [say('A kite')], { 'x-key4u-simulate': '429' }),
      (error: unknown) => error instanceof OpenAI.RateLimitError,
    );
  });
});
