import type { ChatFeature, Losses } from '../spec/chat.ts';
import { GatewayError } from '../spec/fault.ts';

const mostNames = 40;

/** What one conversion left out, for the client's header and the receipt. */
export class LossList implements Losses {
  readonly #names = new Set<string>();

  drop(_feature: ChatFeature, name: string): void {
    // Names may be a client's own field names: nothing that could break a header.
    const clean = name.replace(/[^\w.[\]-]/g, '').slice(0, 60);
    if (clean !== '' && this.#names.size < mostNames) this.#names.add(clean);
  }

  refuse(_feature: ChatFeature, param: string, message: string): never {
    throw new GatewayError('field_invalid', message, { param });
  }

  get names(): readonly string[] {
    return [...this.#names];
  }
}

/** Headers that tell a client what was left out; none where nothing was. */
export const lossHeaders = (names: readonly string[]): Record<string, string> =>
  names.length === 0
    ? {}
    : {
        'x-key4u-dropped': names.join(', '),
        warning: `299 key4u "not carried over to this model: ${names.join(', ')}"`,
      };
