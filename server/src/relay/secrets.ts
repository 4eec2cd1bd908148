import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import { GatewayError } from '../spec/fault.ts';

const prefix = 'ek_';
const longestSeconds = 7200;

/**
 * Short-lived keys for clients that must not see the real one. A key is sealed into its own text together with its end, so
 * that every node can open it and none has to remember it; a key that is taken away takes them with it.
 */
export class ShortKeys {
  readonly #vault: Pick<Vault, 'seal' | 'open'>;
  readonly #clock: Clock;

  constructor(vault: Pick<Vault, 'seal' | 'open'>, clock: Clock) {
    this.#vault = vault;
    this.#clock = clock;
  }

  /** `expiresAt` in milliseconds. `model`: the only one that it opens sessions of. */
  make(key: string, seconds: number, model: string | undefined): { secret: string; expiresAt: number } {
    const expiresAt = this.#clock.now() + Math.min(seconds, longestSeconds) * 1000;
    return { secret: prefix + this.#vault.seal(JSON.stringify([key, expiresAt, model ?? ''])), expiresAt };
  }

  /** The real key behind a short-lived one; another text is given back as it is. Throws token_invalid, token_expired. */
  open(text: string): { key: string; model?: string } {
    if (!text.startsWith(prefix)) return { key: text };
    let parsed: unknown;
    try {
      parsed = JSON.parse(this.#vault.open(text.slice(prefix.length)));
    } catch (cause) {
      throw new GatewayError('token_invalid', 'this client secret was not made here', { cause });
    }
    const [key, expiresAt, model] = parsed as [string, number, string];
    if (this.#clock.now() >= expiresAt)
      throw new GatewayError('token_expired', 'this client secret has expired; make a new one');
    return { key, ...(model === '' ? {} : { model }) };
  }
}
