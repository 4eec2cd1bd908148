import { isObject, type Json } from '../base/json.ts';
import type { TaskOutput, TaskView } from '../spec/task.ts';
import type { KeptOutput, TaskRow } from '../spec/task-rows.ts';
import type { KeepResults } from './ports.ts';

/** The endings of result links, by media type and by kind. */
const endings: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/mp4': 'm4a',
};
const kindEndings: Readonly<Record<TaskOutput['kind'], string>> = {
  video: 'mp4',
  image: 'png',
  audio: 'mp3',
  text: 'txt',
  file: 'bin',
};

const endingOf = ({ mediaType, kind, url }: TaskOutput): string =>
  endings[mediaType ?? ''] ??
  /\.(mp4|webm|mov|png|jpe?g|webp|gif|svg|mp3|wav|m4a)(?:$|\?)/i.exec(url ?? '')?.[1]?.toLowerCase() ??
  kindEndings[kind];

/** What a link to a result proves itself with. */
export const resultProof = (sign: (text: string) => string, task: string, index: number): string =>
  sign(`result ${task} ${index}`).slice(0, 32);

/** The gateway's own link to a result. */
export const resultLink = (
  sign: (text: string) => string,
  { origin, id }: Pick<TaskRow, 'origin' | 'id'>,
  output: TaskOutput,
  index: number,
): string =>
  `${origin}/results/${id}/${index}/${resultProof(sign, id, index)}/${output.role ?? output.kind}.${endingOf(output)}`;

/**
 * The task as `dialect` shows it. `keep`: what becomes of the results of its channel; where they are only linked, the
 * upstream's public addresses are shown.
 */
export function viewOf(
  row: TaskRow,
  dialect: { readonly id: string; readonly wire: string },
  keep: KeepResults,
  sign: (text: string) => string,
): TaskView {
  const links = new Map<string, string>();
  const outputs = row.outputs.map((output: KeptOutput, index) => {
    const { path, data: _data, file, ...shown } = output;
    if (output.text !== undefined) return { ...shown, index };
    const linked = keep === 'link' && file === undefined && output.url !== undefined;
    const url = linked ? output.url : resultLink(sign, row, output, index);
    for (const old of [output.url, path]) if (old !== undefined && old !== url) links.set(old, url);
    return { ...shown, url, index };
  });
  return {
    id: row.id,
    requestId: row.requestId,
    status: row.status,
    progress: row.progress,
    dialect: row.dialect,
    kind: row.kind,
    action: row.action,
    model: row.model,
    outputs,
    memo: row.dialect === dialect.id ? row.memo : {},
    createdAt: row.createdAt,
    usage: row.usage,
    facts: row.facts,
    hold: row.hold,
    cost: row.cost,
    mode: row.mode,
    origin: row.origin,
    version: row.version,
    expiresAt: row.expiresAt,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.fault === null ? {} : { fault: row.fault }),
    ...(row.prompt === null ? {} : { prompt: row.prompt }),
    ...(row.parent === null ? {} : { parent: row.parent }),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt }),
    ...(row.finishedAt === null ? {} : { finishedAt: row.finishedAt }),
    ...(row.native !== null && row.wire === dialect.wire
      ? { native: replaced(row.native, links) as Json }
      : {}),
  };
}

/** The value with every text that is one of the links replaced. */
function replaced(value: unknown, links: ReadonlyMap<string, string>): unknown {
  if (links.size === 0) return value;
  if (typeof value === 'string') return links.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => replaced(one, links));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, links)]));
}
