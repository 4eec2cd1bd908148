import { parseObject } from '../../server/src/base/json.ts';
import { GatewayError } from '../../server/src/spec/fault.ts';
import type { Access, Provider, Simulate } from '../../server/src/spec/provider.ts';
import type { TaskSend } from '../../server/src/spec/task.ts';

/**
 * What a task port is given to send with, over a simulator and without a network. `asked` collects what was sent.
 * `headers`: sent with every request (`x-key4u-simulate`).
 */
export function sendTo(
  provider: Provider,
  simulate: Simulate,
  access: Access = { key: 'sk-simulated', settings: {} },
  headers: Readonly<Record<string, string>> = {},
): { readonly send: TaskSend; readonly asked: { method: string; path: string; body: string }[] } {
  const asked: { method: string; path: string; body: string }[] = [];
  const send: TaskSend = async (request) => {
    const body =
      request.body ?? (request.json === undefined ? undefined : Buffer.from(JSON.stringify(request.json)));
    const url = new URL(request.path, 'http://simulated').href;
    const all: Record<string, string> = {
      ...(body ? { 'content-type': request.contentType ?? 'application/json' } : {}),
      ...provider.authorize(access),
      ...request.headers,
      ...headers,
    };
    Object.assign(
      all,
      provider.sign?.(
        { method: request.method, url, headers: all, body: body ?? Buffer.alloc(0) },
        access,
        Date.now(),
      ),
    );
    asked.push({ method: request.method, path: request.path, body: body?.toString('utf8') ?? '' });
    const answer = await simulate(
      new Request(url, {
        method: request.method,
        headers: all,
        ...(body ? { body: new Uint8Array(body) } : {}),
      }),
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    const reply = {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: bytes,
      json: parseObject(bytes) ?? {},
    };
    if (answer.ok || request.allow?.includes(answer.status)) return reply;
    const { code, message, detail } = provider.readFault(reply.status, reply.headers, bytes);
    throw new GatewayError(code, message, detail ?? {});
  };
  return { send, asked };
}
