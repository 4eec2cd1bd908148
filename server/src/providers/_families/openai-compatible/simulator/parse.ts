import type { z } from 'zod';
import { ApiError, badField } from './api-error.ts';

/** `messages[0].content`, as the upstream spells the place of a fault. */
function spell(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) text += typeof key === 'number' ? `[${key}]` : (text && '.') + String(key);
  return text;
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a decimal';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const expectedWords: Readonly<Record<string, string>> = {
  int: 'an integer',
  number: 'a decimal',
  array: 'an array',
  object: 'an object',
  record: 'an object',
};

function at(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Of a union's attempts the one that got furthest says best what is wrong. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  let best: z.core.$ZodIssue | undefined;
  for (const attempt of issue.errors) {
    for (const inner of attempt) {
      const found = deepest(inner);
      if (found.path.length > (best?.path.length ?? 0)) best = found;
    }
  }
  // An attempt whose type was right, so that only its bounds are wrong.
  best ??= issue.errors.flat().find((inner) => inner.path.length === 0 && !inner.code.startsWith('invalid_'));
  return best === undefined ? issue : { ...best, path: [...issue.path, ...best.path] };
}

const quoted = (words: readonly unknown[]) => words.map((word) => `'${String(word)}'`).join(', ');

/** Says a schema's complaint in the words and codes of the upstream. */
function readIssue(outer: z.core.$ZodIssue, body: unknown): ApiError {
  const issue = deepest(outer);
  const param = spell(issue.path);
  const value = at(body, issue.path);
  if (value === undefined)
    return badField(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter');
  const wrongType = (expected: string) =>
    badField(
      `Invalid type for '${param}': expected ${expected}, but got ${describe(value)} instead.`,
      param,
      'invalid_type',
    );
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(expectedWords[issue.expected] ?? `a ${issue.expected}`);
    case 'invalid_value':
      return badField(
        `Invalid value: '${String(value)}'. Supported values are: ${quoted(issue.values)}.`,
        param,
        'invalid_value',
      );
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? badField(
            `Invalid value: '${String(value)}'. Supported values are: ${quoted(issue.options)}.`,
            param,
            'invalid_value',
          )
        : wrongType('another type');
    case 'too_small':
      return outOfBounds(param, value, 'below', Number(issue.minimum));
    case 'too_big':
      return outOfBounds(param, value, 'above', Number(issue.maximum));
    case 'invalid_format':
      return badField(`Invalid '${param}': string does not match pattern.`, param, 'invalid_value');
    default:
      return badField(`Invalid value for '${param}'.`, param, 'invalid_value');
  }
}

function outOfBounds(param: string, value: unknown, side: 'below' | 'above', bound: number): ApiError {
  const end = side === 'below' ? 'min' : 'max';
  if (Array.isArray(value) || typeof value === 'string') {
    const noun = Array.isArray(value) ? 'array' : 'string';
    const wanted = `${side === 'below' ? 'at least' : 'at most'} ${bound}`;
    return badField(
      `Invalid '${param}': ${noun} too ${side === 'below' ? 'short' : 'long'}. Expected length ${wanted}, but got ${value.length} instead.`,
      param,
      value.length === 0 ? `empty_${noun}` : `${noun}_${side}_${end}_length`,
    );
  }
  const noun = Number.isInteger(value) ? 'integer' : 'decimal';
  return badField(
    `Invalid '${param}': ${noun} ${side} ${end}imum value. Expected a value ${side === 'below' ? '>=' : '<='} ${bound}, but got ${String(value)} instead.`,
    param,
    `${noun}_${side}_${end}_value`,
  );
}

/** Reads a request body. Throws ApiError 400 in the upstream's words for anything that is not JSON of the schema. */
export async function parseBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  let body: unknown;
  try {
    body = JSON.parse(await request.text());
  } catch {
    throw new ApiError(
      400,
      'We could not parse the JSON body of your request. (HINT: This likely means you are not using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
    );
  }
  if (typeof body === 'object' && body !== null && at(body, ['model']) === undefined) {
    throw new ApiError(400, 'you must provide a model parameter');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw first === undefined ? new ApiError(400, 'Invalid request.') : readIssue(first, body);
}
