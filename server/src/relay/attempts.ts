import type { Call } from '../spec/call.ts';
import { GatewayError } from '../spec/fault.ts';
import type { FaultReading } from '../spec/provider.ts';
import type { Attempt } from '../spec/records.ts';
import type { Exchange } from './exchange.ts';
import { lossHeaders } from './losses.ts';
import type { Answer } from './outbound.ts';
import type { Job, RelayDeps } from './ports.ts';
import { type Candidate, candidates, onlyCandidate } from './route.ts';

/** An iterator that is at its end. */
const nothing: Iterator<Candidate, undefined> = { next: () => ({ done: true, value: undefined }) };

/** What of a job decides which channels are tried. */
export type Tried = Pick<Job, 'requestId' | 'tiers' | 'caller' | 'earlier' | 'model'> & {
  readonly call: Pick<Call, 'model' | 'affinity' | 'outputCap'>;
};

/** The channels that one call tries, with what came of each. */
export class Attempts {
  readonly list: Attempt[] = [];
  readonly #deps: Pick<RelayDeps, 'clock' | 'settings' | 'watch'>;
  readonly #job: Tried;
  #left: Iterator<Candidate, undefined> | undefined;
  #since = 0;
  #last: GatewayError | undefined;
  #withoutThoughts = false;

  constructor(deps: Pick<RelayDeps, 'clock' | 'settings' | 'watch'>, job: Tried) {
    this.#deps = deps;
    this.#job = job;
  }

  /** The next way to try. Throws the last fault, or no_channel, when there is none left. */
  next(): Candidate {
    const next = this.list.length < this.#deps.settings.mostAttempts ? this.#take() : undefined;
    if (next) {
      this.#since = this.#deps.clock.now();
      return next;
    }
    throw this.#last ? this.#blamed(this.#last) : allResting(this.#job, this.#deps.clock.now());
  }

