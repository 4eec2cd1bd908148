import { randomText } from '../../../../base/ids.ts';
import { ApiError, badField } from '../../openai-compatible/simulator/api-error.ts';
import type { ResponseBody } from './answer.ts';
import type { InputItem } from './wire.ts';

export type Stored = {
  response: ResponseBody;
  /** The input items of this turn alone, with ids. */
  readonly input: readonly InputItem[];
  /** The whole conversation up to and with this answer. */
  readonly conversation: readonly InputItem[];
  /** Milliseconds from which a background response is done. */
  readonly readyAt: number;
};

/** Remembers this many responses; the oldest are forgotten first. */
const most = 2000;

/** The memory behind `store: true`, by account. */
export class ResponseStore {
  readonly #stored = new Map<string, Stored>();
  readonly #items = new Map<string, InputItem>();

  put(key: string, stored: Stored): void {
    this.#stored.set(`${key} ${stored.response.id}`, stored);
    for (const item of stored.conversation) {
      const { id } = item;
      if (typeof id === 'string') this.#items.set(`${key} ${id}`, item);
    }
    for (const map of [this.#stored, this.#items]) {
      for (const oldest of map.keys()) {
        if (map.size <= most * (map === this.#items ? 10 : 1)) break;
        map.delete(oldest);
      }
    }
  }

  /** Throws ApiError 404. */
  get(key: string, id: string): Stored {
    const stored = this.#stored.get(`${key} ${id}`);
    if (stored) return stored;
    throw new ApiError(404, `Response with id '${id}' not found.`, { param: 'response_id' });
  }

  /** The turn that `previous_response_id` names. Throws ApiError 400. */
  previous(key: string, id: string): Stored {
    const stored = this.#stored.get(`${key} ${id}`);
    if (stored) return stored;
    throw badField(
      `Previous response with id '${id}' not found.`,
      'previous_response_id',
      'previous_response_not_found',
    );
  }

  delete(key: string, id: string): void {
    this.get(key, id);
    this.#stored.delete(`${key} ${id}`);
  }

  item(key: string, id: string): InputItem | undefined {
    return this.#items.get(`${key} ${id}`);
  }
}

/** Items of a request as they are kept: with ids, a bare text as a user's message. */
export function keptItems(input: string | readonly InputItem[] | null | undefined): InputItem[] {
  const items: readonly InputItem[] =
    typeof input === 'string' ? [{ type: 'message', role: 'user', content: input }] : (input ?? []);
  return items.map((item) => {
    const typed = item.type === undefined ? { ...item, type: 'message' as const } : item;
    const content =
      typed.type === 'message' && typeof typed.content === 'string'
        ? {
            content: [
              {
                type: typed.role === 'assistant' ? ('output_text' as const) : ('input_text' as const),
                text: typed.content,
              },
            ],
          }
        : {};
    return typeof typed.id === 'string'
      ? { ...typed, ...content }
      : { ...typed, ...content, id: itemId(typed.type ?? 'message') };
  });
}

const prefixes: Readonly<Record<string, string>> = {
  message: 'msg',
  reasoning: 'rs',
  function_call: 'fc',
  function_call_output: 'fc',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctc',
  web_search_call: 'ws',
  code_interpreter_call: 'ci',
  image_generation_call: 'ig',
  compaction: 'cmp',
};

export const itemId = (type: string): string => `${prefixes[type] ?? 'item'}_${randomText(40).toLowerCase()}`;
