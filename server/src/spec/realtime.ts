import type { Bounds, RequestHead } from './call.ts';
import type { GatewayError } from './fault.ts';
import type { FaultReading } from './provider.ts';
import type { Facts, Usage } from './usage.ts';

/** Two-way sessions of JSON events over a WebSocket. Both ends speak the same wire; events pass as they are. */

/** What an opening request says. */
export type RealtimeOpening = {
  readonly model: string;
  /** The key, where it came in place of a header (a browser cannot set any). */
  readonly key?: string;
  /** The subprotocol to select; never one that holds the key. */
  readonly protocol?: string;
  readonly facts: Facts;
};

/** The client's side of such a wire, in its dialect. */
export type RealtimeFront = {
  /** Throws GatewayError. */
  readonly open: (head: RequestHead) => RealtimeOpening;
  /**
   * One event of the client, as it may go upstream. Throws GatewayError (field_invalid) for one that may not, such as a
   * change of the model that the session was opened and is charged for.
   */
  readonly clientEvent: (text: string, model: string, upstreamModel: string) => string;
  /** An event that says what went wrong. */
  readonly faultEvent: (error: GatewayError, requestId: string) => string;
  /** Asks the upstream to stop what it is saying; sent when the client has left. */
  readonly cancelEvent: string;
};

/** What one event of the upstream tells. */
export type RealtimeLook = {
  /** A turn has begun; it ends with an event that has `turnEnds`. */
  readonly turnBegins?: boolean;
  readonly turnEnds?: boolean;
  /** What the turn, or something beside it (a transcription), consumed: charged before the event goes on. */
  readonly usage?: Usage;
  readonly facts?: Facts;
  /** The model that consumed it, where it is another than the session's. */
  readonly model?: string;
  /** Text that was produced, for counting a turn whose end never came. */
  readonly text?: string;
  /** Units beside text that were produced (sound), for the same; may have fractions. */
  readonly produced?: Usage;
  /** The session cannot go on. */
  readonly fault?: FaultReading;
  /** The event as the client may see it, where it differs. */
  readonly shown?: string;
};

/** Looks at the events of one session's upstream, in the order in which they come. Never throws. */
export type RealtimeReader = { readonly look: (text: string) => RealtimeLook };

/** The upstream's side, in a provider's wire. */
export type RealtimePort = {
  /** Path and query behind the channel's base URL. */
  readonly path: (upstreamModel: string) => string;
  readonly serves: (upstreamModel: string) => boolean;
  /** A reader for one session: an event may mean what an earlier one said (which model transcribes, in which format sound comes). */
  readonly openReader: () => RealtimeReader;
  /** The most that one turn may consume, `inputTokens` of context included; for holds. */
  readonly turnBounds: (inputTokens: number) => Bounds;
};

/** One end of a WebSocket, as simulators see it. */
export type RealtimeSocket = {
  send(text: string): void;
  /** With 1006, the code of a connection that broke, it breaks. */
  close(code?: number, reason?: string): void;
  onText(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
};

/**
 * A simulated upstream's session. A Response refuses the opening; otherwise it is called with the open socket.
 */
export type SimulateRealtime = (request: Request) => Response | ((socket: RealtimeSocket) => void);

/** A short-lived key for a client that must not see the real one, as its wire asks for it and answers it. */
export type SecretFront = {
  /**
   * Throws GatewayError. `seconds`: how long it may be used to open a session. `opening`: an event that each session
   * opened with it sends upstream first, which gives it its settings.
   */
  readonly read: (body: Buffer) => {
    readonly seconds: number;
    readonly model: string | undefined;
    readonly opening?: string;
  };
  readonly write: (secret: string, expiresAt: number, body: Buffer) => string;
};
