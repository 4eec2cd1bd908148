import type { RequestHead } from '../spec/call.ts';
import type { Dialect, WireAnswer } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { groupOf } from './admission.ts';
import type { Caller } from './callers.ts';
import type { Snapshot } from './snapshot.ts';

/** The models that a key may use, in the dialect's words; one of them where `name` says which. Throws model_unknown. */
export function answerModels(
  snapshot: Snapshot,
  dialect: Dialect,
  caller: Caller,
  head: RequestHead,
  name: string | undefined,
): WireAnswer {
  groupOf(snapshot, caller);
  const usable = snapshot
    .usable(caller.mode, caller.group)
    .filter((model) => model.price && caller.allows(model.name));
  if (name === undefined)
    return dialect.listModels!(
      usable.map(({ listed }) => listed),
      head,
    );
  const one = usable.find((model) => model.name === name);
  if (!one)
    throw new GatewayError(
      'model_unknown',
      `the model '${name.slice(0, 100)}' does not exist, or this key may not use it`,
      { param: 'model' },
    );
  return dialect.showModel!(one.listed);
}
