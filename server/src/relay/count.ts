import type { RequestHead } from '../spec/call.ts';
import type { CountEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { checkAllowed, groupOf, simulateHeaders } from './admission.ts';
import { Attempts } from './attempts.ts';
import { exchangeFor } from './exchange.ts';
import { withFiles } from './files.ts';
import { findModel } from './names.ts';
import { sendWhole } from './outbound.ts';
import type { Job, RelayDeps } from './ports.ts';
import type { Reply } from './reply.ts';
import { route, routeWay } from './route.ts';

/** What of a call is needed to ask an upstream for a count: it costs nothing, so there is no hold and no price. */
export type Counting = Pick<
  Job,
  'requestId' | 'dialect' | 'call' | 'caller' | 'model' | 'tiers' | 'extraHeaders' | 'conversion'
> & { readonly endpoint: CountEndpoint };

/** What was asked to be counted. */
export type CountAsked = Omit<Counting, 'model' | 'tiers' | 'extraHeaders' | 'conversion'>;

/** How long an upstream may take; after it the gateway counts. */
const patienceMs = 5000;

/** Counts tokens: by an upstream that speaks the wire, else here. */
export async function answerCount(
  deps: RelayDeps,
  named: CountAsked,
  head: RequestHead,
  reply: Reply,
): Promise<void> {
  const asked = await withFiles(deps, named, head);
  const { caller, dialect, endpoint, call } = asked;
  const snapshot = deps.snapshot();
  checkAllowed(snapshot, caller, call.model);
  groupOf(snapshot, caller);
  const found = findModel(snapshot, call.model);
  if (!found) route(snapshot, caller, call.model, dialect.wire, endpoint); // says what is wrong with the name
  const model = found!.model;
  const tiers = snapshot
    .routes(caller.mode, caller.group, model.name)
    .map((tier) => tier.filter((one) => routeWay(one, dialect.wire, endpoint, model)))
    .filter((tier) => tier.length > 0);
  const conversion = () => {
    throw new GatewayError('gateway_fault', 'counting is not converted');
  };
  await relayCount(
    deps,
    { ...asked, model, tiers, conversion, extraHeaders: simulateHeaders(caller, head) },
    reply,
  );
}

/**
 * Answers how many tokens a request would have: in the upstream's own words where one speaks the wire and answers, else
 * counted here. Free, and not in the log.
 */
async function relayCount(deps: RelayDeps, job: Counting, reply: Reply): Promise<void> {
  const asked = job.tiers.length > 0 ? await fromUpstream(deps, job).catch(() => undefined) : undefined;
  if (asked) {
    reply.answer(200, { 'content-type': 'application/json', 'x-key4u-cost': '0' }, asked);
    return;
  }
  const tokens = await deps.compute.countRequest(job.dialect.id, job.endpoint, job.call);
  reply.answer(
    200,
    { 'content-type': 'application/json', 'x-key4u-cost': '0', 'x-key4u-counted': 'gateway' },
    job.endpoint.writeCount(tokens),
  );
}

async function fromUpstream(deps: RelayDeps, job: Counting): Promise<Buffer | undefined> {
  const candidate = new Attempts(deps, job).next();
  const exchange = await exchangeFor(deps, job, candidate);
  const aborter: { abort?: () => void } = {};
  const timer = setTimeout(() => aborter.abort?.(), patienceMs);
  try {
    const answer = await sendWhole(candidate.outlet.dispatcher, exchange.options, aborter, () => {});
    return answer.status === 200 ? answer.body : undefined;
  } catch (error) {
    if (error instanceof GatewayError) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
