import { formatUsd } from '../base/money.ts';
import { GatewayError } from '../spec/fault.ts';
import { Attempts, drainBound, drains, faultOf, shownFault, upstreamIdOf } from './attempts.ts';
import { type Exchange, exchangeFor } from './exchange.ts';
import { type Aborter, type Answer, sendWhole } from './outbound.ts';
import type { Job, Reading, RelayDeps } from './ports.ts';
import type { Reply } from './reply.ts';
import type { Candidate } from './route.ts';
import {
  chargeRecord,
  costOf,
  factsFor,
  keptAnswer,
  logUncharged,
  storedAnswer,
  usageFor,
} from './settle.ts';

/** What a whole answer asks of the client's side. */
export type WholeReply = Pick<Reply, 'gone' | 'whenGone' | 'answer'>;

type Served = { candidate: Candidate; exchange: Exchange; answer: Answer; reading: Reading; body: Buffer };

/**
 * A call whose answer comes in one piece: tried channel by channel until one serves, charged, written to the journal,
 * and only then sent. True when the answer was stored under its Idempotency-Key.
 */
export async function relayWhole(deps: RelayDeps, job: Job, reply: WholeReply): Promise<boolean> {
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
  const { candidate, exchange, answer, reading, body } = served;
  if (exchange.dropped.length > 0) notes.push(`not_carried: ${exchange.dropped.join(', ')}`);
  const usage = await usageFor(deps, job, reading.usage, () => reading.texts, notes);
  const facts = factsFor(job, candidate, reading.facts, deps.clock.now());
  const cost = costOf(job, usage, facts);
  const headers: Record<string, string> = {
    'content-type':
      exchange.way.by === 'bytes' && typeof answer.headers['content-type'] === 'string'
        ? answer.headers['content-type']
        : 'application/json',
    ...attempts.headersOf(candidate, exchange, answer),
    'x-key4u-cost': formatUsd(cost),
  };
  const kept = keptAnswer(deps, job, candidate, body);
  const stored = storedAnswer(deps, job, answer.status, headers, body);
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
      kept,
    },
    cost,
  );
  if (record.cost !== cost) headers['x-key4u-cost'] = formatUsd(record.cost);
  await deps.journal.append(record);
  if (kept) deps.kept.noted(kept);
  deps.watch.settled(record);
  reply.answer(answer.status, headers, body);
  return stored !== undefined;
}

async function firstThatServes(
  deps: RelayDeps,
  job: Job,
  reply: WholeReply,
  attempts: Attempts,
  notes: string[],
  firstByte: () => void,
): Promise<Served> {
  let again: Candidate | undefined;
  for (;;) {
    const candidate: Candidate = again ?? attempts.next();
    let exchange: Exchange;
    try {
      const ready = exchangeFor(deps, attempts.sent(job), candidate);
      exchange = ready instanceof Promise ? await ready : ready;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      attempts.failed(candidate, error, null);
      continue;
    }
    const aborter: Aborter = {};
    const stopDrain = watchClient(job, reply, candidate, aborter, notes);
    let answer: Answer;
    let begun = false;
    try {
      answer = await sendWhole(candidate.outlet.dispatcher, exchange.options, aborter, () => {
        begun = true;
        firstByte();
      });
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
    const refused = (fault: GatewayError) => {
      if (attempts.againWithoutThoughts(candidate, fault, answer.status, notes)) again = candidate;
      else attempts.failed(candidate, fault, answer.status);
    };
    if (answer.status < 200 || answer.status >= 300) {
      refused(faultOf(deps, candidate, answer));
      continue;
    }
    // Not taken apart: the texts are a getter, and cost what they do only where somebody asks for them.
    const reading = await exchange.readAnswer(answer);
    if (reading.fault) {
      refused(shownFault(deps, reading.fault));
      continue;
    }
    attempts.succeeded(candidate, answer.status);
    return { candidate, exchange, answer, reading, body: reading.body ?? answer.body };
  }
}

/** What happens upstream when the client leaves: see `drains`. */
function watchClient(
  job: Job,
  reply: WholeReply,
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
