import { WebSocket } from 'ws';
import { newId } from '../base/ids.ts';
import { contextOf } from '../ledger/price.ts';
import type { Hold } from '../ledger/purses.ts';
import { type FaultCode, GatewayError } from '../spec/fault.ts';
import type { RealtimeFront, RealtimeLook, RealtimePort, RealtimeReader } from '../spec/realtime.ts';
import type { Meter, Usage } from '../spec/usage.ts';
import { credentialsOf } from './outlet.ts';
import type { RelayDeps } from './ports.ts';
import type { Candidate } from './route.ts';
import { type Charged, chargeRecord, costOf, factsFor, logUncharged } from './settle.ts';

/** Each turn is held for what the turn before it read, and this many tokens more. */
export const turnInput = 4096;
/** How long an upstream may take to open a session, and to say what a turn cost that nobody hears any more. */
const openMs = 15_000;
const lastWordMs = 5000;
const largestEvent = 64 * 1024 * 1024;
/** Bytes that may wait for an end that reads slowly before the other end is read no further, and when it is again. */
const mostWaiting = 4 * 1024 * 1024;
const fewWaiting = 512 * 1024;
/** An end that has not answered a ping when the next is due is gone: its network went away without a word. */
const pingMs = 30_000;

/** A session: everything of a job but its hold, which each turn has of its own. */
export type Session = Omit<Charged, 'hold'> & {
  readonly front: RealtimeFront;
  readonly port: RealtimePort;
  readonly holdFor: (inputTokens: number) => Promise<Hold>;
};

/**
 * One session: events pass both ways as they came. Every turn has its own hold and its own record, which is on disk
 * before the event that ends the turn goes to the client. A client whose money is used up gets an error event and the
 * session ends.
 */
export class RealtimeRelay {
  readonly #deps: RelayDeps;
  readonly #session: Session;
  readonly #candidate: Candidate;
  readonly #client: WebSocket;
  readonly #upstream: WebSocket;
  readonly #reader: RealtimeReader;
  #hold: Hold | undefined;
  /** Events of the upstream are worked through one after the other: a charge is written before what follows goes on. */
  #queue: Promise<void> = Promise.resolve();
  #texts: string[] = [];
  #produced: { [M in Meter]?: number } = {};
  #inTurn = false;
  #turnAt: number;
  #context = 0;
  #over = false;
  #closed: () => void = () => {};

  /** `upstream`: open, and paused. `hold`: for the first turn. */
  constructor(
    deps: RelayDeps,
    session: Session,
    candidate: Candidate,
    ends: { readonly client: WebSocket; readonly upstream: WebSocket },
    hold: Hold,
  ) {
    this.#deps = deps;
    this.#session = session;
    this.#candidate = candidate;
    this.#client = ends.client;
    this.#upstream = ends.upstream;
    this.#reader = session.port.openReader();
    this.#hold = hold;
    this.#turnAt = deps.clock.now();
  }

