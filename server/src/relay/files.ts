import type { IncomingMessage } from 'node:http';
import type { Clock } from '../base/clock.ts';
import { newId } from '../base/ids.ts';
import { mediaTypeOf } from '../base/media-type.ts';
import type { Vault } from '../base/secret.ts';
import type { RequestHead } from '../spec/call.ts';
import type { CountEndpoint, Dialect, FileEndpoint, RelayEndpoint, WireAnswer } from '../spec/dialect.ts';
import { GatewayError } from '../spec/fault.ts';
import {
  type FileBytes,
  type FileDesk,
  type FileRefs,
  type FileRows,
  fileIdPrefix,
  type InlineFile,
  type NewFile,
  type Staged,
  type StoredFile,
  type Upload,
} from '../spec/files.ts';
import type { BodyReader } from './body.ts';
import { linksFor, sendLinked, unknownLink } from './file-links.ts';
import type { Job, RelayDeps } from './ports.ts';
import type { Reply } from './reply.ts';

/** Uploads that one account may have open at once, begun ones included. */
const mostOpen = 20;
/** An upload that nobody went on with for so long is over; and bytes for which no row came in that time never get one. */
const idleMs = 3_600_000;
/** What a form adds to its file. */
const wrapping = 64 * 1024;
const longestName = 255;
/** Files that one request may name, doubles counted. */
const mostNamed = 100;

export type FileBounds = {
  /** Bytes of one account's files together. */
  readonly perUser: number;
  /** The longest that a file is kept. */
  readonly longestMs: number;
};

export type FilesDeps = {
  readonly rows: FileRows;
  readonly bytes: FileBytes;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Bytes of one file, and of all files that one request names. */
  readonly mostBytes: number;
  readonly bounds: (owner: number) => Promise<FileBounds>;
};

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;

const tooLarge = (most: number): GatewayError =>
  new GatewayError('body_too_large', `a file may have at most ${megabytes(most)}`);

const unknownFile = (name: string): GatewayError =>
  new GatewayError(
    'file_unknown',
    `there is no file '${name.slice(0, 100)}' for this account; it was deleted, or is past its time`,
  );

const over = (): GatewayError =>
  new GatewayError('file_unknown', 'this upload is over, or was not begun here; begin it again');

/** Files that customers upload. A customer sees their own only. */
export class Files {
  readonly #deps: FilesDeps;

  constructor(deps: FilesDeps) {
    this.#deps = deps;
  }

