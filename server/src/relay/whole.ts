import { formatUsd } from '../base/money.ts';
import { GatewayError } from '../spec/fault.ts';
import {
  Attempts,
  drainBound,
  drains,
  faultOf,
  limitHeader,
  passedHeaders,
  shownFault,
  upstreamIdOf,
  wireOf,
} from './attempts.ts';
import { type Aborter, type Answer, requestOf, sendWhole } from './outbound.ts';
import type { Job, Reading, RelayDeps } from './ports.ts';
import type { Reply } from './reply.ts';
import type { Candidate } from './route.ts';
import { chargeRecord, costOf, factsFor, logUncharged, storedAnswer, usageFor } from './settle.ts';

type Served = { candidate: Candidate; answer: Answer; reading: Reading };

/**
 * A call whose answer comes in one piece: tried channel by channel until one serves, charged, written to the journal,
 * and only then sent. True when the answer was stored under its Idempotency-Key.
 */
export async function relayWhole(deps: RelayDeps, job: Job, reply: Reply): Promise<boolean> {
  const attempts = new Attempts(deps, job);
  const notes: string[] = [];
  let firstByteAt: number | undefined;
  let served: Served;
  try {
    served = await firstThatServes(deps, job, reply, attempts, notes, () => {
      firstByteAt = deps.clock.now();
    });
  } catch (error) {
    const fault =
      error instanceof GatewayError
        ? error
        : new GatewayError('gateway_fault', 'something went wrong inside the gateway', { cause: error });
    logUncharged(deps, job, fault, { attempts: attempts.list, notes, firstByteAt });
    throw fault;
  }
  const { candidate, answer, reading } = served;
  const usage = await usageFor(deps, job, reading.usage, () => reading.texts, notes);
  const facts = factsFor(job, candidate, reading.facts, deps.clock.now());
  const cost = costOf(job, usage, facts);
  const headers: Record<string, string> = {
    'content-type':
      typeof answer.headers['content-type'] === 'string'
        ? answer.headers['content-type']
        : 'application/json',
    ...passedHeaders(candidate, answer),
    ...limitHeader(job),
    'x-key4u-cost': formatUsd(cost),
  };
  const stored = storedAnswer(deps, job, answer.status, headers, answer.body);
  const record = chargeRecord(
    deps,
    job,
    {
      status: reply.gone ? 499 : answer.status,
      fault: reply.gone ? 'client_gone' : null,
      candidate,
      upstreamId: upstreamIdOf(answer),
      attempts: attempts.list,
      notes,
      firstByteAt,
      usage,
      facts,
      stored,
    },
    cost,
  );
  if (record.cost !== cost) headers['x-key4u-cost'] = formatUsd(record.cost);
  await deps.journal.append(record);
  deps.watch.settled(record);
  reply.answer(answer.status, headers, answer.body);
  return stored !== undefined;
}

async function firstThatServes(
  deps: RelayDeps,
  job: Job,
  reply: Reply,
  attempts: Attempts,
  notes: string[],
  firstByte: () => void,
): Promise<Served> {
  let again: Candidate | undefined;
  for (;;) {
    const candidate: Candidate = again ?? attempts.next();
    const wire = wireOf(job, candidate);
    const aborter: Aborter = {};
    const stopDrain = watchClient(job, reply, candidate, aborter, notes);
    let answer: Answer;
    let begun = false;
    try {
      answer = await sendWhole(
        candidate.outlet.dispatcher,
        requestOf(candidate, job.call, wire, job.extraHeaders),
        aborter,
        () => {
          begun = true;
          firstByte();
        },
      );
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (reply.gone) {
        attempts.abandoned(candidate);
        throw new GatewayError('client_gone', 'the client left before the answer was there');
      }
      // An idle connection that the upstream closed just then: the same way, once more, on a fresh one.
      if (error.code === 'upstream_cut' && !begun && again === undefined && !candidate.outlet.simulated) {
        attempts.repeated(candidate, error);
        again = candidate;
        continue;
      }
      again = undefined;
      attempts.failed(candidate, error, null);
      continue;
    } finally {
      stopDrain();
    }
    again = undefined;
    if (answer.status < 200 || answer.status >= 300) {
      attempts.failed(candidate, faultOf(deps, candidate, answer), answer.status);
      continue;
    }
    const reading = await deps.compute.readAnswer(
      candidate.outlet.provider.manifest.id,
      job.dialect.wire,
      wire,
      job.call,
      answer.body,
    );
    if (reading.fault) {
      attempts.failed(candidate, shownFault(deps, reading.fault), answer.status);
      continue;
    }
    attempts.succeeded(candidate, answer.status);
    return { candidate, answer, reading };
  }
}

/** What happens upstream when the client leaves: see `drains`. */
function watchClient(
  job: Job,
  reply: Reply,
  candidate: Candidate,
  aborter: Aborter,
  notes: string[],
): () => void {
  let timer: NodeJS.Timeout | undefined;
  reply.whenGone(() => {
    const drain = drains(job, candidate);
    notes.push(
      drain
        ? 'client_left: drained, the whole is charged'
        : 'client_left: cancelled before an answer, nothing is charged',
    );
    const stop = () => {
      aborter.aborted = true;
      aborter.abort?.();
    };
    if (drain) timer = setTimeout(stop, drainBound(candidate));
    else stop();
  });
  return () => {
    clearTimeout(timer);
    reply.whenGone(() => {});
  };
}
