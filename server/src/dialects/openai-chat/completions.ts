import { numberIn, textIn } from '../../base/json.ts';
import type { Block, ChatAnswer, ChatPart, ChatRequest, Finish } from '../../spec/chat.ts';
import type { AnswerContext, ChatFront, ChatWriter } from '../../spec/dialect.ts';
import { parseBody } from '../../spec/json-body.ts';
import type { Usage } from '../../spec/usage.ts';
import { readOptions } from './read-chat.ts';
import { invalid, ownWire } from './values.ts';
import { finishWord, writeUsage } from './write-pieces.ts';

/**
 * The legacy completions endpoint on models that only chat: the prompt is one user message, and what the model says is
 * the completion. What needs a model that goes on with a text (suffix, echo, several prompts) is refused.
 */
export const completionFront: ChatFront = {
  readRequest(call): ChatRequest {
    const body = parseBody(call.body);
    const { prompt } = body;
    const one = Array.isArray(prompt) && prompt.length === 1 ? (prompt[0] as unknown) : prompt;
    if (typeof one !== 'string' || one === '')
      throw invalid('prompt', 'this model chats: send one text, not several and not tokens');
    if (textIn(body['suffix']) !== undefined)
      throw invalid('suffix', 'this model chats and cannot fill in a text; leave suffix out');
    if (body['echo'] === true) throw invalid('echo', 'this model chats and does not repeat the prompt');
    const options = readOptions(body, call.stream);
    const best = numberIn(body['best_of']);
    const { logprobs: _, others: __, ...rest } = options;
    const fields = {
      ...(best !== undefined && best > (options.answers ?? 1) ? { best_of: best } : {}),
      ...(typeof body['logprobs'] === 'number' ? { logprobs: body['logprobs'] } : {}),
    };
    return {
      ...rest,
      messages: [{ role: 'user', blocks: [{ type: 'text', text: one }] }],
      // Fields of this endpoint mean nothing on the chat endpoint of the same wire either.
      ...(Object.keys(fields).length > 0 ? { others: { from: `${ownWire}/completions`, fields } } : {}),
    };
  },
  writeAnswer(answer, context) {
    const choices = [answer, ...(answer.more ?? [])].map((choice, index) => ({
      index,
      text: textOf(choice.blocks),
      logprobs: null,
      finish_reason: wordOf(choice.finish),
    }));
    return JSON.stringify({
      ...headOf(context),
      choices,
      ...(answer.usage ? { usage: writeUsage(answer.usage) } : {}),
    });
  },
  openWriter: (context) => new CompletionWriter(context),
};

const headOf = ({ id, at, model }: AnswerContext) => ({
  id: `cmpl-${id}`,
  object: 'text_completion',
  created: Math.floor(at / 1000),
  model,
});

const wordOf = (finish: Finish) => finishWord(finish, { calls: false, refusal: true, legacy: false });

const textOf = (blocks: ChatAnswer['blocks']): string => blocks.map(pieceOf).join('');

function pieceOf(block: Block): string {
  if (block.type === 'text' || block.type === 'refusal') return block.text;
  return block.type === 'opaque' ? (block.text ?? '') : '';
}

class CompletionWriter implements ChatWriter {
  readonly #head: string;
  readonly #tail: string;
  readonly #usageInStream: boolean;
  #finish: Finish = { reason: 'stop' };
  #usage: Usage | undefined;

  constructor(context: AnswerContext) {
    this.#usageInStream = context.call.usageInStream;
    this.#head = `data: ${JSON.stringify(headOf(context)).slice(0, -1)},"choices":[`;
    this.#tail = this.#usageInStream ? '],"usage":null}\n\n' : ']}\n\n';
  }

  push(part: ChatPart): string {
    if (part.type === 'finish') this.#finish = part.finish;
    else if (part.type === 'usage') this.#usage = part.usage;
    else if (part.type === 'text-delta' || part.type === 'refusal-delta') return this.#chunk(part.text, null);
    else if (part.type === 'opaque' && part.block.text !== undefined)
      return this.#chunk(part.block.text, null);
    return '';
  }

  closing(): string {
    const usage = this.#usageInStream
      ? `${this.#head}],"usage":${JSON.stringify(writeUsage(this.#usage ?? {}))}}\n\n`
      : '';
    return `${this.#chunk('', wordOf(this.#finish))}${usage}data: [DONE]\n\n`;
  }

  #chunk(text: string, finish: string | null): string {
    const choice = { text, index: 0, logprobs: null, finish_reason: finish };
    return `${this.#head}${JSON.stringify(choice)}${this.#tail}`;
  }
}
