/**
 * Finds and changes the top-level fields of a JSON object in its bytes, so that everything else (unknown fields,
 * number spelling, white space) reaches the other side as it was sent. It trusts the text to be valid JSON:
 * callers parse it first where it comes from outside.
 */
export type Span = { keyStart: number; start: number; end: number };

const quote = 0x22;
const backslash = 0x5c;

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Index just behind the string that opens at `start`. Uses memchr, so long base64 strings cost next to nothing. */
export function afterString(bytes: Buffer, start: number): number {
  let close = start;
  for (;;) {
    close = bytes.indexOf(quote, close + 1);
    if (close < 0) return bytes.length;
    let slashes = 0;
    while (bytes[close - 1 - slashes] === backslash) slashes++;
    if (slashes % 2 === 0) return close + 1;
  }
}

function afterValue(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === quote) return afterString(bytes, start);
  let at = start;
  if (first === 0x7b || first === 0x5b) {
    let depth = 0;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined) return at;
      if (byte === quote) {
        at = afterString(bytes, at);
        continue;
      }
      at++;
      if (byte === 0x7b || byte === 0x5b) depth++;
      else if ((byte === 0x7d || byte === 0x5d) && --depth === 0) return at;
    }
  }
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined || byte === 0x2c || byte === 0x7d || byte === 0x5d || isSpace(byte)) return at;
    at++;
  }
}

/** The fields of the object that opens at the first `{`, in order, doubled ones too. */
function* topLevelFields(bytes: Buffer): Generator<Span & { name: string }> {
  let at = bytes.indexOf(0x7b) + 1;
  if (at === 0) return;
  for (;;) {
    while (isSpace(bytes[at]) || bytes[at] === 0x2c) at++;
    if (bytes[at] !== quote) return;
    const keyStart = at;
    at = afterString(bytes, at);
    const name = JSON.parse(bytes.toString('utf8', keyStart, at)) as string;
    while (isSpace(bytes[at]) || bytes[at] === 0x3a) at++;
    const start = at;
    at = afterValue(bytes, start);
    yield { name, keyStart, start, end: at };
  }
}

/** Spans of the top-level fields by name. A name that stands twice keeps its last place, as JSON.parse would. */
export function topLevelSpans(bytes: Buffer): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const field of topLevelFields(bytes)) spans.set(field.name, field);
  return spans;
}

/** How often a name stands at the top level. */
export function countTopLevel(bytes: Buffer, name: string): number {
  let count = 0;
  for (const field of topLevelFields(bytes)) if (field.name === name) count++;
  return count;
}

/**
 * New values (already JSON text) for top-level fields; null takes a field out. A field that is not there yet is added at
 * the front.
 */
export type Edits = Readonly<Record<string, string | null>>;

type Change = { readonly start: number; readonly end: number; readonly text: string };

/** The same object with the edits made and every other byte untouched. */
export function editTopLevel(bytes: Buffer, edits: Edits): Buffer {
  const names = Object.keys(edits);
  if (names.length === 0) return bytes;
  const fields = [...topLevelFields(bytes)];
  const spans = new Map(fields.map((field) => [field.name, field]));
  const goes = ({ name }: { name: string }) => Object.hasOwn(edits, name) && edits[name] === null;
  const changes: Change[] = [];
  const added: string[] = [];
  for (const name of names) {
    const text = edits[name];
    const span = spans.get(name);
    if (typeof text !== 'string') continue;
    if (span) changes.push({ start: span.start, end: span.end, text });
    else added.push(`${JSON.stringify(name)}:${text}`);
  }
  changes.push(...cutsOf(fields, goes));
  changes.sort((a, b) => a.start - b.start);
  if (added.length > 0) {
    const front = bytes.indexOf(0x7b) + 1;
    const text = added.join(',') + (fields.every(goes) ? '' : ',');
    // Before a cut of the first field, which may begin at the same place.
    changes.unshift({ start: front, end: front, text });
  }
  const parts: Buffer[] = [];
  let from = 0;
  for (const change of changes) {
    parts.push(bytes.subarray(from, change.start), Buffer.from(change.text));
    from = change.end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}

/**
 * What has to go with the fields that go, doubled ones too: each up to the next field, with its comma; of those at the
 * end what stands behind the last that stays.
 */
function cutsOf(fields: readonly (Span & { name: string })[], goes: (field: { name: string }) => boolean) {
  const cuts: Change[] = [];
  const lastKept = fields.findLastIndex((field) => !goes(field));
  for (const [index, field] of fields.slice(0, lastKept + 1).entries())
    if (goes(field)) cuts.push({ start: field.keyStart, end: fields[index + 1]!.keyStart, text: '' });
  const last = fields.at(-1);
  if (last && lastKept < fields.length - 1)
    cuts.push({ start: fields[lastKept]?.end ?? fields[0]!.keyStart, end: last.end, text: '' });
  return cuts;
}
