import { setTimeout as wait } from 'node:timers/promises';
import { holdsSealedThought } from '../../server/src/base/sealed-thought.ts';
import { serveSimulators } from '../../server/src/base/serve-simulated.ts';
import type { Simulate } from '../../server/src/spec/provider.ts';
import { pictureInBase64 } from './picture.ts';
import { nextTurn, type Work } from './script.ts';
import { anthropicMessages } from './wires/anthropic-messages.ts';
import { gemini } from './wires/gemini.ts';
import { openAiChat } from './wires/openai-chat.ts';
import { openAiResponses } from './wires/openai-responses.ts';
import { isObject, type Json, type ScriptedWire, type Signed } from './wires/shared.ts';

export const wires = {
  'openai-responses': openAiResponses,
  'anthropic-messages': anthropicMessages,
  gemini,
  'openai-chat': openAiChat,
} as const satisfies Record<string, ScriptedWire>;
export type WireId = keyof typeof wires;

/** A request that reached the upstream, and what became of it. */
export type Seen = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  /** What the script did: calls it made, 'end', or 'other' for what the simulator answered. */
  readonly turn: string;
  /** Why it was refused. */
  readonly refused?: string;
};

export type ScriptedUpstream = {
  readonly url: string;
  readonly signed: Signed;
  readonly seen: readonly Seen[];
  /** Everything that no upstream may ever see in a request, found: sealed thoughts of others, the customer's key. */
  readonly leaks: readonly string[];
  close(): Promise<void>;
};

/**
 * An upstream of one wire. The provider's own simulator checks every request and answers what the script does not (models,
 * token counts, requests without tools); the script answers the rest. `secret`: the customer's key; `signed`: what another
 * upstream of the same account signed before.
 */
export async function startScriptedUpstream(
  wireId: WireId,
  work: Work,
  secret: string,
  signed: Signed = new Set(),
): Promise<ScriptedUpstream> {
  const wire: ScriptedWire = wires[wireId];
  const simulator = wire.provider.simulator();
  const seen: Seen[] = [];
  const leaks: string[] = [];
  const answer: Simulate = async (request) => {
    const { pathname: path, search } = new URL(request.url);
    const text = await request.text();
    const headers = Object.fromEntries(request.headers);
    const note = (status: number, turn: string, refused?: string) =>
      seen.push({
        method: request.method,
        path: path + search,
        headers,
        body: text,
        status,
        turn,
        ...(refused === undefined ? {} : { refused }),
      });
    if (text.includes(secret) || JSON.stringify(headers).includes(secret)) leaks.push(`${path}: the key`);
    if (holdsSealedThought(Buffer.from(text))) leaks.push(`${path}: a sealed thought`);
    const checked = await simulator(
      new Request(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.method === 'POST' ? { body: text } : {}),
        signal: request.signal,
      }),
    );
    if (!checked.ok) {
      const why = await checked.text();
      note(checked.status, 'refused', why);
      return new Response(why, { status: checked.status, headers: checked.headers });
    }
    const asked = { body: parse(text), path, key: wire.keyOf(request.headers), signed };
    const conversation = wire.answers(path) ? wire.read(asked) : undefined;
    const turn = conversation && nextTurn(work, conversation, pictureInBase64.test(text));
    if (!turn) {
      note(checked.status, 'other');
      return checked;
    }
    await checked.body?.cancel();
    const objection = wire.objection(asked);
    if (objection !== undefined) {
      note(400, 'refused', objection);
      return wire.refusal(objection);
    }
    note(200, turn.uses.map(({ tool }) => tool.name).join('+') || 'end');
    const { whole, frames } = wire.write(turn, asked);
    if (!conversation.stream) return Response.json(whole);
    return new Response(ReadableStream.from(writes(frames)), {
      headers: { 'content-type': 'text/event-stream' },
    });
  };
  const served = await serveSimulators({ upstream: answer }, { host: '127.0.0.1', port: 0 });
  return { url: `${served.url}/upstream`, signed, seen, leaks, close: served.close };
}

function parse(text: string): Json {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) ? body : {};
  } catch {
    return {};
  }
}

/** As unkindly as a network: writes of 400 bytes, whatever they cut, with a pause now and then. */
async function* writes(frames: readonly string[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(frames.join(''));
  for (let at = 0; at < bytes.length; at += 400) {
    yield bytes.subarray(at, at + 400);
    if (at % 4000 === 0) await wait(2);
  }
}
