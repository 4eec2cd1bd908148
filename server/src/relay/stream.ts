import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '../spec/fault.ts';
import type { StreamReader } from '../spec/provider.ts';
import { Attempts, drainBound, drains, faultOf, shownFault, upstreamIdOf } from './attempts.ts';
import { type Exchange, exchangeFor } from './exchange.ts';
import { type Answer, type Flow, sendStream } from './outbound.ts';
import type { Job, RelayDeps } from './ports.ts';
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

/** How one channel ended: 'try-next' only while the client has seen nothing that counts. */
type Outcome = {
  readonly kind: 'ended' | 'broken' | 'try-next' | 'left';
  readonly fault?: GatewayError;
  readonly status: number | null;
};

/** Streams that are open, looked after once a second: keep-alives and early heads. */
export class StreamWatch {
  readonly #open = new Set<StreamRelay>();

  add(stream: StreamRelay): void {
    this.#open.add(stream);
  }

  remove(stream: StreamRelay): void {
    this.#open.delete(stream);
  }

  get count(): number {
    return this.#open.size;
  }

  tick(now: number): void {
    for (const stream of this.#open) stream.tick(now);
  }

  /** A stop does not wait any longer: every stream ends with an error event and its charge. */
  breakAll(): void {
    for (const stream of [...this.#open])
      stream.breakOff(new GatewayError('stopping', 'the gateway is being restarted; send the request again'));
  }
}

/** One streamed call, from the first channel tried to the last byte for the client. */
export class StreamRelay {
  readonly #deps: RelayDeps;
  readonly #job: Job;
  readonly #reply: Reply;
  readonly #attempts: Attempts;
  readonly #notes: string[] = [];
  #firstByteAt: number | undefined;
  /** Bytes of the stream's beginning that hold nothing a client would miss: another channel may still take over. */
  #held: Buffer[] = [];
  #headers: IncomingHttpHeaders = {};
  #breakOff: ((fault: GatewayError) => void) | undefined;
  #waitingSince: number | undefined;

  constructor(deps: RelayDeps, job: Job, reply: Reply) {
    this.#deps = deps;
    this.#job = job;
    this.#reply = reply;
    this.#attempts = new Attempts(deps, job);
  }

  /** True when the answer was stored under its Idempotency-Key. */
  async run(): Promise<boolean> {
    let again: Candidate | undefined;
    for (;;) {
      let candidate: Candidate;
      try {
        candidate = again ?? this.#attempts.next();
      } catch (error) {
        return this.#nothing(error as GatewayError);
      }
      let exchange: Exchange;
      try {
        const ready = exchangeFor(this.#deps, this.#attempts.sent(this.#job), candidate);
        exchange = ready instanceof Promise ? await ready : ready;
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        try {
          this.#attempts.failed(candidate, error, null);
        } catch {
          return this.#nothing(error);
        }
        continue;
      }
      const reader = exchange.openStream();
      this.#held = [];
      const outcome = await this.#tryOne(candidate, exchange, reader);
      if (outcome.kind === 'ended') {
        this.#attempts.succeeded(candidate, outcome.status ?? 200);
        return this.#finish(candidate, reader, undefined);
      }
      if (outcome.kind === 'left') {
        this.#attempts.abandoned(candidate);
        if (this.#firstByteAt === undefined) return this.#nothing(outcome.fault!);
        return this.#finish(candidate, reader, outcome.fault);
      }
      const fault = outcome.fault!;
      const retrySame =
        outcome.kind === 'try-next' &&
        fault.code === 'upstream_cut' &&
        outcome.status === null &&
        !again &&
        !candidate.outlet.simulated;
      if (retrySame) {
        this.#attempts.repeated(candidate, fault);
        again = candidate;
        continue;
      }
      if (
        outcome.kind === 'try-next' &&
        this.#attempts.againWithoutThoughts(candidate, fault, outcome.status, this.#notes)
      ) {
        again = candidate;
        continue;
      }
      again = undefined;
      try {
        this.#attempts.failed(candidate, fault, outcome.status, outcome.kind === 'broken');
      } catch {
        if (outcome.kind === 'broken') return this.#finish(candidate, reader, fault);
        return this.#nothing(fault);
      }
    }
  }

  /** Sends to one channel and passes its bytes on, until it ends, breaks, or the client leaves for good. */
  #tryOne(candidate: Candidate, exchange: Exchange, reader: StreamReader): Promise<Outcome> {
    const { clock, watch } = this.#deps;
    const handle: Flow = {};
    return new Promise((resolve) => {
      let drainTimer: NodeJS.Timeout | undefined;
      let status: number | null = null;
      const done = (outcome: Outcome) => {
        clearTimeout(drainTimer);
        this.#reply.whenGone(() => {});
        this.#breakOff = undefined;
        resolve(outcome);
      };
      const stop = (outcome: Outcome) => {
        // First said, then done: the abort comes back at once as an error, which must not look like the upstream's.
        done(outcome);
        handle.abort?.();
      };
      const left = () =>
        stop({ kind: 'left', fault: new GatewayError('client_gone', 'the client left'), status });
      this.#breakOff = (fault) =>
        stop({ kind: this.#firstByteAt === undefined ? 'left' : 'broken', fault, status });
      this.#reply.whenGone(() => {
        handle.flow?.();
        if (drains(this.#job, candidate)) {
          this.#notes.push('client_left: drained, the whole is charged');
          drainTimer = setTimeout(() => {
            this.#notes.push('drain_bound: what came within it is charged');
            left();
          }, drainBound(candidate));
        } else {
          this.#notes.push('client_left: cancelled, what was produced is charged');
          left();
        }
      });
      if (this.#reply.gone && !drains(this.#job, candidate)) return; // it was gone already: `left` has been told
      sendStream(candidate.outlet.dispatcher, exchange.options, reader, exchange.flow, handle, {
        started: (headers) => {
          status = 200;
          this.#headers = headers;
        },
        data: (bytes) => {
          if (this.#firstByteAt === undefined) {
            this.#held.push(bytes);
            if (!reader.produced) return true;
            this.#begin(candidate, exchange, clock.now());
            return this.#flush(handle);
          }
          if (this.#reply.write(bytes, clock.now())) return true;
          this.#waitForReader(handle);
          return false;
        },
        end: (fault) => {
          if (!fault) {
            if (this.#firstByteAt === undefined) {
              this.#begin(candidate, exchange, clock.now());
              this.#flush(handle);
            }
            return done({ kind: 'ended', status });
          }
          const shown = shownFault(this.#deps, fault);
          done({ kind: this.#firstByteAt === undefined ? 'try-next' : 'broken', fault: shown, status });
        },
        refused: (answer) =>
          void this.#refused(candidate, exchange, answer).then(done, (error) => {
            watch.warn('a refusal could not be read', {
              requestId: this.#job.requestId,
              cause: String(error),
            });
            done({
              kind: 'try-next',
              fault: new GatewayError(
                'upstream_garbage',
                'the upstream answered something that is no answer',
              ),
              status: answer.status,
            });
          }),
      });
    });
  }

  /** No stream came: an error, or JSON in place of a stream. */
  async #refused(candidate: Candidate, exchange: Exchange, answer: Answer): Promise<Outcome> {
    const { status } = answer;
    if (status < 200 || status >= 300)
      return { kind: 'try-next', fault: faultOf(this.#deps, candidate, answer), status };
    const { fault } = await exchange.readAnswer(answer);
    const error = fault
      ? shownFault(this.#deps, fault)
      : new GatewayError('upstream_garbage', 'the upstream answered without a stream');
    return { kind: 'try-next', fault: error, status };
  }

  #begin(candidate: Candidate, exchange: Exchange, now: number): void {
    this.#firstByteAt = now;
    const { dropped } = exchange;
    if (dropped.length > 0) this.#notes.push(`not_carried: ${dropped.join(', ')}`);
    if (!this.#reply.begun)
      this.#head(
        exchange.streamType(this.#headers),
        this.#attempts.headersOf(candidate, exchange, { headers: this.#headers }),
      );
  }

  #head(type: string, extra: Record<string, string>): void {
    this.#reply.streamHead(200, {
      'content-type': type,
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
      ...extra,
    });
  }

  #flush(handle: Flow): boolean {
    const bytes = this.#held.length === 1 ? this.#held[0]! : Buffer.concat(this.#held);
    this.#held = [];
    if (bytes.length === 0 || this.#reply.write(bytes, this.#deps.clock.now())) return true;
    this.#waitForReader(handle);
    return false;
  }

  /** The client reads slower than the upstream sends: the upstream waits, but not for ever (see tick). */
  #waitForReader(handle: Flow): void {
    this.#waitingSince ??= this.#deps.clock.now();
    this.#reply.whenDrained(() => {
      this.#waitingSince = undefined;
      handle.flow?.();
    });
  }

  /** Once a second: a silent stream gets a keep-alive; one that waits long for its first byte gets its head. */
  tick(now: number): void {
    const { settings } = this.#deps;
    if (this.#waitingSince !== undefined) {
      // A client that keeps its connection but takes nothing would hold money and an upstream for ever: it counts as gone.
      if (now - this.#waitingSince > settings.readerPatienceMs) this.#reply.cut();
      return;
    }
    // Nothing may be put between the bytes of another type, and its head is the upstream's to tell.
    const { call, dialect, startedAt } = this.#job;
    if (call.flow === 'bytes') return;
    if (!this.#reply.begun) {
      if (now - startedAt < settings.earlyHeadMs) return;
      this.#head('text/event-stream; charset=utf-8', {});
    } else if (now - this.#reply.lastWriteAt < settings.keepAliveMs) return;
    if (dialect.keepAlive !== '') this.#reply.send(dialect.keepAlive, now);
  }

  breakOff(fault: GatewayError): void {
    this.#breakOff?.(fault);
  }

  /** The client got nothing: nothing is charged. Throws where a plain error answer is still possible. */
  #nothing(fault: GatewayError): false {
    logUncharged(this.#deps, this.#job, fault, {
      attempts: this.#attempts.list,
      notes: this.#notes,
      firstByteAt: undefined,
    });
    if (!this.#reply.begun) throw fault;
    this.#reply.end(this.#job.dialect.writeStreamFault(fault, this.#job.requestId));
    return false;
  }

  /** The client got a stream, whole or cut: it is charged, and the last bytes follow the journal. */
  async #finish(
    candidate: Candidate,
    reader: StreamReader,
    fault: GatewayError | undefined,
  ): Promise<boolean> {
    const { clock, journal, watch } = this.#deps;
    const job = this.#job;
    const usage = await usageFor(
      this.#deps,
      job,
      reader.usage,
      () => reader.texts(),
      this.#notes,
      () => reader.textsLeftOut,
    );
    const facts = factsFor(job, candidate, reader.facts, clock.now());
    const failing =
      fault && (reader.failing?.(fault, job.requestId) ?? job.dialect.writeStreamFault(fault, job.requestId));
    const last = failing === undefined ? reader.closing() : Buffer.from(failing);
    if (!fault) this.#reply.copyOnly(last);
    const copy = fault ? undefined : this.#reply.copy();
    const kept = fault ? undefined : keptAnswer(this.#deps, job, candidate, last);
    const stored = storedAnswer(this.#deps, job, 200, this.#reply.headers, copy);
    const record = chargeRecord(
      this.#deps,
      job,
      {
        status: fault ? fault.status : 200,
        fault: fault?.code ?? null,
        candidate,
        upstreamId: upstreamIdOf({ headers: this.#headers }),
        attempts: this.#attempts.list,
        notes: this.#notes,
        firstByteAt: this.#firstByteAt,
        usage,
        facts,
        stored,
        kept,
      },
      costOf(job, usage, facts),
    );
    await journal.append(record);
    if (kept) this.#deps.kept.noted(kept);
    watch.settled(record);
    // Sound has no room for words: cut off, the client sees that it is not whole.
    if (failing === '') this.#reply.cut();
    else this.#reply.end(last);
    return stored !== undefined;
  }
}
