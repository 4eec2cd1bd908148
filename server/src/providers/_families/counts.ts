import type { Json } from '../../base/json.ts';
import type { Usage } from '../../spec/usage.ts';

/** A count of a report: absent and null are 0; anything but a count makes the report untrue (NaN). */
export function count(report: Json | undefined, name: string): number {
  const value = report?.[name];
  return value === undefined || value === null ? 0 : (wholeIn(value) ?? Number.NaN);
}

/** The count that a value is; undefined for anything else. */
export const wholeIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** Only the meters that counted something; a report of nothing is `{}`. */
export const metersOf = (all: Usage): Usage =>
  Object.fromEntries(Object.entries(all).filter(([, units]) => units > 0));
