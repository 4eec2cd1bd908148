import type { z } from 'zod';

/** What is wrong with an event of the client; the session goes on. */
export class EventError extends Error {
  readonly code: string;
  readonly param: string | null;
  readonly type: string;

  constructor(message: string, code: string, param: string | null = null, type = 'invalid_request_error') {
    super(message);
    this.code = code;
    this.param = param;
    this.type = type;
  }
}

/** Checks a part of an event. Throws EventError naming the first wrong field. `place`: the part's own place. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0]!;
  const param = issue.path.reduce<string>(
    (text, key) => text + (typeof key === 'number' ? `[${key}]` : `${text && '.'}${String(key)}`),
    place,
  );
  const isMissing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
  throw isMissing
    ? new EventError(`Missing required parameter: '${param}'.`, 'missing_required_parameter', param)
    : new EventError(`Invalid value for '${param}': ${issue.message}.`, 'invalid_value', param);
}
