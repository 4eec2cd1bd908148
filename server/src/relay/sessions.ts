import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { boundOf } from '../ledger/price.ts';
import type { Dialect, RealtimeEndpoint } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import type { RealtimePort } from '../spec/realtime.ts';
import { checkAllowed, groupOf, headOf, keyOf, priceFor, simulateHeaders } from './admission.ts';
import { Attempts } from './attempts.ts';
import type { Caller } from './callers.ts';
import type { RelayDeps } from './ports.ts';
import { dial, RealtimeRelay, type Session, turnInput } from './realtime.ts';
import { type Candidate, routeBy } from './route.ts';

type Authenticate = (request: IncomingMessage, key?: string) => Promise<{ caller: Caller; ip: string }>;

/** Opens sessions, and knows those that are open. */
export class Sessions {
  readonly #deps: RelayDeps;
  readonly #authenticate: Authenticate;
  readonly #open = new Set<RealtimeRelay>();

  constructor(deps: RelayDeps, authenticate: Authenticate) {
    this.#deps = deps;
    this.#authenticate = authenticate;
  }

  get count(): number {
    return this.#open.size;
  }

  breakAll(): void {
    for (const one of [...this.#open])
      one.breakOff(new GatewayError('stopping', 'the gateway is being restarted; open the session again'));
  }

  /**
   * Serves one session to its end. Until the client's end is accepted it throws what the opening is refused with; the
   * upstream's end is opened first, so that its refusal can still be told in HTTP.
   */
  async open(
    dialect: Dialect,
    { front, name, kind }: RealtimeEndpoint,
    request: IncomingMessage,
    requestId: string,
    accept: (protocol: string | undefined) => Promise<WebSocket>,
  ): Promise<void> {
    const deps = this.#deps;
    const startedAt = deps.clock.now();
    // The HTTP server has let go of the socket: an error that nobody hears would end the process. 'close' follows.
    request.socket.on('error', () => {});
    if (deps.stopping())
      throw new GatewayError('stopping', 'the gateway is being restarted', { retryAfter: 2 });
    const opening = front.open(headOf(request, {}));
    const sent = opening.key ?? keyOf(request);
    if (sent === undefined)
      throw new GatewayError('token_missing', "no API key: send it as 'Authorization: Bearer sk-…'");
    const short = deps.shortKeys.open(sent);
    const { caller, ip } = await this.#authenticate(request, short.key);
    if (short.model !== undefined && short.model !== opening.model)
      throw new GatewayError('model_not_allowed', 'this client secret was made for another model');
    const snapshot = deps.snapshot();
    checkAllowed(snapshot, caller, opening.model);
    const group = groupOf(snapshot, caller);
    const portOf = ({ outlet, upstreamModel }: Pick<Candidate, 'outlet' | 'upstreamModel'>) => {
      const port = outlet.provider.sessions?.[dialect.wire];
      return port?.serves(upstreamModel) ? port : undefined;
    };
    const { model, tiers } = routeBy(snapshot, caller, opening.model, (one) => portOf(one) !== undefined);
    const price = priceFor(model, opening.model);
    const extraHeaders = simulateHeaders(caller, request);
    const session = (port: RealtimePort): Session => ({
      requestId,
      startedAt,
      ip,
      caller,
      dialect,
      endpoint: { name },
      call: {
        kind,
        endpoint: name,
        model: opening.model,
        stream: true,
        usageInStream: true,
        body: Buffer.alloc(0),
        bounds: port.turnBounds(turnInput),
        facts: opening.facts,
      },
      model,
      tiers,
      price,
      group: caller.group,
      ratio: { text: group.group.ratio, value: group.ratio },
      extraHeaders,
      idempotencyKey: undefined,
      front,
      port,
      holdFor: async (inputTokens) =>
        deps.purses.hold(
          caller.accounts,
          boundOf(price.ceiling, port.turnBounds(inputTokens), model.outputLimit, group.ratio),
        ),
    });
    const first = session(portOf(tiers[0]![0]!)!);
    const hold = await first.holdFor(turnInput);
    try {
      const { candidate, upstream } = await this.#dial(first, portOf);
      const client = await stillThere(request.socket, accept(opening.protocol)).catch((error: unknown) => {
        upstream.terminate();
        throw error;
      });
      const relay = new RealtimeRelay(
        deps,
        session(portOf(candidate)!),
        candidate,
        { client, upstream },
        hold,
      );
      if (short.opening !== undefined) upstream.send(short.opening);
      this.#open.add(relay);
      deps.watch.streamOpened();
      await relay.run().finally(() => {
        this.#open.delete(relay);
        deps.watch.streamClosed();
      });
    } finally {
      hold.release(); // does nothing after a settlement
    }
  }

  /** The first channel that opens its end. */
  async #dial(
    session: Session,
    portOf: (candidate: Candidate) => RealtimePort | undefined,
  ): Promise<{ candidate: Candidate; upstream: WebSocket }> {
    const attempts = new Attempts(this.#deps, session);
    for (;;) {
      const candidate = attempts.next();
      try {
        const upstream = await dial(this.#deps, candidate, portOf(candidate)!, session.extraHeaders);
        attempts.succeeded(candidate, 101);
        return { candidate, upstream };
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        attempts.failed(candidate, error, null);
      }
    }
  }
}

/** An opening that its client gave up, or that is no valid one, is never accepted: its connection only closes. */
async function stillThere(socket: Duplex, accepted: Promise<WebSocket>): Promise<WebSocket> {
  const gone = () => new GatewayError('client_gone', 'the client left before the session was open');
  if (socket.destroyed) throw gone();
  let leave = () => {};
  const left = new Promise<never>((_resolve, reject) => {
    leave = () => reject(gone());
    socket.once('close', leave);
  });
  return Promise.race([accepted, left]).finally(() => socket.off('close', leave));
}
