import type { Readable } from 'node:stream';
import { newId } from '../base/ids.ts';
import { mediaTypeOf } from '../base/media-type.ts';
import { GatewayError } from '../spec/fault.ts';
import { fileIdPrefix, resultPurpose, type Staged } from '../spec/files.ts';
import type { TaskOutput } from '../spec/task.ts';
import type { KeptOutput, TaskRow } from '../spec/task-rows.ts';
import type { TaskDeps, Upstream } from './ports.ts';

/** Pauses before the tries after the first, milliseconds; most links live for an hour at least. */
const pauses = [2_000, 10_000, 60_000, 300_000, 900_000];
const lookMs = 2000;
const atOnce = 4;
/** A stop waits so long for copies; what is not whole then is copied anew. */
const stopMs = 2000;
/** Longer than a copy takes. */
const holdMs = 30 * 60_000;

/** Bytes of a result on their way to a client. */
export type ResultBytes = {
  readonly status: 200 | 206 | 416;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Buffer> | undefined;
};

/** What tasks made: links that live as long as the operator says, copies, and bytes that pass through. */
export class Results {
  readonly #deps: TaskDeps;
  #at = 0;
  #looking = false;
  /** Copies under way: one that hangs keeps one place of several. */
  readonly #copying = new Set<Promise<void>>();
  #stopped = false;

  constructor(deps: TaskDeps) {
    this.#deps = deps;
  }

  soon(): void {
    this.#at = 0;
  }

  tick(now: number): void {
    const room = atOnce - this.#copying.size;
    if (this.#looking || room <= 0 || now < this.#at || this.#stopped) return;
    this.#at = now + lookMs;
    this.#looking = true;
    void this.#copySome(now, room)
      .catch(() => {}) // an absent database is told elsewhere
      .finally(() => {
        this.#looking = false;
      });
  }

  /** Outputs that came as data become files. Rejects where they cannot be kept. */
  async keepData(row: TaskRow, outputs: readonly TaskOutput[]): Promise<readonly KeptOutput[]> {
    const kept: KeptOutput[] = [];
    for (const [index, output] of outputs.entries()) {
      const { data, ...rest } = output;
      const before = row.outputs[index];
      if (data === undefined) {
        // A link that the upstream made anew is the same result: its copy stays.
        kept.push(
          before?.file !== undefined && before.kind === rest.kind ? { ...rest, file: before.file } : rest,
        );
        continue;
      }
      const bytes = Buffer.from(data, 'base64');
      const mediaType = mediaTypeOf(nameOf(rest), rest.mediaType);
      const file = await this.#keep(row, rest, mediaType, [bytes]);
      kept.push({ ...rest, mediaType, file });
    }
    return kept;
  }

  async #keep(
    row: TaskRow,
    output: TaskOutput,
    mediaType: string,
    chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
  ): Promise<string> {
    const { clock, files, largestResult } = this.#deps;
    const id = newId('', clock.now()).replace('_', fileIdPrefix);
    const staged: Staged = await files.bytes.stage(`result-${id}`);
    try {
      for await (const chunk of chunks) {
        if (staged.size + chunk.length > largestResult)
          throw new GatewayError('body_too_large', 'the result is larger than the gateway keeps');
        await staged.write(chunk);
      }
      const size = staged.size;
      const sha256 = await staged.keep(id);
      await files.rows.add(
        {
          id,
          owner: row.owner,
          name: nameOf(output),
          mediaType,
          size,
          sha256,
          purpose: resultPurpose,
          createdAt: clock.now(),
          expiresAt: row.expiresAt,
        },
        Number.MAX_SAFE_INTEGER,
      );
      return id;
    } catch (error) {
      await staged.drop().catch(() => {});
      throw error;
    }
  }

