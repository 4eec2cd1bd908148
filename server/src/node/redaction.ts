import { redact } from '../base/redact.ts';
import type { Snapshot } from '../relay/snapshot.ts';

/** Keys and addresses of channels: never in a text for a client. */
export const literalsOf = (snapshot: Snapshot): string[] =>
  [...snapshot.outlets.values()]
    .flatMap(({ channel }) => [
      channel.baseUrl,
      ...channel.keys.map(({ secret }) => secret),
      ...Object.values(channel.options.headers),
    ])
    .filter((text) => text.length >= 4);

/** Error texts of causes may hold addresses and keys of upstreams. */
export function cleaned(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => {
      if (value instanceof Error) return [name, redact(value.stack ?? value.message)];
      return [name, typeof value === 'string' ? redact(value) : value];
    }),
  );
}
