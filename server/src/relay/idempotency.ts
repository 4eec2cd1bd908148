import { hash } from 'node:crypto';
import { GatewayError } from '../spec/fault.ts';
import type { StoredAnswer } from '../spec/records.ts';
import type { RelayDeps } from './ports.ts';

const longestKey = 255;
const pollMs = 500;

/**
 * `Idempotency-Key`: the same key with the same body gives the stored answer, or waits for the running call, without
 * a second charge; another body is a conflict. Keys belong to the API key that sent them.
 */
export class Idempotency {
  readonly #deps: RelayDeps;
  /** Calls that run on this node, by owner and key: whoever comes second waits here. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(deps: RelayDeps) {
    this.#deps = deps;
  }

  /**
   * Runs `work` under the key, or answers with what an earlier call gave. `work` tells whether its answer was stored.
   * Throws idempotency_conflict, idempotency_running, field_invalid, store_unavailable.
   */
  async run(
    owner: number,
    key: string,
    request: string,
    body: Buffer,
    replay: (answer: StoredAnswer) => void,
    gone: () => boolean,
    work: () => Promise<boolean>,
  ): Promise<void> {
    if (key.length > longestKey || !/^[\x21-\x7e]+$/.test(key))
      throw new GatewayError(
        'field_invalid',
        `an Idempotency-Key is 1 to ${longestKey} printable ASCII characters`,
        { param: 'Idempotency-Key' },
      );
    const { clock, idempotency, node, settings } = this.#deps;
    const bodyHash = hash('sha256', Buffer.concat([Buffer.from(`${request}\n`), body]), 'hex');
    const name = `${owner} ${key}`;
    const until = clock.now() + settings.earlyHeadMs * 4;
    for (;;) {
      const claim = await idempotency
        .claim({ owner, key, bodyHash, node, expiresAt: clock.now() + settings.idempotencyMs })
        .catch((cause: unknown) => {
          throw new GatewayError(
            'store_unavailable',
            'the gateway cannot look up Idempotency-Keys at the moment; nothing was sent, try again shortly',
            { retryAfter: 5, cause },
          );
        });
      if (claim.state === 'other-body')
        throw new GatewayError(
          'idempotency_conflict',
          'this Idempotency-Key was used with another request; use a new key for a new request',
        );
      if (claim.state === 'done') return replay(claim.answer);
      if (claim.state === 'mine') break;
      if (gone()) throw new GatewayError('client_gone', 'the client left');
      if (clock.now() >= until)
        throw new GatewayError(
          'idempotency_running',
          'the first request with this Idempotency-Key is still running; ask again in a moment',
          { retryAfter: 5 },
        );
      // Here: wait for it; on another node, or between its end and its way into the database: look again soon.
      await Promise.race([this.#running.get(name) ?? pause(), pause()]);
    }
    const running = work().then(
      (stored) => (stored ? undefined : this.#release(owner, key)),
      async (error: unknown) => {
        await this.#release(owner, key);
        throw error;
      },
    );
    this.#running.set(
      name,
      running.catch(() => {}),
    );
    try {
      await running;
    } finally {
      this.#running.delete(name);
    }
  }

  /** A call that gave nothing to store frees its key. Should the database be away, the sweep does it later. */
  async #release(owner: number, key: string): Promise<void> {
    await this.#deps.idempotency.release(owner, key).catch(() => {});
  }
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve, pollMs).unref());
