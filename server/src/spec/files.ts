import type { RequestHead } from './call.ts';
import type { WireAnswer } from './dialect.ts';

/**
 * Files that clients upload once and name in many requests. The gateway keeps them itself, so that a file can be given to
 * every model: before a request goes anywhere, the bytes of the files that it names stand in it.
 */

/** What the results of tasks are for: they are no uploads, so no list shows them and no quota counts them. */
export const resultPurpose = 'task-result';

/** How every id begins, in whatever form a wire writes it; 29 characters of [0-9a-z] in all. */
export const fileIdPrefix = 'k4u';
const idText = /^k4u[0-9a-z]{26}$/;

/** Could it be the id of a file? */
export const isFileId = (text: string): boolean => idText.test(text);

/** A file as it stands in the store. Times in milliseconds, sizes in bytes. */
export type StoredFile = {
  readonly id: string;
  /** The user whose it is. */
  readonly owner: number;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
  /** The client's word for what it is for; '' in wires without one. */
  readonly purpose: string;
  readonly createdAt: number;
  readonly expiresAt: number;
};

/** Which of an owner's files a list wants. `after`: the id before the first. */
export type FileQuery = {
  readonly limit: number;
  readonly newestFirst: boolean;
  readonly after?: string;
  readonly purpose?: string;
};

