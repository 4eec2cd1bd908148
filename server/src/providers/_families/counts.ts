import type { Json } from '../../base/json.ts';
import type { Meter, Usage } from '../../spec/usage.ts';

/** A count of a report: absent and null are 0; anything but a count makes the report untrue (NaN). */
export function count(report: Json | undefined, name: string): number {
  const value = report?.[name];
  if (value === undefined || value === null) return 0;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
}

/** The count that a value is; undefined for anything else. */
export const wholeIn = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** Only the meters that counted something; a report of nothing is `{}`. */
export function metersOf(all: Usage): Usage {
  const found: { -readonly [M in Meter]?: number } = {};
  for (const name in all) {
    const units = all[name as Meter];
    if (units !== undefined && units > 0) found[name as Meter] = units;
  }
  return found;
}
