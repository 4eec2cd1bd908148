import type { RequestHead } from '../spec/call.ts';
import type { Dialect, RelayEndpoint } from '../spec/dialect.ts';
import { checkAllowed, groupOf, priceFor } from './admission.ts';
import type { Caller } from './callers.ts';
import { mayNameFiles, withFiles } from './files.ts';
import type { RelayDeps } from './ports.ts';
import { type Routed, route } from './route.ts';
import type { Asked } from './settle.ts';
import type { Price } from './snapshot.ts';

/** What of a call must be known to say who may serve it and for how much. */
export type CallAsked = Pick<Asked, 'call' | 'earlier'> & {
  readonly caller: Caller;
  readonly dialect: Dialect;
  readonly endpoint: RelayEndpoint;
};

export type CallQuote<A> = Routed & {
  /** With the bytes of the files that it names. */
  readonly asked: A;
  readonly price: Price;
  readonly group: ReturnType<typeof groupOf>;
};

/** Who may serve the call, and what it is priced by. Nobody is asked for it. Throws GatewayError. */
export async function quoteCall<A extends CallAsked>(
  deps: Pick<RelayDeps, 'snapshot' | 'files' | 'compute'>,
  named: A,
  head: RequestHead,
): Promise<CallQuote<A>> {
  const { caller, dialect, endpoint } = named;
  const snapshot = deps.snapshot();
  checkAllowed(snapshot, caller, named.call.model);
  const group = groupOf(snapshot, caller);
  const routed = route(snapshot, caller, named.call.model, dialect.wire, endpoint);
  const price = priceFor(routed.model, named.call.model);
  const asked = mayNameFiles(named) ? await withFiles(deps, named, head) : named;
  return { ...routed, asked, price, group };
}
