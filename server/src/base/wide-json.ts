import { isObject, type Json } from './json.ts';

/** A number literal of so many digits that a double may not hold it, where a value begins. */
const wide = /[:[,]\s*-?\d{16,}/;

/**
 * The value of a JSON text; whole numbers beyond what a double holds exactly become texts of their digits (upstreams
 * that count in 64 bits name things so, and take the text too). Throws SyntaxError.
 */
export function parseWide(text: string): unknown {
  if (!wide.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    context?.source !== undefined &&
    /^-?\d+$/.test(context.source)
      ? context.source
      : value,
  );
}

/** The object in a body, read as above; undefined for anything else. */
export function wideObject(body: Buffer): Json | undefined {
  try {
    const value = parseWide(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