  async #copySome(now: number, room: number): Promise<void> {
    const due = await this.#deps.rows.claimCopies(now, now + holdMs, room);
    for (const row of due) {
      const copying = this.#copy(row)
        .catch(() => {}) // claimed again when nobody holds it any more
        .finally(() => {
          this.#copying.delete(copying);
          this.#at = 0;
        });
      this.#copying.add(copying);
    }
  }

  async #copy(row: TaskRow & { readonly tries: number }): Promise<void> {
    const { rows, clock, watch, upstream } = this.#deps;
    const from = row.provider === null ? undefined : upstream({ ...row, provider: row.provider });
    const outputs: KeptOutput[] = [];
    let failure: unknown;
    for (const output of row.outputs) {
      const wanted = output.file === undefined && (output.url ?? output.path) !== undefined;
      if (!wanted || !from) {
        outputs.push(output);
        continue;
      }
      try {
        outputs.push(await this.#copyOne(row, output, from));
      } catch (error) {
        failure = error;
        outputs.push(output);
      }
    }
    const pause = pauses[row.tries];
    if (failure !== undefined && pause === undefined)
      watch.warn('the results of a task could not be copied', { task: row.id, cause: String(failure) });
    const again = { at: pause === undefined ? null : clock.now() + pause };
    await rows.copied(row.id, outputs, failure === undefined ? undefined : again);
  }

  async #copyOne(row: TaskRow, output: KeptOutput, from: Upstream): Promise<KeptOutput> {
    const { status, headers, body } = await from.fetch(output);
    if (status !== 200) {
      body.on('error', () => {}).destroy(); // an unread body tells of its end as an error
      throw new GatewayError('upstream_failed', `the result was answered with ${status}`);
    }
    const said = headers['content-type'];
    const mediaType = mediaTypeOf(
      nameOf(output),
      output.mediaType ?? (typeof said === 'string' ? said : undefined),
    );
    return { ...output, mediaType, file: await this.#keep(row, output, mediaType, body) };
  }

  /**
   * One result, or the part of it that `range` (the text of the header) asks for. From the gateway's copy, else as it flows
   * from where it lies. Throws task_unknown where there is none (any more), and what its fetch came to.
   */
  async open(row: TaskRow, index: number, range: string | undefined): Promise<ResultBytes> {
    const output = row.outputs[index];
    if (!output) throw gone();
    if (output.text !== undefined) return whole(Buffer.from(output.text), 'text/plain; charset=utf-8');
    if (output.file !== undefined) {
      const file = await this.#deps.files.rows.find(output.file, row.owner);
      if (!file) throw gone();
      const part = partOf(range, file.size);
      const headers = {
        'content-type': file.mediaType,
        'accept-ranges': 'bytes',
        etag: `"${file.sha256.slice(0, 32)}"`,
      };
      if (part === 'none')
        return {
          status: 416,
          headers: { ...headers, 'content-range': `bytes */${file.size}` },
          body: undefined,
        };
      const body = await this.#deps.files.bytes.pass(output.file, part ?? { from: 0, to: file.size - 1 });
      if (!body) throw gone();
      return part
        ? {
            status: 206,
            headers: {
              ...headers,
              'content-length': String(part.to - part.from + 1),
              'content-range': `bytes ${part.from}-${part.to}/${file.size}`,
            },
            body,
          }
        : { status: 200, headers: { ...headers, 'content-length': String(file.size) }, body };
    }
    const from = row.provider === null ? undefined : this.#deps.upstream({ ...row, provider: row.provider });
    if (!from) throw gone();
    if (from.keep === 'on-demand') {
      await this.#deps.rows.wantCopy(row.id, this.#deps.clock.now());
      this.soon();
    }
    const answer = await from.fetch(output, range);
    return passed(answer, output);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.race([
      Promise.all(this.#copying),
      new Promise((resolve) => setTimeout(resolve, stopMs).unref()),
    ]);
  }
}

const gone = (): GatewayError =>
  new GatewayError('task_unknown', 'there is no such result; the task has none, or it is past its time');

const nameOf = (output: TaskOutput): string => {
  const path = /\/([\w.-]+\.\w{2,4})(?:$|\?)/.exec(output.url ?? output.path ?? '')?.[1];
  return path ?? `${output.role ?? output.kind}${defaultEndings[output.kind]}`;
};
const defaultEndings = { video: '.mp4', image: '.png', audio: '.mp3', text: '.txt', file: '' } as const;

const whole = (bytes: Buffer, type: string): ResultBytes => ({
  status: 200,
  headers: { 'content-type': type, 'content-length': String(bytes.length) },
  body: [bytes] as unknown as AsyncIterable<Buffer>,
});

/** The bytes that a Range header asks for; undefined: all; 'none': there are no such. Several ranges are all. RFC 9110. */
export function partOf(
  range: string | undefined,
  size: number,
): { from: number; to: number } | 'none' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range?.trim() ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, first, last] = match;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from >= size || from > to ? 'none' : { from, to };
}

/** What may be told of a result that comes from elsewhere; types that a browser would run are not. */
function passed(
  answer: {
    status: number;
    headers: Readonly<Record<string, string | string[] | undefined>>;
    body: Readable;
  },
  output: TaskOutput,
): ResultBytes {
  const { status, headers, body } = answer;
  if (status !== 200 && status !== 206 && status !== 416) {
    body.on('error', () => {}).destroy(); // an unread body tells of its end as an error
    throw new GatewayError(
      'upstream_failed',
      status === 403 || status === 404 || status === 410
        ? 'the upstream does not have this result any more'
        : `the upstream answered ${status} when the result was fetched`,
    );
  }
  const shown: Record<string, string> = {};
  for (const name of ['content-length', 'content-range', 'accept-ranges', 'etag', 'last-modified']) {
    const value = headers[name];
    if (typeof value === 'string') shown[name] = value;
  }
  const said = headers['content-type'];
  shown['content-type'] = mediaTypeOf(
    nameOf(output),
    output.mediaType ?? (typeof said === 'string' ? said : undefined),
  );
  return { status, headers: shown, body };
}