/** The rows. What is past its time is not found. */
export type FileRows = {
  /** False, and nothing is written, where the owner's files would then be larger than `most` together. */
  add(file: StoredFile, most: number): Promise<boolean>;
  find(id: string, owner: number): Promise<StoredFile | undefined>;
  /** Whoever's it is, for a link that anybody may follow. Undefined where the account is not enabled. */
  byId(id: string): Promise<StoredFile | undefined>;
  list(owner: number, query: FileQuery): Promise<readonly StoredFile[]>;
  remove(id: string, owner: number): Promise<boolean>;
  /** Bytes of an owner's files together. */
  bytesOf(owner: number): Promise<number>;
  /** Deletes what is past its time and gives the ids back. */
  sweep(now: number): Promise<readonly string[]>;
  /** Which of these are rows, past their time or not. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
};

/** Bytes that arrive, on their way to become a file's. One holder at a time. */
export type Staged = {
  /** Bytes that are there. */
  readonly size: number;
  write(bytes: Buffer): Promise<void>;
  /** Forgets what lies behind the first `size` bytes. */
  cut(size: number): Promise<void>;
  /** They become the bytes of this file, whole and on disk. Gives their SHA-256, hex. Nothing may be written any more. */
  keep(id: string): Promise<string>;
  /** Puts them aside: `resume` finds them. */
  close(): Promise<void>;
  drop(): Promise<void>;
};

/** Where the bytes of files lie. Names hold nothing but [0-9a-z-]. */
export type FileBytes = {
  stage(name: string): Promise<Staged>;
  /** Undefined where nothing is staged under the name; 'held' while another request has it in its hands. */
  resume(name: string): Promise<Staged | 'held' | undefined>;
  /** Names and sizes of what is staged and begins so. */
  staged(prefix: string): Promise<readonly { readonly name: string; readonly size: number }[]>;
  /** Undefined where there is no such file. */
  read(id: string): Promise<AsyncIterable<Buffer> | undefined>;
  /**
   * The bytes from the first to the last of the range, for whoever passes them on: a piece is good until the next one is
   * asked for, because all of them lie in the same memory. Undefined where there is no such file.
   */
  pass(
    id: string,
    range: { readonly from: number; readonly to: number },
  ): Promise<AsyncIterable<Buffer> | undefined>;
  remove(id: string): Promise<void>;
  /** Ids whose bytes have lain here since before the time. */
  idsBefore(time: number): Promise<readonly string[]>;
  /** Deletes what was staged and not touched since. */
  sweepStaged(before: number): Promise<void>;
};

/** What a dialect knows of an upload when its bytes are all there. */
export type NewFile = {
  readonly name: string;
  /** As the client said it; where that says nothing, the name decides. */
  readonly mediaType?: string | undefined;
  readonly purpose?: string;
  /** From now; bounded by the operator's longest. Absent: the longest. */
  readonly livesMs?: number;
};

/** Bytes of one upload in the hands of its dialect. What is neither finished nor put aside in the end is dropped. */
export type Upload = {
  readonly size: number;
  /** What `putAside` was given; '' for a fresh one. */
  readonly note: string;
  /** Throws body_too_large. */
  write(bytes: Buffer): Promise<void>;
  cut(size: number): Promise<void>;
  /** Throws files_full, and field_invalid for an empty file. */
  finish(about: NewFile): Promise<StoredFile>;
  /** A later request may go on with it: gives a token that names it and proves whose it is. Lives for an hour. */
  putAside(note: string): Promise<string>;
  drop(): Promise<void>;
};

/** Where a dialect puts what a client uploads. It is bound to the client's account. */
export type FileDesk = {
  /** `expected`: bytes that are announced, so that what has no room is refused before it is sent. */
  begin(expected?: number): Promise<Upload>;
  /** The upload that the request goes on with (`FileFront.goesOn`). */
  readonly begun: Upload | undefined;
};

/** A dialect's endpoints for files. The relay asks who it is, finds the file and streams the bytes. */
export type FileFront = {
  /** Takes one request of an upload. Reads the body as it comes. */
  readonly upload: (head: RequestHead, body: AsyncIterable<Buffer>, desk: FileDesk) => Promise<WireAnswer>;
  /** The token of an upload that the request goes on with; such a request needs no key. */
  readonly goesOn?: (head: RequestHead) => string | undefined;
  /** Our id in the name that stands in a path; undefined for any other. */
  readonly idOf: (name: string) => string | undefined;
  readonly readList: (head: RequestHead) => FileQuery;
  /** `more`: there are files behind these. */
  readonly writeList: (files: readonly StoredFile[], more: boolean, head: RequestHead) => WireAnswer;
  readonly show: (file: StoredFile, head: RequestHead) => WireAnswer;
  /** Does a request for the file ask for its bytes? */
  readonly wantsContent?: (head: RequestHead) => boolean;
  readonly deleted: (file: StoredFile, head: RequestHead) => WireAnswer;
};

/** Links to files that need no key: what stands in them cannot be guessed, and tells nothing of the file. */
export type FileLinks = {
  /** Where the gateway is for whoever asks: 'https://gateway.example'. */
  readonly origin: string;
  /** 32 hex digits. `opens`: what whoever has them may do. */
  readonly to: (id: string, opens: LinkUse) => string;
  /** Our id in a name that `to` made, whatever ending follows it ('….png'), for what the endpoint does. */
  readonly idOf: (name: string) => string | undefined;
};
export type LinkUse = 'content' | 'delete';

/** Files that are uploaded to be linked. `purpose`: of all of them; no other file is found, whatever a request names. */
export type LinkedFront = {
  readonly purpose: string;
  /** Bytes of one file, and the media types that are taken. */
  readonly largest: number;
  readonly types: readonly string[];
  /** Takes one file in, whoever asks for it. Throws media_type_unsupported for what it is not, by its bytes; body_too_large. */
  readonly take: (head: RequestHead, body: AsyncIterable<Buffer>, desk: FileDesk) => Promise<StoredFile>;
  /** Where it opens, and what deletes it. */
  readonly show: (file: StoredFile, links: FileLinks) => { readonly url: string; readonly deletes: string };
  /** `path`: the endpoint's. */
  readonly over: (links: FileLinks, path: string) => FileFront;
};

/** One of our files that a request names. `param`: where. */
export type FileRef = { readonly id: string; readonly param: string };

/** A file that is about to stand in a request. `base64`: its bytes, as ASCII. */
export type InlineFile = Pick<StoredFile, 'name' | 'mediaType'> & { readonly base64: Buffer };

/** How requests of a wire name files. */
export type FileRefs = {
  /** Costs one search in a body without any. The body was read before, so it is JSON. */
  readonly refsIn: (body: Buffer) => readonly FileRef[];
  /** The body with the files in place of their names. */
  readonly inlined: (body: Buffer, files: ReadonlyMap<string, InlineFile>) => Buffer;
};
