import { type FaultCode, faults } from './fault.ts';
import type { CallRecord, Mode } from './records.ts';
import type { TaskStatus } from './task.ts';

/** What the store sums up of the log, and what it is asked for. Hours are counted since 1970. */

export const hourMs = 3_600_000;
export const hourOf = (time: number): number => Math.floor(time / hourMs);

/** What of a call goes into the sums. */
export type Counted = Pick<
  CallRecord,
  | 'at'
  | 'user'
  | 'token'
  | 'mode'
  | 'model'
  | 'channel'
  | 'fault'
  | 'cost'
  | 'usage'
  | 'firstByteMs'
  | 'ms'
  | 'attempts'
>;

/** Is it the service that failed? What the client did wrong, or his leaving, says nothing about it. */
export const isFailure = (fault: FaultCode | null): boolean =>
  fault !== null && faults[fault].blame !== 'client';

export const failureCodes = (Object.keys(faults) as FaultCode[]).filter(isFailure);

/** What became of each channel that was asked for a call. An answer that broke off ended with the call's own fault. */
export function outcomesOf({
  channel,
  fault,
  attempts,
}: Pick<Counted, 'channel' | 'fault' | 'attempts'>): { channel: number; fault: FaultCode | null }[] {
  // A call that its first channel served has no list.
  if (attempts.length === 0) return channel === null ? [] : [{ channel, fault }];
  return attempts.map((attempt) => ({
    channel: attempt.channel,
    fault: attempt.outcome === 'ok' ? fault : attempt.outcome,
  }));
}

export type Amounts = {
  readonly calls: number;
  readonly cost: number;
  readonly input: number;
  readonly output: number;
  readonly cached: number;
};

/** How long answers took, in buckets of base/log-histogram.ts. Only calls without a fault are in it. */
export type Latency = { readonly firstByte: readonly number[]; readonly whole: readonly number[] };

export type UsagePart = 'model' | 'key' | 'channel' | 'user';

export type UsageFilter = {
  readonly mode: Mode;
  /** Absent: everybody's. */
  readonly user?: number;
  readonly token?: number;
  readonly model?: string;
  readonly channel?: number;
  /** From the first hour up to, and without, the last. */
  readonly fromHour: number;
  readonly toHour: number;
};

export type UsageQuery = UsageFilter & {
  readonly by: UsagePart;
  readonly bucketHours: 1 | 24;
  /** Added to UTC, in hours: where a day begins. */
  readonly offsetHours: number;
  /** How many parts are told apart; the others are one. */
  readonly most: number;
};

/** Of one bucket, one part and one fault ('' for none). `part` null: all the others. */
export type UsageCell = Amounts & {
  /** Hours or days since 1970, with the offset in them. */
  readonly bucket: number;
  readonly part: string | number | null;
  readonly fault: string;
};

export type UsageReport = {
  /** The parts that are told apart, the dearest first. */
  readonly parts: readonly (string | number)[];
  readonly cells: readonly UsageCell[];
  readonly byBucket: ReadonlyMap<number, Latency>;
  /** Of the parts that are told apart. */
  readonly byPart: ReadonlyMap<string | number | null, Latency>;
};

export type UsageTotals = {
  readonly byFault: readonly (Amounts & { readonly fault: string })[];
  readonly latency: Latency;
};

/** What one channel did. `asked` are attempts, `failed` those of them that were the service's fault. */
export type ChannelHours = {
  readonly channel: number;
  readonly asked: number;
  readonly failed: number;
  readonly cost: number;
  readonly firstByte: readonly number[];
};

/** Live calls of one model in one span: those that count for its state. */
export type ModelSpan = {
  readonly model: string;
  /** Days or hours since 1970. */
  readonly span: number;
  readonly good: number;
  readonly failed: number;
};

export type InsightRows = {
  usage(query: UsageQuery): Promise<UsageReport>;
  totals(filter: UsageFilter): Promise<UsageTotals>;
  channels(fromHour: number): Promise<readonly ChannelHours[]>;
  /** By day (24) or by hour (1), of the hours from the first up to, and without, the last. */
  modelSpans(fromHour: number, toHour: number, spanHours: 1 | 24): Promise<readonly ModelSpan[]>;
  /** Hours in which more than `share` of at least `least` judged calls failed. */
  badHours(fromHour: number, share: number, least: number): Promise<readonly ModelSpan[]>;
  modelFirstBytes(fromHour: number): Promise<ReadonlyMap<string, readonly number[]>>;
  /** Names of keys, deleted ones too; `owner`: only his. */
  keyNames(ids: readonly number[], owner?: number): Promise<ReadonlyMap<number, string>>;
  userEmails(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  taskStates(ids: readonly string[]): Promise<ReadonlyMap<string, TaskStatus>>;
  /** Deletes the sums of hours before. */
  prune(beforeHour: number): Promise<void>;
};
