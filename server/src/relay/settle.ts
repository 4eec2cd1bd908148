import { contextOf, priceOf } from '../ledger/price.ts';
import type { FaultCode, GatewayError } from '../spec/fault.ts';
import type { Attempt, CallRecord, KeptRow, StoredAnswer } from '../spec/records.ts';
import type { Facts, Usage } from '../spec/usage.ts';
import type { Job, RelayDeps } from './ports.ts';
import type { Candidate } from './route.ts';

/** What of a job its charge is made from. */
export type Charged = Omit<Job, 'endpoint' | 'conversion'> & {
  readonly endpoint: Pick<Job['endpoint'], 'name'>;
};

/** How a call ended, as far as its record is concerned. */
export type Ending = {
  readonly status: number;
  readonly fault: FaultCode | null;
  readonly candidate: Candidate | undefined;
  readonly upstreamId: string | undefined;
  readonly attempts: readonly Attempt[];
  readonly notes: readonly string[];
  readonly firstByteAt: number | undefined;
  readonly usage: Usage;
  readonly facts: Facts;
  readonly stored?: StoredAnswer | undefined;
  readonly kept?: KeptRow | undefined;
};

/** The rule of thumb where a text cannot be counted. */
const bytesPerToken = 4;

/** Tokens that one search may bring into the input: what it finds is read by the model. */
const searchTokens = 32_768;

/** Tokens a chat template adds beyond what the request's bytes can hold (tool preambles, hidden system texts). */
const templateTokens = 8192;

/**
 * Can the report be true? More input than the request has bytes, or more output than was allowed, is not charged:
 * the gateway counts for itself instead.
 */
function plausible(job: Job, usage: Usage): boolean {
  const { bounds } = job.call;
  const output =
    (usage.output_tokens ?? 0) +
    (usage.reasoning_tokens ?? 0) +
    (usage.output_audio_tokens ?? 0) +
    (usage.output_image_tokens ?? 0);
  const allowed =
    Math.min(bounds.outputTokens ?? job.model.outputLimit, job.model.outputLimit) * bounds.answers;
  const found = (usage.searches ?? 0) * searchTokens;
  return (
    contextOf(usage) <= bounds.inputTokens + templateTokens + found &&
    output <= allowed * 1.1 + templateTokens
  );
}

/**
 * The usage to charge: the upstream's report when there is one that can be true, else tokens counted from the request
 * and from `texts`, what was produced (and from the length of what was too much to keep). Says in `notes` what was done.
 */
export async function usageFor(
  deps: RelayDeps,
  job: Job,
  reported: Usage | undefined,
  texts: () => readonly string[],
  notes: string[],
  textsLeftOut: () => number = () => 0,
): Promise<Usage> {
  if (reported && plausible(job, reported)) return reported;
  notes.push(
    reported ? 'usage_implausible: counted by the gateway' : 'usage_missing: counted by the gateway',
  );
  const produced = job.call.kind === 'embedding' ? [] : texts();
  const [input, output] = await Promise.all([
    deps.compute.countRequest(job.dialect.id, job.endpoint, job.call),
    deps.compute.count(produced),
  ]).catch((error: unknown) => {
    // What was delivered is charged even so: by the rule of thumb.
    deps.watch.warn('tokens could not be counted', { requestId: job.requestId, cause: error });
    notes.push('count_failed: estimated by length');
    return [job.call.body.length, Buffer.byteLength(produced.join(''))].map((bytes) =>
      Math.ceil(bytes / bytesPerToken),
    );
  });
  const rest = textsLeftOut();
  if (rest > 0) notes.push(`answer_too_long: ${rest} bytes of it were estimated by length`);
  const all = (output ?? 0) + Math.ceil(rest / bytesPerToken);
  return { ...(input ? { input_tokens: input } : {}), ...(all ? { output_tokens: all } : {}) };
}

export const costOf = (job: Charged, usage: Usage, facts: Facts): number =>
  priceOf(job.price.card, usage, facts, job.ratio.value);

/** Facts that decide the price: the request's, the moment's, and over them what the upstream reported. */
export function factsFor(
  job: Charged,
  candidate: Candidate,
  reported: Facts | undefined,
  now: number,
): Facts {
  return { ...job.call.facts, ...candidate.outlet.provider.factsAt?.(now), ...reported };
}

/** Ends the hold with a charge. The record must be appended before the client gets the last byte. */
export function chargeRecord(deps: RelayDeps, job: Charged, ending: Ending, cost: number): CallRecord {
  const draws = job.hold.settle(cost);
  const charged = draws[0]?.amount ?? 0;
  const notes =
    charged < cost
      ? [...ending.notes, `charge_capped: ${cost - charged} nano-USD over the balance were not charged`]
      : ending.notes;
  return { ...recordOf(deps, job, { ...ending, notes }), cost: charged, draws };
}