  /**
   * Answers one of a dialect's endpoints for files. `who`: the account that asks, known by its key. `origin`: where the
   * gateway is for it.
   */
  async serve(
    dialect: Dialect,
    endpoint: FileEndpoint,
    head: RequestHead,
    request: IncomingMessage,
    reply: Reply,
    bodies: BodyReader,
    who: () => Promise<number>,
    origin: string,
  ): Promise<void> {
    const linked = dialect.linkedFiles;
    const front = linked
      ? linked.over(linksFor(this.#deps.vault, endpoint, origin), endpoint.path)
      : dialect.files!;
    if (endpoint.does === 'upload-file') {
      const token = front.goesOn?.(head);
      const desk = token === undefined ? new Desk(this.#deps, await who()) : await this.#deskOf(token);
      try {
        const pieces = bodies.pieces(request, this.#deps.mostBytes + wrapping);
        answer(reply, await front.upload(head, pieces, desk));
      } finally {
        await desk.leave();
      }
      return;
    }
    if (endpoint.does === 'list-files') {
      const owner = await who();
      const query = front.readList(head);
      const found = await this.#deps.rows.list(owner, { ...query, limit: query.limit + 1 });
      answer(reply, front.writeList(found.slice(0, query.limit), found.length > query.limit, head));
      return;
    }
    const owner = endpoint.open && linked ? undefined : await who();
    const [name = ''] = Object.values(head.params);
    const unknown = () => (owner === undefined ? unknownLink() : unknownFile(name));
    const id = front.idOf(name);
    const { rows } = this.#deps;
    const file =
      id === undefined ? undefined : await (owner === undefined ? rows.byId(id) : rows.find(id, owner));
    if (!file || (linked && file.purpose !== linked.purpose)) throw unknown();
    if (endpoint.does === 'delete-file') {
      if (!(await rows.remove(file.id, file.owner))) throw unknown();
      await this.#deps.bytes.remove(file.id);
      answer(reply, front.deleted(file, head));
    } else if (owner === undefined) await sendLinked(this.#deps, file, request, reply);
    else if (endpoint.does === 'file-content' || front.wantsContent?.(head))
      await this.#sendContent(file, reply);
    else answer(reply, front.show(file, head));
  }

  /** Gives an account a desk for as long as the work takes. What is not finished then is dropped. */
  async atDesk<T>(owner: number, work: (desk: FileDesk) => Promise<T>): Promise<T> {
    const desk = new Desk(this.#deps, owner);
    try {
      return await work(desk);
    } finally {
      await desk.leave();
    }
  }

  bounds(owner: number): Promise<FileBounds> {
    return this.#deps.bounds(owner);
  }

  /** Deletes a file with its bytes; false where the account has no such file. */
  async drop(id: string, owner: number): Promise<boolean> {
    if (!(await this.#deps.rows.remove(id, owner))) return false;
    await this.#deps.bytes.remove(id);
    return true;
  }

  async #deskOf(token: string): Promise<Desk> {
    let parsed: unknown;
    try {
      parsed = JSON.parse(this.#deps.vault.open(token));
    } catch {
      throw over();
    }
    const [what, owner, name, until, note] = parsed as ['upload', number, string, number, string];
    if (what !== 'upload' || this.#deps.clock.now() > until) throw over();
    const staged = await this.#deps.bytes.resume(name);
    if (staged === 'held')
      throw new GatewayError('field_invalid', 'another request is sending a piece of this upload');
    if (!staged) throw over();
    return new Desk(this.#deps, owner, { staged, name, note });
  }

  async #read({ id }: StoredFile): Promise<AsyncIterable<Buffer>> {
    const chunks = await this.#deps.bytes.read(id);
    if (!chunks)
      throw new GatewayError('gateway_fault', 'the bytes of this file are not here; the operator must look', {
        cause: new Error(`no bytes of ${id}; nodes of one database need one folder of files`),
      });
    return chunks;
  }

  /** Never shown as a page of this address: what customers upload may hold scripts. */
  async #sendContent(file: StoredFile, reply: Reply): Promise<void> {
    const chunks = await this.#read(file);
    reply.head(200, {
      'content-type': file.mediaType,
      'content-length': String(file.size),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name.toWellFormed())}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    });
    const gone = new Promise<void>((resolve) => reply.whenGone(resolve));
    for await (const chunk of chunks) {
      if (reply.gone) return;
      if (!reply.write(chunk, this.#deps.clock.now()))
        await Promise.race([new Promise<void>((resolve) => reply.whenDrained(resolve)), gone]);
    }
    reply.end();
  }

  /**
   * The body with the bytes of the files that it names in it; the same body where it names none. Throws field_invalid,
   * body_too_large.
   */
  async inlined(refs: FileRefs | undefined, body: Buffer, owner: number): Promise<Buffer> {
    const named = refs?.refsIn(body) ?? [];
    if (!refs || named.length === 0) return body;
    if (named.length > mostNamed)
      throw new GatewayError('field_invalid', `a request may name at most ${mostNamed} files`);
    const rows = new Map<string, StoredFile>();
    let together = 0;
    for (const { id, param } of named) {
      const row = rows.get(id) ?? (await this.#deps.rows.find(id, owner));
      if (!row) throw new GatewayError('field_invalid', `${param}: ${unknownFile(id).message}`, { param });
      rows.set(id, row);
      together += row.size;
    }
    if (together > this.#deps.mostBytes)
      throw new GatewayError(
        'body_too_large',
        `the files that the request names have more than ${megabytes(this.#deps.mostBytes)} together`,
      );
    const files = new Map<string, InlineFile>();
    for (const [id, row] of rows)
      files.set(id, {
        name: row.name,
        mediaType: row.mediaType,
        base64: await base64Of(await this.#read(row), row.size),
      });
    return refs.inlined(body, files);
  }

  /** Deletes files that are past their time, uploads that nobody went on with, and bytes that no row knows. */
  async sweep(now: number): Promise<void> {
    const { rows, bytes } = this.#deps;
    for (const id of await rows.sweep(now)) await bytes.remove(id);
    const old = await bytes.idsBefore(now - idleMs);
    const known = await rows.known(old);
    for (const id of old) if (!known.has(id)) await bytes.remove(id);
    await bytes.sweepStaged(now - idleMs);
  }
}

/** May the request name files of ours? Most name none, and wait for nothing; `withFiles` finds out which. */
export const mayNameFiles = ({ dialect, call }: Pick<Job, 'dialect' | 'call'>): boolean =>
  dialect.fileRefs !== undefined && call.body.includes(fileIdPrefix);

/** What was asked, with the bytes of the files that it names in it. What a request may cost is counted with them. */
export async function withFiles<A extends Named>(
  { files, compute }: Pick<RelayDeps, 'files' | 'compute'>,
  asked: A,
  head: RequestHead,
): Promise<A> {
  const { dialect, endpoint, caller, call, earlier } = asked;
  const inlined = (body: Buffer) => files.inlined(dialect.fileRefs, body, caller.userId);
  const body = await inlined(call.body);
  if (body === call.body) return asked;
  const read = await compute.read(dialect.id, endpoint, body, head);
  return {
    ...asked,
    call: {
      ...read,
      named: call.body,
      ...(call.affinity === undefined ? {} : { affinity: call.affinity }),
      ...(call.continues === undefined ? {} : { continues: call.continues }),
      ...(call.background ? { background: true } : {}),
    },
    ...(earlier ? { earlier: { ...earlier, body: await inlined(earlier.body) } } : {}),
  };
}

type Named = Pick<Job, 'dialect' | 'caller' | 'call' | 'earlier'> & {
  readonly endpoint: RelayEndpoint | CountEndpoint;
};

const answer = (reply: Reply, { status, headers, body }: WireAnswer): void =>
  reply.answer(status, { ...headers }, body);

/** An account's desk for one request. */
class Desk implements FileDesk {
  readonly #deps: FilesDeps;
  readonly #owner: number;
  readonly begun: StagedUpload | undefined;
  readonly #uploads: StagedUpload[] = [];

  constructor(deps: FilesDeps, owner: number, begun?: { staged: Staged; name: string; note: string }) {
    this.#deps = deps;
    this.#owner = owner;
    this.begun = begun && new StagedUpload(deps, owner, begun.name, begun.staged, begun.note);
    if (this.begun) this.#uploads.push(this.begun);
  }

  async begin(expected = 0): Promise<Upload> {
    const { bytes, rows, mostBytes, clock } = this.#deps;
    if (expected > mostBytes + wrapping) throw tooLarge(mostBytes);
    const prefix = `${this.#owner}-`;
    const open = await bytes.staged(prefix);
    if (open.length >= mostOpen)
      throw new GatewayError('files_full', `${mostOpen} uploads of this account are open; finish them first`);
    const { perUser } = await this.#deps.bounds(this.#owner);
    const used = (await rows.bytesOf(this.#owner)) + open.reduce((sum, { size }) => sum + size, 0);
    if (used + Math.max(0, expected - wrapping) > perUser) throw noRoom(perUser);
    const name = newId(prefix, clock.now()).replace('_', '');
    const upload = new StagedUpload(this.#deps, this.#owner, name, await bytes.stage(name), '');
    this.#uploads.push(upload);
    return upload;
  }

  /** What is neither finished nor put aside: a fresh one is dropped, one that was begun earlier can be gone on with. */
  async leave(): Promise<void> {
    for (const one of this.#uploads) await (one === this.begun ? one.close() : one.drop());
  }
}

const noRoom = (perUser: number): GatewayError =>
  new GatewayError(
    'files_full',
    `the files of an account may have ${megabytes(perUser)} together; delete some first`,
  );

class StagedUpload implements Upload {
  readonly #deps: FilesDeps;
  readonly #owner: number;
  readonly #name: string;
  readonly #staged: Staged;
  readonly note: string;
  #over = false;

  constructor(deps: FilesDeps, owner: number, name: string, staged: Staged, note: string) {
    this.#deps = deps;
    this.#owner = owner;
    this.#name = name;
    this.#staged = staged;
    this.note = note;
  }

  get size(): number {
    return this.#staged.size;
  }

  async write(bytes: Buffer): Promise<void> {
    if (this.size + bytes.length > this.#deps.mostBytes) throw tooLarge(this.#deps.mostBytes);
    await this.#staged.write(bytes);
  }

  cut(size: number): Promise<void> {
    return this.#staged.cut(size);
  }

  async finish({ name, mediaType, purpose = '', livesMs }: NewFile): Promise<StoredFile> {
    const { rows, bytes, clock } = this.#deps;
    if (this.size === 0) throw new GatewayError('field_invalid', 'the file is empty', { param: 'file' });
    const { perUser, longestMs } = await this.#deps.bounds(this.#owner);
    const createdAt = clock.now();
    const id = newId(fileIdPrefix, createdAt).replace('_', '');
    const { size } = this;
    const sha256 = await this.#staged.keep(id);
    this.#over = true;
    const file: StoredFile = {
      id,
      owner: this.#owner,
      name: name.slice(0, longestName),
      mediaType: mediaTypeOf(name, mediaType),
      size,
      sha256,
      purpose,
      createdAt,
      expiresAt: createdAt + Math.min(livesMs ?? longestMs, longestMs),
    };
    // Where this throws the row may be there or not: the bytes stay, and the sweep knows.
    if (!(await rows.add(file, perUser))) {
      await bytes.remove(id);
      throw noRoom(perUser);
    }
    return file;
  }

  async putAside(note: string): Promise<string> {
    this.#over = true;
    await this.#staged.close();
    const until = this.#deps.clock.now() + idleMs;
    return this.#deps.vault.seal(JSON.stringify(['upload', this.#owner, this.#name, until, note]));
  }

  async close(): Promise<void> {
    if (!this.#over) await this.#staged.close();
  }

  async drop(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    await this.#staged.drop();
  }
}

/** As ASCII bytes, piece by piece: a file of many megabytes does not stall the event loop. */
async function base64Of(chunks: AsyncIterable<Buffer>, size: number): Promise<Buffer> {
  const out = Buffer.allocUnsafe(Math.ceil(size / 3) * 4);
  let at = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % 3);
    at += out.write(bytes.toString('base64', 0, whole), at, 'latin1');
    rest = bytes.subarray(whole);
  }
  at += out.write(rest.toString('base64'), at, 'latin1');
  if (at !== out.length) throw new GatewayError('gateway_fault', 'a stored file has lost bytes');
  return out;
}
