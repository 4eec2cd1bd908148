import { queries } from '@/api/queries.ts';
import { pageQuery } from './data.ts';
import { type Credential, type Draft, draftOf, sendDraft } from './try-send.ts';
import type { Example } from './types.ts';

/**
 * Some examples ask about what an earlier call made: a task, a file. That call is made first, as its own page shows it,
 * and its values are put in; the same one is asked about again when the example is sent again.
 */

/** What stands in the place of a sample: known for as long as the portal stays open, by the key that made it. */
const made = new Map<string, string>();

export type TakeStep = { readonly title: string };

/** A value that a call only gives after a while is waited for so long. */
const patienceMs = 30_000;
const pauseMs = 1000;

const nameOf = (credential: Credential, from: string, sample: string): string =>
  `${credential.kind === 'key' ? credential.key.slice(0, 12) : credential.kind} ${from} ${sample}`;

function valueAt(reply: string | undefined, at: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(reply ?? '');
  } catch {
    return undefined;
  }
  for (const step of at)
    value = typeof value === 'object' && value !== null ? (Reflect.get(value, step) as unknown) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

export function replaced(draft: Draft, values: ReadonlyMap<string, string>): Draft {
  let { address, body } = draft;
  for (const [sample, value] of values) {
    address = address
      .replaceAll(encodeURIComponent(sample), encodeURIComponent(value))
      .replaceAll(sample, value);
    body = body?.replaceAll(sample, value);
  }
  return { ...draft, address, body };
}

const isMentioned = ({ address, body }: Draft, sample: string): boolean =>
  address.includes(sample) ||
  address.includes(encodeURIComponent(sample)) ||
  (body?.includes(sample) ?? false);

/** Makes what the draft speaks of. A value that the reader wrote himself is left alone. Throws when a call gave none. */
export async function withTakes(
  example: Example,
  draft: Draft,
  credential: Credential,
  language: string,
  signal: AbortSignal,
  onStep: (step: TakeStep) => void,
): Promise<Draft> {
  const values = new Map<string, string>();
  for (const { sample, from, at } of example.takes) {
    if (!isMentioned(draft, sample)) continue;
    const name = nameOf(credential, from, sample);
    const known = made.get(name);
    if (known !== undefined) {
      values.set(sample, known);
      continue;
    }
    const page = await queries.ensureQueryData(pageQuery(language, from));
    const source = page.examples[0];
    if (!source) throw new Error(from);
    onStep({ title: page.title });
    const asked = await withTakes(source, draftOf(source.request), credential, language, signal, onStep);
    for (const until = Date.now() + patienceMs; ; ) {
      const { text } = await sendDraft(source.request, asked, credential, signal, () => {});
      const value = valueAt(text, at);
      if (value !== undefined) {
        made.set(name, value);
        values.set(sample, value);
        break;
      }
      if (!source.answer.comes || Date.now() > until) throw new Error(page.title);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return replaced(draft, values);
}
