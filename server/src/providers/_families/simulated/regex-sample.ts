/**
 * A text that a regular expression accepts, by reading its source. The expression itself is never run: it comes from
 * a client, and a backtracking one could hold the event loop. Undefined for what is not understood (look-around,
 * back-references, `\p`). `extra`: how often open quantifiers (`*`, `+`, `{n,}`) repeat beyond their minimum.
 */
export function sampleRegex(source: string, extra = 0): string | undefined {
  if (source.length > 500) return undefined;
  const reader = { source, at: 0, extra, depth: 0 };
  try {
    const text = readChoice(reader);
    return reader.at === source.length && text.length <= 10_000 ? text : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

type Reader = { readonly source: string; at: number; readonly extra: number; depth: number };

/** First alternative wins; the others are read over. */
function readChoice(reader: Reader): string {
  if (++reader.depth > 30) throw new NotUnderstood();
  const first = readSequence(reader);
  while (reader.source[reader.at] === '|') {
    reader.at++;
    readSequence(reader);
  }
  reader.depth--;
  return first;
}

function readSequence(reader: Reader): string {
  let text = '';
  for (;;) {
    const next = reader.source[reader.at];
    if (next === undefined || next === '|' || next === ')') return text;
    text += readQuantified(reader, readAtom(reader));
    if (text.length > 10_000) throw new NotUnderstood();
  }
}

function readQuantified(reader: Reader, atom: string): string {
  const rest = reader.source.slice(reader.at);
  const counted = /^\{(\d{1,5})(,)?(\d{1,5})?\}/.exec(rest);
  let least = 1;
  let most = 1;
  if (counted) {
    least = Number(counted[1]);
    most = counted[2] === undefined ? least : Number(counted[3] ?? Infinity);
    reader.at += counted[0].length;
  } else if (/^[*+?]/.test(rest)) {
    least = rest[0] === '+' ? 1 : 0;
    most = rest[0] === '?' ? 1 : Infinity;
    reader.at++;
  } else {
    return atom;
  }
  if (reader.source[reader.at] === '?') reader.at++; // a lazy mark changes nothing in what is accepted
  const times = Math.min(most, least + reader.extra);
  if (times * atom.length > 10_000) throw new NotUnderstood();
  return atom.repeat(times);
}

function readAtom(reader: Reader): string {
  const sign = reader.source[reader.at++]!;
  if (sign === '^' || sign === '$') return '';
  if (sign === '.') return 'a';
  if (sign === '\\') return readEscape(reader);
  if (sign === '[') return readClass(reader);
  if (sign === '*' || sign === '+' || sign === '?') throw new NotUnderstood();
  if (sign !== '(') return sign;
  const head = /^\?(?::|<[A-Za-z]\w*>)/.exec(reader.source.slice(reader.at));
  if (head) reader.at += head[0].length;
  else if (reader.source[reader.at] === '?') throw new NotUnderstood();
  const inner = readChoice(reader);
  if (reader.source[reader.at++] !== ')') throw new NotUnderstood();
  return inner;
}

const escapes: Readonly<Record<string, string>> = {
  d: '1',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  b: '',
  n: '\n',
  r: '\r',
  t: '\t',
};

function readEscape(reader: Reader): string {
  const letter = reader.source[reader.at++];
  if (letter === undefined) throw new NotUnderstood();
  const known = escapes[letter];
  if (known !== undefined) return known;
  if (/[A-Za-z0-9]/.test(letter)) throw new NotUnderstood();
  return letter;
}

/** A character of the class. One class against one character is linear, so here the engine may decide. */
function readClass(reader: Reader): string {
  const close = /^(?:\^?\]?)(?:\\.|[^\]\\])*\]/.exec(reader.source.slice(reader.at));
  if (!close) throw new NotUnderstood();
  const body = close[0];
  reader.at += body.length;
  let accepts: RegExp;
  try {
    accepts = new RegExp(`^[${body}$`);
  } catch {
    throw new NotUnderstood();
  }
  const candidates = 'aA1-_ .,:/@#x';
  for (const candidate of candidates) if (accepts.test(candidate)) return candidate;
  for (const candidate of body) if (accepts.test(candidate)) return candidate;
  throw new NotUnderstood();
}
