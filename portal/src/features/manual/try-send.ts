import { portalHeader } from '@/api/client.ts';
import type { ExampleRequest } from './types.ts';

/** What "try it" sends, and what is heard of it while it comes. No React here. */

export type DraftPart = {
  readonly name: string;
  readonly value?: string;
  /** A sample file of the manual, or one that the reader chose. */
  readonly file?: { readonly name: string; readonly type: string; readonly own?: File };
};

/** The example's request as the reader left it. */
export type Draft = {
  readonly address: string;
  readonly body: string | undefined;
  readonly parts: readonly DraftPart[] | undefined;
  readonly events: readonly string[] | undefined;
};

/** `session`: the management API, in the reader's own name. */
export type Credential =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'session' }
  | { readonly kind: 'literal' };

export type Outcome = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Milliseconds until the head was there. */
  readonly headMs: number;
  /** Until the end; absent while it comes. */
  readonly wholeMs?: number;
  readonly type: string;
  readonly text?: string;
  /** Address of a picture, a film or a sound in memory. */
  readonly media?: string;
  readonly bytes?: number;
};

export const draftOf = (request: ExampleRequest): Draft => ({
  address: request.address,
  body: request.body,
  parts: request.form?.map((part) =>
    part.file === undefined
      ? { name: part.name, value: part.value }
      : { name: part.name, file: { name: part.file, type: part.type } },
  ),
  events: request.events,
});

/** Longer texts are cut in the view; nobody reads them here. */
const longest = 200_000;

async function formOf(parts: readonly DraftPart[], signal: AbortSignal): Promise<FormData> {
  const form = new FormData();
  for (const { name, value, file } of parts) {
    if (!file) form.append(name, value ?? '');
    else if (file.own) form.append(name, file.own, file.own.name);
    else {
      const bytes = await (await fetch(`/manual/files/${file.name}`, { signal })).blob();
      form.append(name, new Blob([bytes], { type: file.type }), file.name);
    }
  }
  return form;
}

/** Sends the draft. `onChange` hears of every piece. Throws what fetch throws. */
export async function sendDraft(
  request: ExampleRequest,
  draft: Draft,
  credential: Credential,
  signal: AbortSignal,
  onChange: (outcome: Outcome) => void,
): Promise<Outcome> {
  const began = performance.now();
  const body = draft.parts ? await formOf(draft.parts, signal) : draft.body;
  const response = await fetch(draft.address, {
    method: request.method,
    signal,
    credentials: credential.kind === 'session' ? 'same-origin' : 'omit',
    headers: {
      ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      ...request.headers,
      ...(credential.kind === 'key' ? { authorization: `Bearer ${credential.key}` } : {}),
      ...(credential.kind === 'session' ? portalHeader : {}),
    },
    ...(body === undefined ? {} : { body }),
  });
  const type = response.headers.get('content-type') ?? '';
  let outcome: Outcome = {
    status: response.status,
    headers: [...response.headers],
    headMs: performance.now() - began,
    type,
  };
  const tell = (more: Partial<Outcome>) => {
    outcome = { ...outcome, ...more };
    onChange(outcome);
  };
  tell({});
  if (/^(image|audio|video)\/|octet-stream|pdf/.test(type)) {
    const blob = await response.blob();
    tell({ media: URL.createObjectURL(blob), bytes: blob.size });
  } else {
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      text += piece.value;
      if (/event-stream|ndjson|json-seq/.test(type)) tell({ text: text.slice(0, longest) });
    }
    tell({ text: text.slice(0, longest), bytes: text.length });
  }
  tell({ wholeMs: performance.now() - began });
  return outcome;
}

/** Opens the WebSocket, says the events, tells what is heard until it is closed. Browsers give the key as a subprotocol. */
export function holdSession(
  address: string,
  events: readonly string[],
  key: string,
  signal: AbortSignal,
  onHeard: (messages: readonly string[]) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const heard: string[] = [];
    const socket = new WebSocket(location.origin.replace(/^http/, 'ws') + address, [
      'realtime',
      `openai-insecure-api-key.${key}`,
    ]);
    signal.addEventListener('abort', () => socket.close());
    socket.addEventListener('open', () => {
      onHeard(heard);
      for (const event of events) socket.send(event);
    });
    socket.addEventListener('message', ({ data }) => {
      heard.push(String(data));
      onHeard([...heard]);
    });
    socket.addEventListener('error', () => reject(new Error('socket')));
    socket.addEventListener('close', () => resolve());
  });
}
