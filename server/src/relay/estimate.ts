import { type BoundLine, boundLines, boundOf, type PriceLine, priceLines } from '../ledger/price.ts';
import type { RequestHead } from '../spec/call.ts';
import type { Dialect, RelayEndpoint, SubmitEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { TaskCall } from '../spec/task.ts';
import { quoteCall } from './call-quote.ts';
import type { Caller } from './callers.ts';
import { filmCall, makesFilms } from './chat-film.ts';
import { findModel } from './names.ts';
import type { RelayDeps } from './ports.ts';
import { quoteTask } from './task-quote.ts';
import { isMadeByTasks } from './task-ways.ts';

/** What a call would be held for, by the same steps as the call; then nothing is held, sent or written down. */
export type Estimate = {
  readonly model: string;
  readonly group: string;
  readonly ratio: string;
  /** Nano-USD. */
  readonly hold: number;
  /** `task`: the lines are what is asked for. `call`: they are bounds, and the usage says in the end what is charged. */
  readonly of: 'call' | 'task';
  readonly lines: readonly (PriceLine | BoundLine)[];
};

type Deps = Pick<RelayDeps, 'snapshot' | 'taskRows' | 'clock' | 'files' | 'compute' | 'kept' | 'egress'>;

/** In place of a picture that would be fetched for the call: no price looks into one. */
const anyPicture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const withoutFetching = (egress: RelayDeps['egress']): RelayDeps['egress'] => ({
  ...egress,
  send: async () => ({ status: 200, headers: { 'content-type': 'image/png' }, body: anyPicture }),
});

/** An endpoint by the path that a client would send to, with what stands in its placeholders. */
export function endpointAt(
  dialects: readonly Dialect[],
  path: string,
):
  | {
      readonly dialect: Dialect;
      readonly endpoint: RelayEndpoint | SubmitEndpoint;
      readonly params: Readonly<Record<string, string>>;
    }
  | undefined {
  const found = dialects.flatMap((dialect) =>
    dialect.endpoints.flatMap((endpoint) => {
      if ((endpoint.does !== 'relay' && endpoint.does !== 'submit-task') || endpoint.method !== 'POST')
        return [];
      // As the router has it: a colon behind a name is the path's own (`:model:generateContent`).
      const names: string[] = [];
      const pattern = endpoint.path
        .replace(/[\\^$.+?()[\]{}|]/g, '\\$&')
        .replace(/(?<=\/[a-z]*):(\w+)|\*/g, (all, name?: string) => {
          names.push(name ?? all);
          return name === undefined ? '(.+)' : '([^/]+)';
        });
      const match = new RegExp(`^${pattern}$`).exec(path);
      if (!match) return [];
      const params = Object.fromEntries(
        names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? '')]),
      );
      return [{ dialect, endpoint, params }];
    }),
  );
  // A path that is written out comes before one with placeholders.
  return found.sort((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

/** Throws GatewayError as the call would. */
export async function estimate(
  from: Deps,
  dialects: readonly Dialect[],
  caller: Caller,
  asked: { readonly path: string; readonly body: Buffer },
): Promise<Estimate> {
  const found = endpointAt(dialects, asked.path);
  if (!found) throw new GatewayError('endpoint_unknown', `there is no POST ${asked.path.slice(0, 200)} here`);
  const deps = { ...from, egress: withoutFetching(from.egress) };
  const { dialect, endpoint, params } = found;
  const head: RequestHead = { params, query: '', headers: { 'content-type': 'application/json' } };
  const ofTask = async (call: TaskCall): Promise<Estimate> => {
    const { held, routed, price, ratio } = await quoteTask(deps, { caller, dialect, call });
    const { lines } = priceLines(price.card.card, held.usage, held.facts, ratio);
    return { model: routed.model.name, group: caller.group, ratio, hold: held.amount, of: 'task', lines };
  };
  if (endpoint.does === 'submit-task')
    return ofTask(await deps.compute.readTask(dialect.id, endpoint, asked.body, head));

  const read = (body: Buffer) => deps.compute.read(dialect.id, endpoint, body, head);
  let call = await read(asked.body);
  if (endpoint.chat && makesFilms(findModel(deps.snapshot(), call.model)?.model.kinds))
    return ofTask(filmCall(call.model, endpoint.chat.readRequest(call), undefined));
  if (endpoint.task && isMadeByTasks(deps.snapshot(), caller, dialect.wire, endpoint, call))
    return ofTask(endpoint.task.read(call, head));
  if (call.continues !== undefined && dialect.kept)
    ({ call } = await deps.kept.continued(dialect.kept, call, caller.userId, read));
  const {
    asked: full,
    model,
    price,
    group,
  } = await quoteCall(deps, { caller, dialect, endpoint, call }, head);
  const { bounds } = full.call;
  return {
    model: model.name,
    group: caller.group,
    ratio: group.group.ratio,
    hold: boundOf(price.ceiling, bounds, model.outputLimit, group.ratio),
    of: 'call',
    lines: boundLines(price.ceiling, bounds, model.outputLimit),
  };
}