/** Ends the hold of a call that gave the client nothing, without a charge, and writes it to the log. */
export function logUncharged(
  deps: RelayDeps,
  job: Charged,
  fault: GatewayError,
  { attempts, notes, firstByteAt }: Pick<Ending, 'attempts' | 'notes' | 'firstByteAt'>,
): void {
  job.hold.release();
  const ending: Ending = {
    status: fault.status,
    fault: fault.code,
    candidate: undefined,
    upstreamId: undefined,
    attempts,
    notes,
    firstByteAt,
    usage: {},
    facts: job.call.facts,
  };
  logLazily(deps, { ...recordOf(deps, job, ending), cost: 0, draws: [] });
}

/** For records without a charge: nobody waits until they are on disk. */
function logLazily(deps: RelayDeps, record: CallRecord): void {
  deps.journal.appendLazily(record);
  deps.watch.settled(record);
}

/** What is kept for the next call with the same Idempotency-Key; undefined without a key, or where it is too large. */
export function storedAnswer(
  deps: RelayDeps,
  job: Job,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: Buffer | undefined,
): StoredAnswer | undefined {
  const { idempotencyKey: key, caller } = job;
  if (key === undefined || !body || body.length > deps.settings.storedLimit) return undefined;
  return { owner: caller.tokenId, key, status, headers, body: body.toString('base64') };
}

/** What is kept of an answer for its customer; undefined where he did not want it, or there is no whole answer. */
export function keptAnswer(
  deps: RelayDeps,
  job: Job,
  candidate: Candidate,
  bytes: Buffer,
): KeptRow | undefined {
  const { call, caller, dialect, startedAt } = job;
  if (!call.keeps || !dialect.kept || bytes.length > deps.settings.storedLimit) return undefined;
  const found = dialect.kept.answerOf(bytes.toString('utf8'));
  if (!found) return undefined;
  const { begun } = job;
  return {
    ...(begun ? { id: begun.id, answer: dialect.kept.finished(found.answer, begun.answer) } : found),
    owner: caller.userId,
    dialect: dialect.id,
    model: call.model,
    channel: candidate.outlet.channel.id || null,
    channelKey: candidate.key.key.id || null,
    status: 'done',
    input: dialect.kept.inputOf(call.named ?? call.body),
    createdAt: startedAt,
    expiresAt: startedAt + deps.settings.keptMs,
  };
}

/** What is known of a call as soon as it was read. */
export type Asked = Pick<
  Job,
  'requestId' | 'startedAt' | 'ip' | 'caller' | 'dialect' | 'endpoint' | 'call' | 'idempotencyKey' | 'earlier'
>;

const askedPart = (
  {
    requestId,
    startedAt,
    ip,
    caller,
    dialect,
    endpoint,
    call,
  }: Pick<Charged, 'requestId' | 'startedAt' | 'ip' | 'caller' | 'dialect' | 'endpoint' | 'call'>,
  at: number,
) => ({
  id: requestId,
  at,
  startedAt,
  user: caller.userId,
  token: caller.tokenId,
  mode: caller.mode,
  dialect: dialect.id,
  endpoint: endpoint.name,
  model: call.model,
  group: caller.group,
  stream: call.stream,
  ms: at - startedAt,
  ip,
});

/** A call that was refused before any channel was asked: it stands in the log too, so that nobody wonders. */
export const logRefused = (deps: RelayDeps, asked: Asked, fault: GatewayError): void =>
  logLazily(deps, {
    ...askedPart(asked, deps.clock.now()),
    channel: null,
    upstreamModel: null,
    upstreamId: null,
    ratio: '1',
    status: fault.status,
    fault: fault.code,
    usage: {},
    facts: asked.call.facts,
    price: null,
    hold: 0,
    firstByteMs: null,
    attempts: [],
    notes: [],
    cost: 0,
    draws: [],
  });

function recordOf(deps: RelayDeps, job: Charged, ending: Ending): Omit<CallRecord, 'cost' | 'draws'> {
  const { call } = job;
  const { candidate } = ending;
  return {
    ...askedPart(job, deps.clock.now()),
    channel: candidate?.outlet.channel.id || null,
    upstreamModel: candidate && candidate.upstreamModel !== call.model ? candidate.upstreamModel : null,
    upstreamId: ending.upstreamId?.slice(0, 200) ?? null,
    ratio: job.ratio.text,
    status: ending.status,
    fault: ending.fault,
    usage: ending.usage,
    facts: ending.facts,
    price: job.price.version,
    hold: job.hold.amount,
    firstByteMs: ending.firstByteAt === undefined ? null : ending.firstByteAt - job.startedAt,
    // One channel that served is told by the columns; the list is for calls where something happened.
    attempts: ending.attempts.length === 1 && ending.attempts[0]!.outcome === 'ok' ? [] : ending.attempts,
    notes:
      call.outputCap === undefined
        ? ending.notes
        : [
            `output_limited: to ${call.outputCap} tokens, because the balance covers no longer answer`,
            ...ending.notes,
          ],
    ...(ending.stored ? { stored: ending.stored } : {}),
    ...(ending.kept ? { kept: ending.kept } : {}),
  };
}
