import type { Piece, Usage } from './pieces.ts';

/** A conversation as the page holds it, in memory only. */

export type Attachment = {
  readonly kind: 'image' | 'audio' | 'file';
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
};

export type ToolCall = {
  readonly id: string;
  readonly name: string;
  /** JSON text, as the model wrote it. */
  readonly input: string;
  /** What the reader answers it with. */
  readonly output?: string;
};

export type Answer = {
  readonly text: string;
  readonly thinking: string;
  readonly tools: readonly ToolCall[];
  readonly images: readonly string[];
  readonly carry: readonly unknown[];
  readonly usage?: Usage;
  readonly finish?: string;
  readonly error?: string;
};

export type UserTurn = {
  readonly role: 'user';
  readonly id: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
};
export type AssistantTurn = Answer & {
  readonly role: 'assistant';
  readonly id: string;
  readonly model: string;
  /** Whose `carry` it is. */
  readonly dialect: string;
};
export type Turn = UserTurn | AssistantTurn;

export const emptyAnswer: Answer = { text: '', thinking: '', tools: [], images: [], carry: [] };

export function withPiece(answer: Answer, piece: Piece): Answer {
  switch (piece.type) {
    case 'text':
      return { ...answer, text: answer.text + piece.text };
    case 'thinking':
      return { ...answer, thinking: answer.thinking + piece.text };
    case 'image':
      return { ...answer, images: [...answer.images, piece.url] };
    case 'usage':
      return { ...answer, usage: { ...answer.usage, ...piece.usage } };
    case 'carry':
      return { ...answer, carry: [...answer.carry, piece.item] };
    case 'finish':
      return { ...answer, finish: piece.reason };
    case 'error':
      return { ...answer, error: piece.message };
    case 'tool': {
      const tools = [...answer.tools];
      const before = tools[piece.at] ?? { id: '', name: '', input: '' };
      tools[piece.at] = {
        ...before,
        id: piece.id || before.id,
        name: piece.name || before.name,
        input: before.input + (piece.input ?? ''),
      };
      return { ...answer, tools };
    }
  }
}

export type Tool = {
  readonly name: string;
  readonly description?: string;
  readonly parameters: { readonly [name: string]: unknown };
};

export type Effort = 'low' | 'medium' | 'high';

/** What is asked beside the conversation. Absent: the model's own choice. */
export type ChatSettings = {
  readonly model: string;
  readonly system: string;
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly effort?: Effort | undefined;
  readonly tools: readonly Tool[];
  /** More fields of the body, as they are. */
  readonly extra: { readonly [name: string]: unknown };
};

/** A request as it goes out, without its key. */
export type ApiRequest = {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: { readonly [name: string]: unknown };
  /** Files of a multipart form, whose other fields are `body`. */
  readonly files?: Readonly<Record<string, File>>;
};

export const dataUrl = ({ mediaType, base64 }: Pick<Attachment, 'mediaType' | 'base64'>): string =>
  `data:${mediaType};base64,${base64}`;

/** The arguments as a value; a model may write text that is no JSON. */
export function inputOf({ input }: Pick<ToolCall, 'input'>): { readonly [name: string]: unknown } {
  try {
    const value: unknown = JSON.parse(input || '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as { [name: string]: unknown })
      : { value };
  } catch {
    return { text: input };
  }
}

/** What has a value, in the order it is given. */
export const given = (fields: { readonly [name: string]: unknown }): { [name: string]: unknown } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