  /** Resolves when both ends are closed and everything is charged. */
  run(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#closed = resolve;
    });
    this.#upstream.on('message', (bytes) => this.#next(() => this.#fromUpstream(String(bytes))));
    this.#upstream.on('close', (code) =>
      this.#next(() =>
        this.#end(
          code === 1000 && !this.#inTurn
            ? undefined
            : new GatewayError('upstream_cut', 'the upstream ended the session'),
        ),
      ),
    );
    this.#upstream.on('error', () => {}); // 'close' follows
    this.#client.on('message', (bytes, isBinary) => {
      if (!isBinary) this.#fromClient(String(bytes));
    });
    this.#client.on('close', () => this.#clientLeft());
    this.#client.on('error', () => {}); // 'close' follows
    const stopPings = [keepWatch(this.#client), keepWatch(this.#upstream)];
    this.#upstream.resume();
    // It may have left while its end was made.
    if (this.#client.readyState !== WebSocket.OPEN) this.#clientLeft();
    return closed.finally(() => {
      for (const stop of stopPings) stop();
    });
  }

  /** The gateway stops: the session ends with a word. */
  breakOff(error: GatewayError): void {
    this.#next(() => this.#end(error));
  }

  #next(work: () => void | Promise<void>): void {
    this.#queue = this.#queue
      .then(work)
      .catch((error: unknown) =>
        this.#end(
          error instanceof GatewayError
            ? error
            : new GatewayError('gateway_fault', 'something went wrong inside the gateway', { cause: error }),
        ),
      );
  }

  #fromClient(text: string): void {
    const { front, call, requestId } = this.#session;
    if (this.#upstream.readyState !== WebSocket.OPEN) return;
    try {
      const event = front.clientEvent(text, call.model, this.#candidate.upstreamModel);
      passOn(event, this.#upstream, this.#client);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.#client.send(front.faultEvent(error, requestId));
    }
  }

  async #fromUpstream(text: string): Promise<void> {
    if (this.#over) return;
    const look = this.#reader.look(text);
    if (look.turnBegins) {
      this.#inTurn = true;
      this.#turnAt = this.#deps.clock.now();
    }
    if (look.text !== undefined) this.#texts.push(look.text);
    if (look.produced)
      for (const [meter, units] of Object.entries(look.produced) as [Meter, number][])
        this.#produced[meter] = (this.#produced[meter] ?? 0) + units;
    const usage = look.usage ?? (look.turnEnds ? await this.#heard() : undefined);
    const isCharged = usage !== undefined && Object.values(usage).some((units) => units > 0);
    if (isCharged) await this.#charge(usage, look, null);
    if (look.turnEnds) {
      this.#inTurn = false;
      this.#texts = [];
      this.#produced = {};
    }
    if (look.fault) {
      const { code, message, detail = {} } = look.fault;
      return this.#end(new GatewayError(code, this.#deps.redact(message), detail));
    }
    if (this.#client.readyState === WebSocket.OPEN) passOn(look.shown ?? text, this.#client, this.#upstream);
    else if (look.turnEnds) return this.#end(undefined);
    if (isCharged) await this.#nextHold();
  }

  /** What of the open turn came through, where the upstream does not say what it was. */
  async #heard(): Promise<Usage> {
    const usage: { [M in Meter]?: number } = {};
    for (const [meter, units] of Object.entries(this.#produced) as [Meter, number][])
      usage[meter] = Math.ceil(units);
    const tokens = this.#texts.length > 0 ? await this.#deps.compute.count([this.#texts.join('')]) : 0;
    if (tokens > 0) usage.output_tokens = (usage.output_tokens ?? 0) + tokens;
    return usage;
  }

  /** Settles the hold of the turn; its record is on disk when this resolves. */
  async #charge(
    usage: Usage,
    look: Pick<RealtimeLook, 'facts' | 'model'>,
    fault: FaultCode | null,
  ): Promise<void> {
    const deps = this.#deps;
    const hold = this.#hold ?? (await this.#session.holdFor(0));
    this.#hold = undefined;
    this.#context = Math.max(this.#context, contextOf(usage));
    const id = newId('req', deps.clock.now());
    const beside = look.model === undefined ? undefined : deps.snapshot().models.get(look.model);
    const job: Charged = {
      ...this.#session,
      requestId: id,
      startedAt: this.#turnAt,
      hold,
      ...(beside?.price ? { model: beside, price: beside.price } : {}),
    };
    const facts = factsFor(job, this.#candidate, look.facts, deps.clock.now());
    const record = chargeRecord(
      deps,
      job,
      {
        status: 200,
        fault,
        candidate: this.#candidate,
        upstreamId: undefined,
        attempts: [],
        notes: [`session: ${this.#session.requestId}`, ...(look.model ? [`model: ${look.model}`] : [])],
        firstByteAt: undefined,
        usage,
        facts,
      },
      costOf(job, usage, facts),
    );
    await deps.journal.append(record);
    deps.watch.settled(record);
  }

  /** Money for the turn to come. Without any the session is over. */
  async #nextHold(): Promise<void> {
    if (this.#hold || this.#over) return;
    this.#hold = await this.#session.holdFor(this.#context + turnInput);
  }

  /** A turn that nobody hears is stopped, and charged by what the upstream says that it was. */
  #clientLeft(): void {
    if (this.#over) return;
    if (!this.#inTurn || this.#upstream.readyState !== WebSocket.OPEN) return void this.#end(undefined);
    this.#upstream.resume();
    this.#upstream.send(this.#session.front.cancelEvent);
    setTimeout(() => this.#next(() => this.#end(undefined)), lastWordMs).unref();
  }

  #end(error: GatewayError | undefined): void {
    if (this.#over) return;
    this.#over = true;
    void this.#settled(error).finally(() => this.#closed());
  }

  async #settled(error: GatewayError | undefined): Promise<void> {
    const { front, requestId } = this.#session;
    if (this.#upstream.readyState === WebSocket.OPEN) this.#upstream.close(1000);
    else this.#upstream.terminate();
    try {
      // A turn whose end never came: what was heard of it is counted.
      const heard = this.#inTurn ? await this.#heard() : {};
      if (Object.keys(heard).length > 0) await this.#charge(heard, {}, error?.code ?? 'client_gone');
      else if (this.#hold && error)
        logUncharged(this.#deps, { ...this.#session, hold: this.#hold }, error, {
          attempts: [],
          notes: [],
          firstByteAt: undefined,
        });
    } catch (cause) {
      this.#deps.watch.warn('the end of a session could not be charged', { requestId, cause });
    }
    this.#hold?.release();
    if (this.#client.readyState !== WebSocket.OPEN) return;
    this.#client.resume(); // its answer to the close is to be heard
    if (error) this.#client.send(front.faultEvent(error, requestId));
    this.#client.close(error ? closeCode(error) : 1000, error ? error.code : '');
  }
}

/** Sends an event on. Where it has to wait behind too much, the end it came from is read no further until it has gone. */
function passOn(event: string, to: WebSocket, from: WebSocket): void {
  to.send(event, () => {
    if (from.isPaused && to.bufferedAmount < fewWaiting) from.resume();
  });
  if (to.bufferedAmount > mostWaiting && from.readyState === WebSocket.OPEN) from.pause();
}

/** Ends a connection whose other side answers no pings. Returns what stops the watch. */
function keepWatch(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN || socket.isPaused) return;
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, pingMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** RFC 6455: 1008 a rule of ours, 1011 a failure of ours or the upstream's, 1012 a restart. */
const closeCode = (error: GatewayError): number =>
  error.code === 'stopping' ? 1012 : error.fault.blame === 'client' ? 1008 : 1011;

/**
 * Opens the upstream's end, paused so that nothing is lost before the client's stands. Rejects with the GatewayError of
 * the refusal.
 */
export async function dial(
  deps: RelayDeps,
  { outlet, key, upstreamModel }: Candidate,
  port: RealtimePort,
  extra: readonly string[],
): Promise<WebSocket> {
  const credentials = await credentialsOf(outlet, key, deps.clock.now());
  const headers: Record<string, string> = {};
  const list = [...credentials.headers, ...extra];
  for (let at = 0; at + 1 < list.length; at += 2)
    if (list[at] !== 'content-type') headers[list[at]!] = list[at + 1]!;
  const url = outlet.origin.replace(/^http/, 'ws') + outlet.pathPrefix + port.path(upstreamModel);
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, {
      headers,
      handshakeTimeout: openMs,
      maxPayload: largestEvent,
      perMessageDeflate: false,
    });
    socket.once('open', () => {
      socket.pause();
      resolve(socket);
    });
    socket.once('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).subarray(0, 64 * 1024);
        const { code, message, detail } = outlet.provider.readFault(
          response.statusCode ?? 502,
          response.headers,
          body,
        );
        reject(new GatewayError(code, deps.redact(message), detail ?? {}));
      });
    });
    socket.on('error', (cause) =>
      reject(new GatewayError('upstream_unreachable', 'the upstream could not be reached', { cause })),
    );
  });
}
