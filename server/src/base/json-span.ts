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

/** New values (already JSON text) for top-level fields. A field that is not there yet is added at the front. */
export type Edits = Readonly<Record<string, string>>;

/** The same object with the edits made and every other byte untouched. */
export function editTopLevel(bytes: Buffer, edits: Edits): Buffer {
  const names = Object.keys(edits);
  if (names.length === 0) return bytes;
  const spans = topLevelSpans(bytes);
  const changes: { start: number; end: number; text: string }[] = [];
  const added: string[] = [];
  for (const name of names) {
    const span = spans.get(name);
    if (span) changes.push({ start: span.start, end: span.end, text: edits[name]! });
    else added.push(`${JSON.stringify(name)}:${edits[name]}`);
  }
  if (added.length > 0) {
    const front = bytes.indexOf(0x7b) + 1;
    changes.push({ start: front, end: front, text: added.join(',') + (spans.size > 0 ? ',' : '') });
  }
  changes.sort((a, b) => a.start - b.start);
  const parts: Buffer[] = [];
  let from = 0;
  for (const change of changes) {
    parts.push(bytes.subarray(from, change.start), Buffer.from(change.text));
    from = change.end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}
