import { randomText } from '../../../../base/ids.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { countTokens, firstTokens, piecesOf } from '../../simulated/tokens.ts';
import { untilStop } from '../../simulated/words.ts';
import { badField } from './api-error.ts';
import { checkStreamOptions } from './check-chat.ts';
import type { Outcome } from './deliver.ts';
import { reportUsage, type WireUsage } from './usage.ts';
import type { CompletionRequest } from './wire.ts';

/** The legacy endpoint's own default, tokens. */
const defaultLimit = 16;

type Completion = {
  readonly index: number;
  /** What the prompt adds in front when `echo` is set. */
  readonly echoed: string;
  readonly text: string;
  readonly finish: 'stop' | 'length';
};

/** Answers the legacy endpoint: k prompts and n give k × n choices, index = prompt × n + i. */
export function answerCompletion(
  request: CompletionRequest,
  context: { readonly created: number; readonly faults: FaultNames },
): Outcome {
  check(request);
  const prompts = promptsOf(request.prompt ?? '<|endoftext|>');
  const n = request.n ?? 1;
  const completions = prompts.flatMap(({ text }, place) =>
    Array.from({ length: n }, (_, i) => complete(request, text, place * n + i, i)),
  );
  const promptTokens = prompts.reduce((sum, prompt) => sum + prompt.tokens, 0);
  // best_of makes more candidates than are shown, and all of them are paid for.
  const made = Math.max(1, Math.round((request.best_of || n) / n));
  const completionTokens = completions.reduce((sum, one) => sum + countTokens(one.text), 0) * made;
  const usage: WireUsage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
  const head = {
    id: `cmpl-${randomText(29)}`,
    object: 'text_completion',
    created: context.created,
    model: request.model,
  };
  const reported = reportUsage(usage, context.faults);
  if (request.stream) return { sends: 'stream', events: chunksOf(request, completions, reported, head) };
  const choices = completions.map((one) => ({
    text: one.echoed + one.text,
    index: one.index,
    logprobs: request.logprobs == null ? null : logprobsOf(one.echoed + one.text, 0, request.logprobs),
    finish_reason: one.finish,
  }));
  return { sends: 'whole', body: { ...head, choices, usage: reported } };
}

function check(request: CompletionRequest): void {
  checkStreamOptions(request);
  const n = request.n ?? 1;
  if (request.best_of == null) return;
  if (request.best_of < n)
    throw badField(
      `You requested that the server return more choices than it will generate (HINT: best_of must be at least n).`,
      'best_of',
    );
  if (request.stream && request.best_of > n)
    throw badField('best_of > n is not supported with streaming.', 'best_of');
}

type CountedPrompt = { readonly text: string; readonly tokens: number };

function promptsOf(prompt: NonNullable<CompletionRequest['prompt']>): readonly CountedPrompt[] {
  const words = (text: string) => ({ text, tokens: countTokens(text) });
  // Token ids have no text here (no tokenizer is loaded): they are shown as numbers and counted as they are.
  const ids = (list: readonly number[]) => ({ text: list.slice(0, 20).join(' '), tokens: list.length });
  if (typeof prompt === 'string') return [words(prompt)];
  const numbers = prompt.filter((one) => typeof one === 'number');
  if (numbers.length > 0) return [ids(numbers)];
  return prompt.flatMap((one) =>
    typeof one === 'string' ? [words(one)] : typeof one === 'number' ? [] : [ids(one)],
  );
}

function complete(request: CompletionRequest, prompt: string, index: number, choice: number): Completion {
  const stops = typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []);
  const joint = request.suffix ? ` This leads to “${request.suffix.slice(0, 40)}”.` : '';
  const variant = choice > 0 ? ` (Choice ${choice + 1}.)` : '';
  const full = ` and so on, after “${prompt.slice(-60).toWellFormed()}”.${joint}${variant} This is a simulated completion, which goes on for a little while as such texts do.`;
  const { text, whole } = firstTokens(untilStop(full, stops), request.max_tokens ?? defaultLimit);
  return { index, echoed: request.echo ? prompt : '', text, finish: whole ? 'stop' : 'length' };
}

/** `offset`: where the text begins in the whole answer, in characters. */
function logprobsOf(text: string, offset: number, top: number) {
  const tokens = piecesOf(text);
  const offsets: number[] = [];
  let at = offset;
  for (const token of tokens) {
    offsets.push(at);
    at += token.length;
  }
  const values = tokens.map((_, place) => -0.01 * ((place % 7) + 1));
  const ranks = Array.from({ length: top }, (_, rank) => rank);
  return {
    tokens,
    token_logprobs: values,
    top_logprobs: tokens.map((token, place) =>
      Object.fromEntries(
        ranks.map((rank) => [rank === 0 ? token : `${token}~${rank}`, (values[place] ?? 0) - rank]),
      ),
    ),
    text_offset: offsets,
  };
}

function chunksOf(
  request: CompletionRequest,
  completions: readonly Completion[],
  usage: object | undefined,
  head: object,
) {
  const wantsUsage = request.stream_options?.include_usage === true;
  const chunk = (choices: readonly object[], report: object | null) => ({
    ...head,
    choices,
    ...(wantsUsage && { usage: report }),
  });
  const chunks: object[] = [];
  let open = completions.map((one) => ({ one, pieces: piecesOf(one.echoed + one.text).values(), at: 0 }));
  while (open.length > 0) {
    open = open.filter((each) => {
      const piece = each.pieces.next();
      const text = piece.value ?? '';
      const logprobs =
        request.logprobs == null || text === '' ? null : logprobsOf(text, each.at, request.logprobs);
      each.at += text.length;
      chunks.push(
        chunk(
          [{ text, index: each.one.index, logprobs, finish_reason: piece.done ? each.one.finish : null }],
          null,
        ),
      );
      return piece.done !== true;
    });
  }
  if (wantsUsage && usage !== undefined) chunks.push(chunk([], usage));
  return chunks;
}
