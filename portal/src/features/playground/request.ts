import { ApiError } from '@/api/client.ts';
import { forgetTryKeys, type TryMode, tryKey } from '@/api/try-key.ts';
import type { Piece } from './wire/pieces.ts';
import { errorText, type Reader } from './wire/pieces.ts';
import { openSse } from './wire/sse.ts';
import type { ApiRequest } from './wire/turns.ts';

/** What of an answer's head the page shows. */
export type Head = {
  readonly status: number;
  readonly requestId: string | null;
  /** Exact USD, where it was known before the answer went out. */
  readonly cost: string | null;
  readonly task: string | null;
};

export type Sending = {
  readonly mode: TryMode;
  /** The fault that a test key asks its simulator for; '' none. */
  readonly fault: string;
  readonly signal: AbortSignal;
};

const headOf = ({ status, headers }: Response): Head => ({
  status,
  requestId: headers.get('x-request-id'),
  cost: headers.get('x-key4u-cost'),
  task: headers.get('x-key4u-task'),
});

function formOf({ body, files = {} }: ApiRequest): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body))
    form.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  for (const [name, file] of Object.entries(files)) form.append(name, file, file.name);
  return form;
}

async function sendOnce(request: ApiRequest, { mode, fault, signal }: Sending): Promise<Response> {
  const { key } = await tryKey(mode);
  try {
    return await fetch(request.path, {
      method: 'POST',
      credentials: 'omit',
      signal,
      headers: {
        authorization: `Bearer ${key}`,
        ...(request.files ? {} : { 'content-type': 'application/json' }),
        ...(mode === 'test' && fault ? { 'x-key4u-simulate': fault } : {}),
        ...request.headers,
      },
      body: request.files ? formOf(request) : JSON.stringify(request.body),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError('', { status: 0, code: 'network' });
  }
}

/** Sends a request with a short key of the page. Throws ApiError unless the answer is good. */
export async function sendRequest(
  request: ApiRequest,
  sending: Sending,
): Promise<{ head: Head; response: Response }> {
  let response = await sendOnce(request, sending);
  if (response.status === 401 && !sending.fault) {
    // The key behind it may be gone: one more try with a new one.
    forgetTryKeys();
    response = await sendOnce(request, sending);
  }
  if (response.ok) return { head: headOf(response), response };
  const text = await response.text();
  let message = text.slice(0, 500);
  try {
    message = errorText(JSON.parse(text)) || message;
  } catch {}
  throw new ApiError(message, {
    status: response.status,
    code: String(response.status),
    requestId: response.headers.get('x-request-id'),
    retryAfter: Number(response.headers.get('retry-after')) || null,
  });
}

/** The pieces of a streamed answer as they come. */
export async function* piecesOf(response: Response, read: Reader): AsyncGenerator<Piece> {
  const feed = openSse();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  for (;;) {
    const { done, value } = await reader.read();
    // A last event may lack its empty line.
    for (const event of feed(done ? '\n\n' : value)) yield* read(event);
    if (done) return;
  }
}
