import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import { parseUsd } from '../base/money.ts';
import { type Context, Failure } from './context.ts';

/** Readers of option values. All throw InvalidArgumentError, which ends the command with exit code 2. */

const names = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** "a,b": names without blanks. */
export function parseNames(text: string, before: readonly string[] = []): readonly string[] {
  const found = names(text);
  if (found.length === 0) throw new InvalidArgumentError('Give at least one name.');
  return [...before, ...found];
}

export type ModelNames = Readonly<Record<string, string>>;

/** "a,b=name-at-upstream": the name that clients use, and the upstream's where it differs. */
export function parseModels(text: string, before: ModelNames = {}): ModelNames {
  // Without a prototype, so that a model may have any name.
  const models: Record<string, string> = Object.assign(Object.create(null), before);
  for (const part of names(text)) {
    const cut = part.indexOf('=');
    const name = (cut < 0 ? part : part.slice(0, cut)).trim();
    const upstream = (cut < 0 ? part : part.slice(cut + 1)).trim();
    if (!name || !upstream)
      throw new InvalidArgumentError(`"${part}" should be NAME or NAME=NAME-AT-UPSTREAM.`);
    if (models[name] !== undefined && models[name] !== upstream)
      throw new InvalidArgumentError(`"${name}" stands twice with different names at the upstream.`);
    models[name] = upstream;
  }
  if (Object.keys(models).length === 0) throw new InvalidArgumentError('Give at least one model.');
  return models;
}

/** "Name: value", as HTTP writes it. */
export function parseHeader(text: string, before: ModelNames = {}): Readonly<Record<string, string>> {
  const match = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/.exec(text);
  if (!match) throw new InvalidArgumentError('Write it as "Name: value".');
  return { ...before, [match[1]!]: match[2]!.trim() };
}

/** "name=value". */
export function parseSetting(text: string, before: ModelNames = {}): Readonly<Record<string, string>> {
  const cut = text.indexOf('=');
  if (cut < 1) throw new InvalidArgumentError('Write it as NAME=VALUE.');
  return { ...before, [text.slice(0, cut).trim()]: text.slice(cut + 1).trim() };
}

export const collect = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** Amount of USD, exact; kept as the text that was given. */
export function parseAmount(text: string): string {
  if (parseUsd(text) === undefined)
    throw new InvalidArgumentError('Write an amount of USD such as 1.25, with at most nine places.');
  return text.trim();
}

/** An amount that is over zero. */
export function parseLimit(text: string): string {
  if ((parseUsd(parseAmount(text)) ?? 0) <= 0) throw new InvalidArgumentError('It must be over zero.');
  return text.trim();
}

/** A price in USD; finer than money itself, as it is multiplied before it is rounded. */
export function parsePrice(text: string): string {
  if (!/^\d{1,7}(\.\d{1,12})?$/.test(text.trim()))
    throw new InvalidArgumentError('Write a price in USD such as 0.15, with at most twelve places.');
  return text.trim();
}

/** Whole number in a range, both ends included. */
export function parseWhole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most))
      throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
    return value;
  };
}

const spans = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const isUnit = (text: string): text is keyof typeof spans => Object.hasOwn(spans, text);

/** Length of time with its unit ("500ms", "30s", "5m"; a bare number is seconds), in milliseconds. */
export function parseSpan(text: string): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)?$/.exec(text.trim());
  const unit = match?.[2] ?? 's';
  const ms = match && isUnit(unit) ? Math.round(Number(match[1]) * spans[unit]) : 0;
  if (ms <= 0) throw new InvalidArgumentError('Write a time such as 500ms, 30s or 5m.');
  return ms;
}

/**
 * A moment in the future as ISO text: "2027-01-31" (to the end of that day, UTC), "2027-01-31T12:00:00Z", or a span
 * from now ("30d").
 */
export function parseExpiry(text: string, now: number): string {
  const trimmed = text.trim();
  const span = /^(\d{1,5})([hd])$/.exec(trimmed);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(trimmed);
  let at = Number.NaN;
  if (span) at = now + Number(span[1]) * (span[2] === 'd' ? spans.d : spans.h);
  else if (day) at = Date.parse(`${trimmed}T23:59:59.999Z`);
  else if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(trimmed)) at = Date.parse(trimmed);
  if (Number.isNaN(at) || (day && new Date(at).toISOString().slice(0, 10) !== trimmed))
    throw new InvalidArgumentError(
      'Write a date such as 2027-01-31, 2027-01-31T12:00:00Z, or a span such as 30d.',
    );
  if (at <= now) throw new InvalidArgumentError('That moment has passed.');
  return new Date(at).toISOString();
}

/**
 * Secrets need not stand in the command line, where other users of the machine can read them: "-" reads them from
 * the standard input, one a line.
 */
export async function readSecrets(context: Context, given: readonly string[]): Promise<readonly string[]> {
  if (!given.includes('-')) return given;
  const lines = (await context.stdin()).split(/\r?\n/).map((line) => line.trim());
  const read = lines.filter((line) => line !== '');
  if (read.length === 0)
    throw new Failure('nothing came on the standard input', 'Write the secret to it, one a line.');
  return [...given.filter((secret) => secret !== '-'), ...read];
}

/** A JSON file ("-": the standard input), still to be checked. */
export async function readJson(context: Context, path: string): Promise<unknown> {
  let text: string;
  try {
    text = path === '-' ? await context.stdin() : await readFile(path, 'utf8');
  } catch (cause) {
    throw new Failure(`cannot read ${path}: ${reasonOf(cause)}`, undefined, cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Failure(`${path} is not JSON: ${reasonOf(cause)}`, undefined, cause);
  }
}

export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** `--key2 K`, `--key3=K` … mean one more `--key`. */
export const foldNumberedKeys = (words: readonly string[]): readonly string[] =>
  words.map((word) => word.replace(/^--key\d+(?==|$)/, '--key'));
