import { topLevelSpans } from '../../base/json-span.ts';
import type { Around, PlacedString } from '../../base/json-strings.ts';
import { GatewayError } from '../../spec/fault.ts';
import { fileIdPrefix, isFileId } from '../../spec/files.ts';

/** What wires have in common that name our files in their requests. */

/** Our id in a name of any wire: 'file-k4u…' (OpenAI), 'file_k4u…' (Anthropic), 'files/k4u…' (Gemini). */
export function idOf(name: string): string | undefined {
  const id = /^(?:file[-_]|files\/)?(\w+)$/.exec(name)?.[1] ?? '';
  return isFileId(id) ? id : undefined;
}

/** What is looked for in the bytes of a body. */
export const needles = { openai: `file-${fileIdPrefix}`, anthropic: `file_${fileIdPrefix}` } as const;

export type Change = { readonly start: number; readonly end: number; readonly by: readonly Buffer[] };

/** JSON text with base64 in the middle of it. */
export const around = (before: string, base64: Buffer, after: string): readonly Buffer[] => [
  Buffer.from(before),
  base64,
  Buffer.from(after),
];

/** A field of an object that stands in the bytes: where its value is, in the bytes. */
export function fieldIn(bytes: Buffer, object: Around, name: string) {
  const span = topLevelSpans(bytes.subarray(object.start, object.end)).get(name);
  return span && { start: object.start + span.start, end: object.start + span.end };
}

/** A file where only an upstream's own can be used: inside its sandbox, its search. */
export const cannotInline = ({ path }: PlacedString): GatewayError =>
  new GatewayError(
    'field_invalid',
    `${path}: a file of the gateway can stand in the content of a message, and not here`,
    { param: path },
  );
