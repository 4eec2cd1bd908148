import type { Clock } from '../../../../base/clock.ts';
import type { Prompt } from './prompt.ts';

/** Tokens by how they were read. */
export type CacheReport = {
  readonly read: number;
  readonly written: number;
  readonly writtenHour: number;
  readonly plain: number;
};

/** How many prefixes are remembered; the oldest are forgotten first. */
const most = 8192;

/**
 * The prompt cache: every marked prefix that is long enough lives for its mark's time, renewed by each use; a later
 * prompt reads the longest living prefix that it begins with. Source: Anthropic's page on prompt caching.
 */
export function openCache(clock: Clock): (scope: string, prompt: Prompt, least: number) => CacheReport {
  const alive = new Map<string, { until: number; ttl: number }>();
  return (scope, prompt, least) => {
    const now = clock.now();
    const ends: number[] = [];
    let sum = 0;
    for (const piece of prompt.pieces) {
      sum += piece.tokens;
      ends.push(sum);
    }
    const lastMark = prompt.pieces.findLastIndex((piece) => piece.mark !== undefined);
    let read = 0;
    for (const [index, piece] of prompt.pieces.entries()) {
      const entry = index <= lastMark ? alive.get(`${scope} ${piece.hash}`) : undefined;
      if (!entry || entry.until < now) continue;
      read = ends[index]!;
      entry.until = now + entry.ttl;
    }
    let [written, writtenHour, upTo] = [0, 0, read];
    for (const [index, piece] of prompt.pieces.entries()) {
      const end = ends[index]!;
      if (piece.mark === undefined || end < least || end <= upTo) continue;
      const ttl = piece.mark * 1000;
      alive.set(`${scope} ${piece.hash}`, { until: now + ttl, ttl });
      if (piece.mark === 3600) writtenHour += end - upTo;
      else written += end - upTo;
      upTo = end;
    }
    for (const oldest of alive.keys()) {
      if (alive.size <= most) break;
      alive.delete(oldest);
    }
    return { read, written, writtenHour, plain: prompt.tokens - read - written - writtenHour };
  };
}
