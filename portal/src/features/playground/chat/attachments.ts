import type { Attachment } from '../wire/turns.ts';

/** Files that go along with a question: read into memory, and nowhere else. */

export const mostBytes = 15 * 1024 * 1024;

const base64Of = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });

const kindOf = ({ type }: Blob): Attachment['kind'] =>
  /^image\/(png|jpeg|gif|webp)$/.test(type)
    ? 'image'
    : /^audio\/(mpeg|mp3|wav|x-wav|wave)$/.test(type)
      ? 'audio'
      : 'file';

const textual = /^(text\/|application\/(pdf|json|xml|x-yaml|javascript))/;

export type Refused = { readonly name: string; readonly why: 'size' | 'kind' };

export async function readAttachments(
  files: Iterable<File>,
  takes: readonly Attachment['kind'][],
): Promise<{ readonly read: readonly Attachment[]; readonly refused: readonly Refused[] }> {
  const read: Attachment[] = [];
  const refused: Refused[] = [];
  for (const file of files) {
    const kind = kindOf(file);
    const mediaType = file.type || 'text/plain';
    if (!takes.includes(kind) || (kind === 'file' && !textual.test(mediaType)))
      refused.push({ name: file.name, why: 'kind' });
    else if (file.size > mostBytes) refused.push({ name: file.name, why: 'size' });
    else read.push({ kind, name: file.name, mediaType, base64: await base64Of(file) });
  }
  return { read, refused };
}
