/** What an answer is made of as it comes, whatever wire it comes by. */
export type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly text: string }
  /** `input` is added to what came before for the same place. */
  | {
      readonly type: 'tool';
      readonly at: number;
      readonly id?: string;
      readonly name?: string;
      readonly input?: string;
    }
  | { readonly type: 'image'; readonly url: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  /** Goes back as it is with the next turn of the same wire: signed thoughts. */
  | { readonly type: 'carry'; readonly item: unknown }
  | { readonly type: 'finish'; readonly reason: string }
  | { readonly type: 'error'; readonly message: string };

export type Usage = {
  readonly input?: number;
  readonly output?: number;
  readonly cached?: number;
  readonly thinking?: number;
};

/** Events in, pieces out. One reader reads one answer. */
export type Reader = (event: { readonly event: string; readonly data: string }) => readonly Piece[];

export type Fields = { readonly [name: string]: unknown };

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});
export const listOf = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : [];
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The event's JSON; undefined for what is none (`[DONE]`, a comment). */
export function parsed(data: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const count = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Only what is known stands in it. */
export function usageOf(counts: { readonly [K in keyof Usage]: unknown }): Usage {
  const entries = Object.entries(counts).flatMap(([name, value]) => {
    const known = count(value);
    return known === undefined ? [] : [[name, known] as const];
  });
  return Object.fromEntries(entries);
}

/** What an error says, in any of the dialects' shapes. */
export function errorText(value: unknown): string {
  const body = Array.isArray(value) ? fieldsOf(value[0]) : fieldsOf(value);
  const error = body['error'];
  if (typeof error === 'string') return error;
  return (
    textOf(fieldsOf(error)['message']) ||
    textOf(body['message']) ||
    textOf(body['description']) ||
    textOf(fieldsOf(fieldsOf(body['response'])['error'])['message'])
  );
}
