import { redact } from '../base/redact.ts';
import type { TaskRequest } from '../spec/task-gallery.ts';
import type { Submission } from './submission.ts';

/** Characters of a request that is kept with its task, and of one text in it: pictures are not kept twice. */
const mostText = 64 * 1024;
const longestValue = 4096;
const secretName = /^(?:api[_-]?key|access[_-]?(?:key|token)|secret(?:[_-]?key)?|password|authorization)$/i;

/**
 * What the client asked for, as it may be shown again: without its query, long texts cut, credentials taken out. Undefined
 * where it is too large even so.
 */
export function keptRequest({ sent, call }: Pick<Submission, 'sent' | 'call'>): TaskRequest | undefined {
  if (!sent) return undefined;
  let whole = sent.asJson;
  const text = JSON.stringify(sent.body ?? call.body, (name, value: unknown) => {
    if (typeof value !== 'string') return value;
    if (value.length > longestValue) {
      whole = false;
      return `${value.slice(0, 64)}… (${value.length} characters)`;
    }
    const shown = secretName.test(name) ? '' : redact(value);
    if (shown !== value) whole = false;
    return shown;
  });
  if (text.length > mostText) return undefined;
  return { method: sent.method, path: sent.path, body: JSON.parse(text), whole };
}
