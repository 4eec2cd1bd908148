import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Clock } from '../base/clock.ts';
import type { Vault } from '../base/secret.ts';
import { GatewayError } from '../spec/fault.ts';

const prefix = 'ek_';
const longestSeconds = 7200;
/** It travels in a header, and all of them together may have 32 kB. */
const longestSecret = 16 * 1024;

/** What a short-lived key is made for. */
type Asked = {
  /** How long it may be used. */
  readonly seconds: number;
  /** The only model that it opens sessions of. */
  readonly model: string | undefined;
  /** The event that such a session begins with. */
  readonly opening?: string;
  /** It may be used wherever a key may. Else: to open sessions. */
  readonly everywhere?: boolean;
};

export type Opened = {
  readonly key: string;
  readonly model?: string;
  readonly opening?: string;
  readonly everywhere?: true;
};

export const isShortKey = (text: string): boolean => text.startsWith(prefix);

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

  /** `expiresAt` in milliseconds. Throws field_invalid where the opening event is too long to be carried in a key. */
  make(
    key: string,
    { seconds, model = '', opening = '', everywhere = false }: Asked,
  ): { secret: string; expiresAt: number } {
    const expiresAt = this.#clock.now() + Math.min(seconds, longestSeconds) * 1000;
    const packed = opening === '' ? '' : deflateRawSync(opening).toString('base64url');
    const secret =
      prefix + this.#vault.seal(JSON.stringify([key, expiresAt, model, packed, everywhere ? 1 : 0]));
    if (secret.length > longestSecret)
      throw new GatewayError(
        'field_invalid',
        'the settings of the session are too long for a client secret; send them as a session.update when it is open',
        { param: 'session' },
      );
    return { secret, expiresAt };
  }

  /** The real key behind a short-lived one; another text is given back as it is. Throws token_invalid, token_expired. */
  open(text: string): Opened {
    if (!isShortKey(text)) return { key: text };
    let parsed: unknown;
    try {
      parsed = JSON.parse(this.#vault.open(text.slice(prefix.length)));
    } catch (cause) {
      throw new GatewayError('token_invalid', 'this client secret was not made here', { cause });
    }
    const [key, expiresAt, model, packed, everywhere] = parsed as [string, number, string, string, 0 | 1];
    if (this.#clock.now() >= expiresAt)
      throw new GatewayError('token_expired', 'this client secret has expired; make a new one');
    return {
      key,
      ...(model === '' ? {} : { model }),
      ...(packed ? { opening: inflateRawSync(Buffer.from(packed, 'base64url')).toString() } : {}),
      ...(everywhere ? { everywhere: true } : {}),
    };
  }
}
