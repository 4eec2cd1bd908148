import type { IncomingMessage } from 'node:http';
import type { RequestHead } from '../spec/call.ts';
import { GatewayError } from '../spec/fault.ts';
import type { Caller } from './callers.ts';
import { findModel } from './names.ts';
import type { Model, Price, Snapshot } from './snapshot.ts';

/** What every kind of call is asked before it is served: its key, its group, its model. */

/** The header by which a test key asks for a fault. */
const simulateHeader = 'x-key4u-simulate';

/** The group decides channels and price. A key may name a group that was taken away since. */
export function groupOf(snapshot: Snapshot, caller: Caller) {
  const group = snapshot.groups.get(caller.group);
  if (!group)
    throw new GatewayError(
      'group_not_allowed',
      `the group '${caller.group}' of this key does not exist any more; choose another on the key`,
    );
  return group;
}

/** A model may be allowed under its own name or under the one that was asked for. */
export function checkAllowed(snapshot: Snapshot, caller: Caller, name: string): void {
  if (caller.allows(name)) return;
  const named = findModel(snapshot, name);
  if (named && named.model.name !== name && caller.allows(named.model.name)) return;
  throw new GatewayError(
    'model_not_allowed',
    `this API key may not use the model '${name.slice(0, 100)}'; GET /v1/models lists what it may use`,
    { param: 'model' },
  );
}

/** What the model costs. Throws model_unpriced, with the name that was asked for. */
export function priceFor({ price }: Pick<Model, 'price'>, name: string): Price {
  if (price) return price;
  throw new GatewayError(
    'model_unpriced',
    `the model '${name}' has no price yet; the operator sets one with: key4u model price`,
    { param: 'model' },
  );
}

/** The fault that a test key asks its simulator for. */
export function simulateHeaders(caller: Caller, head: Pick<RequestHead, 'headers'>): readonly string[] {
  const simulate = caller.mode === 'test' ? head.headers[simulateHeader] : undefined;
  return typeof simulate === 'string' ? [simulateHeader, simulate] : [];
}

export function headOf(request: IncomingMessage, params: RequestHead['params']): RequestHead {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return { params, query: mark < 0 ? '' : url.slice(mark + 1), headers: request.headers };
}

/** The key as any of the dialects' clients send it. An empty header is no key. */
export function keyOf(request: IncomingMessage): string | undefined {
  const { authorization } = request.headers;
  if (authorization !== undefined && authorization.trim() !== '' && !/^Bearer\s*$/i.test(authorization))
    return /^(?:Bearer|Key|Token)\s+(\S+)\s*$/i.exec(authorization)?.[1] ?? authorization.trim();
  for (const name of ['x-api-key', 'x-goog-api-key', 'api-key', 'mj-api-secret']) {
    const value = request.headers[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  const query = request.url?.indexOf('?') ?? -1;
  return query < 0 ? undefined : new URLSearchParams(request.url!.slice(query)).get('key') || undefined;
}
