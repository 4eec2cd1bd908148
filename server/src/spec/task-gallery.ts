import type { Json } from '../base/json.ts';
import type { CallKind } from './call.ts';
import type { Mode } from './records.ts';
import type { TaskStatus } from './task.ts';
import type { TaskRow } from './task-rows.ts';

/** What people ask of tasks: pages of them, what moves just now, and the whole story of one. */

/** Times in milliseconds, inclusive. Absent: any. */
export type GalleryFilter = {
  readonly owner?: number;
  readonly mode?: Mode;
  readonly kinds?: readonly CallKind[];
  readonly status?: readonly TaskStatus[];
  readonly models?: readonly string[];
  readonly dialect?: string;
  readonly token?: number;
  readonly channel?: number;
  readonly requestId?: string;
  readonly from?: number;
  readonly to?: number;
};

/** The request that made a task. `whole`: it is all that was sent, and may be sent again. */
export type TaskRequest = {
  readonly method: string;
  readonly path: string;
  readonly body: Json;
  readonly whole: boolean;
};

export type TaskStory = {
  /** In order; the first is 'sending'. */
  readonly states: readonly { readonly status: TaskStatus; readonly at: number }[];
  /** Undefined where it was too large to keep, or older than this record. */
  readonly request: TaskRequest | undefined;
};

/** One value of a filter and how many tasks have it. */
export type TaskFacet = {
  readonly kind: CallKind;
  readonly model: string;
  readonly dialect: string;
  readonly count: number;
};

export type TaskGallery = {
  /** Newest first. `after`: the id before the first, so that what is made meanwhile moves no page. */
  page(
    filter: GalleryFilter,
    cursor: { readonly after?: string; readonly limit: number },
  ): Promise<{ readonly tasks: readonly TaskRow[]; readonly more: boolean }>;
  /** `owner` absent: whoever's. Tasks of others look as if they did not exist. */
  byId(id: string, owner?: number): Promise<TaskRow | undefined>;
  /** Of this owner: all that are open, and what has ended since. Oldest first. */
  moving(owner: number, since: number, limit: number): Promise<readonly TaskRow[]>;
  childrenOf(task: Pick<TaskRow, 'id' | 'owner'>, limit: number): Promise<readonly TaskRow[]>;
  story(id: string): Promise<TaskStory>;
  facets(owner: number | undefined): Promise<readonly TaskFacet[]>;
};
