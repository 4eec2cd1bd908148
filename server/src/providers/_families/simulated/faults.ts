/**
 * What a request may ask to go wrong with the header `x-key4u-simulate` (several, parted by commas).
 *
 * Before anything is answered: `429`, `500`, `503`, `401`, `refuse`, `timeout` (no headers until the caller
 * leaves), `garbage` (200 with HTML), `error-200` (200 with an error body). `fail` is a 500 on whole answers and a
 * stream whose first event is an error. In the answer: `stall` (half of it, then silence), `cut` (half of it, then
 * the connection breaks), `half-event` (ends cleanly inside an event), `error-event`, `no-done`, `crlf`,
 * `no-usage`, `lie` (absurd usage), `slow` (20 times the pace).
 * Of a job that is asked about later (jobs.ts): `fail` lets it fail at its end, `slow` takes a minute, `stuck` never
 * ends.
 */
export const faultNames = [
  '401',
  '429',
  '500',
  '503',
  'refuse',
  'timeout',
  'garbage',
  'error-200',
  'fail',
  'stall',
  'cut',
  'half-event',
  'error-event',
  'no-done',
  'crlf',
  'no-usage',
  'lie',
  'slow',
  'stuck',
] as const;

export type FaultName = (typeof faultNames)[number];
export type FaultNames = ReadonlySet<FaultName>;

/**
 * Reads the header. Throws what `refusal` makes of a message for a word that means nothing, so that a typing error is
 * not a silent success.
 */
export function readFaults(headers: Headers, refusal: (message: string) => Error): FaultNames {
  const faults = new Set<FaultName>();
  for (const word of (headers.get('x-key4u-simulate') ?? '').split(',')) {
    const name = word.trim().toLowerCase();
    if (name === '') continue;
    const known = faultNames.find((fault) => fault === name);
    if (known === undefined)
      throw refusal(
        `Invalid value in x-key4u-simulate: '${name}'. Supported values are: ${faultNames.join(', ')}.`,
      );
    faults.add(known);
  }
  return faults;
}