  /** Behind a pattern the client chose the name: one that no upstream knows is his mistake and not the operator's. */
  #blamed(error: GatewayError): GatewayError {
    const { call, model } = this.#job;
    if (error.code !== 'upstream_model_unknown' || !model.name.endsWith('*')) return error;
    return new GatewayError('model_unknown', `there is no model '${call.model.slice(0, 100)}'`, {
      param: 'model',
      cause: error,
    });
  }

  #take(): Candidate | undefined {
    const maker = this.list.length === 0 && !this.#left ? this.#maker() : undefined;
    if (maker) {
      this.#left = candidates(this.#job.tiers);
      return maker;
    }
    // Most calls are served by the first way, and have but one: no generator is made for them.
    if (this.list.length === 0 && !this.#left) {
      const only = onlyCandidate(this.#job.tiers);
      if (only) {
        this.#left = nothing;
        return only;
      }
    }
    const { tiers, call, caller } = this.#job;
    // Conversations of different customers are strangers to each other, whatever they call themselves.
    const affinity = call.affinity === undefined ? undefined : `${caller.userId}:${call.affinity}`;
    this.#left ??= candidates(tiers, Math.random, affinity);
    const { value, done } = this.#left.next();
    return done ? undefined : value;
  }

  /** Who made the answer that this call goes on from, if he can be had. */
  #maker(): Candidate | undefined {
    const { earlier, tiers } = this.#job;
    if (!earlier) return undefined;
    for (const { outlet, upstreamModel } of tiers.flat()) {
      if (outlet.channel.id !== earlier.channel) continue;
      const key = outlet.keys.find((one) => one.key.id === earlier.key);
      if (key?.breaker.usable) return { outlet, key, upstreamModel };
    }
    return undefined;
  }

  succeeded(candidate: Candidate, status: number): void {
    // A late success of a call that was sent before the key came to rest does not end the rest.
    if (candidate.key.breaker.usable) candidate.key.breaker.succeeded();
    this.#note(candidate, 'ok', status);
  }

  /**
   * Writes the failure down and tells the breaker. Throws the fault when another channel would not help, or must not
   * be tried any more (`final`).
   */
  failed(candidate: Candidate, error: GatewayError, status: number | null, final = false): void {
    if (error.fault.blame !== 'client' && !candidate.outlet.simulated) {
      // A name that the upstream does not know says nothing against the key: other models go on.
      if (error.code !== 'upstream_model_unknown')
        candidate.key.breaker.failed(error.code, error.detail.retryAfter);
      this.#deps.watch.warn('a channel failed', {
        requestId: this.#job.requestId,
        channel: candidate.outlet.channel.name,
        key: candidate.key.key.hint,
        fault: error.code,
        status,
        cause: error.detail.cause instanceof Error ? error.detail.cause.message : undefined,
      });
    }
    this.#note(candidate, error.code, status);
    this.#last = error;
    if (final || error.fault.retry === 'never') throw error;
  }

  /** The same way is tried once more, and the key is not blamed: an idle connection was closed just then, for example. */
  repeated(candidate: Candidate, error: GatewayError, status: number | null = null): void {
    this.#note(candidate, error.code, status);
    this.#since = this.#deps.clock.now();
  }

  /**
   * Was the call refused for signed thoughts in it, for the first time? Then it goes once more the same way, and any
   * other way after it, without them: a conversation that moved to another account would end here.
   */
  againWithoutThoughts(
    candidate: Candidate,
    error: GatewayError,
    status: number | null,
    notes: string[],
  ): boolean {
    if (!error.detail.thoughts || this.#withoutThoughts) return false;
    this.#withoutThoughts = true;
    notes.push(
      'thoughts_left_out: the upstream refused their signatures, the call was sent again without them',
    );
    this.repeated(candidate, error, status);
    return true;
  }

  /** The job as it is sent now. */
  sent<J extends { readonly call: Call }>(job: J): J {
    return this.#withoutThoughts ? { ...job, call: { ...job.call, withoutThoughts: true } } : job;
  }

  /** Headers that tell the client about the answer: the upstream's own, what was left out, the limit. */
  headersOf(
    candidate: Candidate,
    { way, dropped }: Pick<Exchange, 'way' | 'dropped'>,
    answer: Pick<Answer, 'headers'>,
  ): Record<string, string> {
    return {
      ...(way.by === 'bytes' ? passedHeaders(candidate, answer) : {}),
      ...lossHeaders(this.#withoutThoughts ? [...dropped, 'thoughts'] : dropped),
      ...limitHeader(this.#job),
    };
  }

  /** The client left while this channel was working: nobody's fault. */
  abandoned(candidate: Candidate): void {
    this.#note(candidate, 'client_gone', null);
  }

  #note(candidate: Candidate, outcome: Attempt['outcome'], status: number | null): void {
    this.list.push({
      channel: candidate.outlet.channel.id,
      key: candidate.key.key.id,
      outcome,
      status,
      ms: this.#deps.clock.now() - this.#since,
    });
  }
}

/** Every key that could serve is resting: says when the first comes back. */
function allResting(job: Pick<Tried, 'tiers' | 'call'>, now: number): GatewayError {
  const ends = job.tiers.flatMap((tier) =>
    tier.flatMap(({ outlet }) => outlet.keys.map((key) => key.breaker.until)),
  );
  const soonest = Math.min(...ends.filter((end) => end > now));
  const retryAfter = Number.isFinite(soonest) ? Math.ceil((soonest - now) / 1000) : 5;
  return new GatewayError(
    'no_channel',
    `every channel for the model '${job.call.model}' is resting after faults; try again in ${retryAfter} s`,
    { retryAfter },
  );
}

/** The fault that an answer with a bad status tells. Upstream words are redacted before anybody sees them. */
export function faultOf(deps: RelayDeps, candidate: Candidate, answer: Answer): GatewayError {
  const body = answer.body.subarray(0, 64 * 1024);
  return shownFault(deps, candidate.outlet.provider.readFault(answer.status, answer.headers, body));
}

/** A fault in the upstream's words, with keys and addresses taken out of every one of them. */
export function shownFault(
  deps: Pick<RelayDeps, 'redact'>,
  { code, message, detail = {} }: FaultReading,
): GatewayError {
  const { param, upstream } = detail;
  return new GatewayError(code, deps.redact(message), {
    ...detail,
    ...(param === undefined ? {} : { param: deps.redact(param) }),
    ...(upstream
      ? {
          upstream: {
            ...(upstream.code === undefined ? {} : { code: deps.redact(upstream.code) }),
            ...(upstream.type === undefined ? {} : { type: deps.redact(upstream.type) }),
          },
        }
      : {}),
  });
}

/** Upstream headers that clients may see. */
function passedHeaders(candidate: Candidate, answer: Pick<Answer, 'headers'>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of candidate.outlet.provider.passHeaders) {
    const value = answer.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  return headers;
}

/** Tells the client that its answer is held to a length that the balance covers. */
const limitHeader = ({ call }: Pick<Tried, 'call'>): Record<string, string> =>
  call.outputCap === undefined ? {} : { 'x-key4u-output-limit': String(call.outputCap) };

/**
 * Is the answer taken in to its end when the client leaves? The channel's policy; a call under an Idempotency-Key always
 * is, because its client said that it will ask again.
 */
export const drains = (job: Job, { outlet }: Candidate): boolean =>
  outlet.channel.options.whenClientLeaves === 'drain' || job.idempotencyKey !== undefined;

/** How long it is taken in at most, in milliseconds. */
export const drainBound = ({ outlet }: Candidate): number => Math.max(outlet.channel.options.drainMs, 1000);

export function upstreamIdOf(answer: Pick<Answer, 'headers'>): string | undefined {
  const id = answer.headers['x-request-id'] ?? answer.headers['request-id'];
  return typeof id === 'string' ? id : undefined;
}
