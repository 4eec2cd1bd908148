import { afterString } from './json-span.ts';

/**
 * Finds string values anywhere in a JSON text, in its bytes, so that what stands around them can be changed while every
 * other byte stays. It trusts the text to be valid JSON: callers parse it first where it comes from outside.
 */

/** An object or a list: bytes [start, end). `keyStart`: where its key begins; `start` where it has none. */
export type Around = { readonly keyStart: number; readonly start: number; readonly end: number };

export type PlacedString = {
  readonly text: string;
  /** The value, quotes included: bytes [start, end). */
  readonly start: number;
  readonly end: number;
  /** Where its key begins; `start` in a list. */
  readonly keyStart: number;
  /** Its key; undefined in a list. */
  readonly key: string | undefined;
  /** 'messages[0].content[1].file.file_id' */
  readonly path: string;
  /** What it stands in, the innermost first. */
  readonly around: readonly Around[];
};

type Key = { start: number; end: number };
type Frame = { list: boolean; index: number; key: Key | undefined; start: number; end: number };

/**
 * The string values whose bytes hold `needle`, in order. A text without it costs one search. Strings are passed over
 * with memchr, so base64 costs next to nothing.
 */
export function stringsWith(bytes: Buffer, needle: string): PlacedString[] {
  let hit = bytes.indexOf(needle);
  if (hit < 0) return [];
  const nameOf = (key: Key) => JSON.parse(bytes.toString('utf8', key.start, key.end)) as string;
  const found: (() => PlacedString)[] = [];
  const open: Frame[] = [];
  let key: Key | undefined;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at];
    const frame = open.at(-1);
    if (byte === 0x22) {
      const start = at;
      at = afterString(bytes, at);
      const isHit = hit >= start && hit < at;
      if (hit >= 0 && hit < at) hit = bytes.indexOf(needle, at);
      if (frame && !frame.list && !key) key = { start, end: at };
      else {
        if (isHit) found.push(placed(start, at, key, [...open], frame?.index ?? 0));
        key = undefined;
      }
      continue;
    }
    if (byte === 0x7b || byte === 0x5b) {
      open.push({ list: byte === 0x5b, index: 0, key, start: at, end: at });
      key = undefined;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (frame) frame.end = at + 1;
      open.pop();
      key = undefined;
    } else if (byte === 0x2c) {
      if (frame?.list) frame.index++;
      key = undefined;
    }
    at++;
  }
  return found.map((make) => make());

  /** Places in lists are noted at once; where the frames end is known when all is read. */
  function placed(
    start: number,
    end: number,
    own: Key | undefined,
    frames: readonly Frame[],
    index: number,
  ): () => PlacedString {
    const steps = frames.slice(1).map((frame, i) => ({ frame, place: frames[i]!.index }));
    return () => {
      const step = (name: Key | undefined, place: number) => (name ? `.${nameOf(name)}` : `[${place}]`);
      const path = steps.map(({ frame, place }) => step(frame.key, place)).join('') + step(own, index);
      return {
        text: JSON.parse(bytes.toString('utf8', start, end)) as string,
        start,
        end,
        keyStart: own?.start ?? start,
        key: own && nameOf(own),
        path: path.replace(/^\./, ''),
        around: frames
          .map((frame) => ({ keyStart: frame.key?.start ?? frame.start, start: frame.start, end: frame.end }))
          .reverse(),
      };
    };
  }
}

/** New bytes for spans; everything else stays. Spans do not overlap. */
export function replaceSpans(
  bytes: Buffer,
  changes: readonly { readonly start: number; readonly end: number; readonly by: readonly Buffer[] }[],
): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const { start, end, by } of [...changes].sort((a, b) => a.start - b.start)) {
    parts.push(bytes.subarray(from, start), ...by);
    from = end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}
