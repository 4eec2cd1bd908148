import { type Nano, nano, nanoPerQuotaUnit } from '../base/money.ts';
import { mostUsd } from './fields.ts';

/** The classic unit of tools of this family, published as `quota_per_unit`. */
export const quotaPerUsd = 1_000_000_000 / nanoPerQuotaUnit;

/** The largest amount that one field may say. */
export const mostQuota = mostUsd * quotaPerUsd;

/** What is left, in whole units: never more than there is. */
export const quotaLeft = (amount: number): number => Math.floor(amount / nanoPerQuotaUnit);

/** What was used, in whole units: a started unit counts, so that left and used add up to what was given. */
export const quotaUsed = (amount: number): number => Math.ceil(amount / nanoPerQuotaUnit);

/** Exact. Throws RangeError over `mostQuota`. */
export const nanoOfQuota = (units: number): Nano => nano(units * nanoPerQuotaUnit);
