import type { CountEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import { Attempts } from './attempts.ts';
import { exchangeFor } from './exchange.ts';
import { sendWhole } from './outbound.ts';
import type { Job, RelayDeps } from './ports.ts';
import type { Reply } from './reply.ts';

/** What of a call is needed to ask an upstream for a count: it costs nothing, so there is no hold and no price. */
export type Counting = Pick<
  Job,
  'requestId' | 'dialect' | 'call' | 'caller' | 'model' | 'tiers' | 'extraHeaders' | 'conversion'
> & { readonly endpoint: CountEndpoint };

/** How long an upstream may take; after it the gateway counts. */
const patienceMs = 5000;

/**
 * Answers how many tokens a request would have: in the upstream's own words where one speaks the wire and answers, else
 * counted here. Free, and not in the log.
 */
export async function relayCount(deps: RelayDeps, job: Counting, reply: Reply): Promise<void> {
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
