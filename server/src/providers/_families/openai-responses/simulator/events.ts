import { randomText } from '../../../../base/ids.ts';
import { listOf } from '../../../../base/json.ts';
import { piecesOf } from '../../simulated/tokens.ts';
import type { OutputItem, ResponseBody } from './answer.ts';

/** One event without its number. */
type Step = { readonly type: string; readonly [name: string]: unknown };
export type StreamEvent = Step & { readonly sequence_number: number };

/**
 * The whole life of a response as events, numbered from 0: created, in progress, each item from its start to its end,
 * and the terminal event with the whole object. Source: OpenAI's streaming guide and recorded streams.
 */
export function eventsOf(response: ResponseBody, options: { readonly pads: boolean }): StreamEvent[] {
  const open = {
    ...response,
    status: 'in_progress',
    completed_at: null,
    incomplete_details: null,
    output: [],
    usage: null,
  };
  const steps: Step[] = [
    ...(response['background'] === true
      ? [{ type: 'response.queued', response: { ...open, status: 'queued' } }]
      : []),
    { type: 'response.created', response: open },
    { type: 'response.in_progress', response: open },
  ];
  for (const [index, item] of response.output.entries()) steps.push(...stepsOf(item, index, options.pads));
  steps.push({ type: `response.${response.status}`, response });
  return numbered(steps);
}

/** A stream that failed before anything was said: the error, then the failed response. */
export function failedEvents(
  response: ResponseBody,
  after: readonly StreamEvent[],
  error: { message: string; code: string | null; type: string },
): StreamEvent[] {
  const failed = {
    ...response,
    status: 'failed',
    output: [],
    usage: null,
    error: { code: error.code ?? 'server_error', message: error.message },
  };
  const { message, code, type } = error;
  return numbered([
    ...after,
    { type: 'error', error: { type, code, message, param: null } },
    { type: 'response.failed', response: failed },
  ]);
}

const numbered = (steps: readonly Step[]): StreamEvent[] =>
  steps.map((step, number) => ({ ...step, sequence_number: number }));

function* stepsOf(item: OutputItem, output_index: number, pads: boolean): Generator<Step> {
  const at = { item_id: item.id, output_index };
  const pad = () => (pads ? { obfuscation: randomText(8) } : {});
  const added = (open: object): Step => ({
    type: 'response.output_item.added',
    output_index,
    item: { ...item, ...open },
  });
  switch (item.type) {
    case 'reasoning':
      yield added({ summary: [] });
      for (const [summary_index, part] of item.summary.entries()) {
        const place = { ...at, summary_index };
        yield {
          type: 'response.reasoning_summary_part.added',
          ...place,
          part: { type: 'summary_text', text: '' },
        };
        for (const delta of piecesOf(part.text))
          yield { type: 'response.reasoning_summary_text.delta', ...place, delta, ...pad() };
        yield { type: 'response.reasoning_summary_text.done', ...place, text: part.text };
        yield { type: 'response.reasoning_summary_part.done', ...place, part };
      }
      break;
    case 'message': {
      yield added({ status: 'in_progress', content: [] });
      const parts = typeof item.content === 'string' ? [] : item.content;
      for (const [content_index, part] of parts.entries()) {
        const place = { ...at, content_index };
        if (part.type === 'refusal') {
          yield { type: 'response.content_part.added', ...place, part: { ...part, refusal: '' } };
          for (const delta of piecesOf(part.refusal))
            yield { type: 'response.refusal.delta', ...place, delta, ...pad() };
          yield { type: 'response.refusal.done', ...place, refusal: part.refusal };
        } else if (part.type === 'output_text') {
          yield {
            type: 'response.content_part.added',
            ...place,
            part: { ...part, text: '', annotations: [] },
          };
          for (const delta of piecesOf(part.text))
            yield { type: 'response.output_text.delta', ...place, delta, logprobs: [], ...pad() };
          const annotations = listOf(part['annotations']);
          for (const [annotation_index, annotation] of annotations.entries())
            yield { type: 'response.output_text.annotation.added', ...place, annotation_index, annotation };
          yield { type: 'response.output_text.done', ...place, text: part.text, logprobs: [] };
        }
        yield { type: 'response.content_part.done', ...place, part };
      }
      break;
    }
    case 'function_call':
      yield added({ status: 'in_progress', arguments: '' });
      for (const delta of piecesOf(item.arguments))
        yield { type: 'response.function_call_arguments.delta', ...at, delta, ...pad() };
      yield {
        type: 'response.function_call_arguments.done',
        ...at,
        arguments: item.arguments,
        name: item.name,
      };
      break;
    case 'custom_tool_call':
      yield added({ status: 'in_progress', input: '' });
      for (const delta of piecesOf(item.input))
        yield { type: 'response.custom_tool_call_input.delta', ...at, delta, ...pad() };
      yield { type: 'response.custom_tool_call_input.done', ...at, input: item.input };
      break;
    default:
      yield* hostedSteps(item, added, at);
  }
  yield { type: 'response.output_item.done', output_index, item };
}

const phases: Readonly<Record<string, readonly string[]>> = {
  web_search_call: ['in_progress', 'searching', 'completed'],
  code_interpreter_call: ['in_progress', 'interpreting', 'completed'],
  image_generation_call: ['in_progress', 'generating', 'completed'],
};

function* hostedSteps(item: OutputItem, added: (open: object) => Step, at: object): Generator<Step> {
  yield added({
    status: 'in_progress',
    ...('result' in item && { result: null }),
    ...('code' in item && { code: '' }),
  });
  for (const phase of phases[item.type ?? ''] ?? []) {
    if (phase === 'interpreting' && typeof item['code'] === 'string') {
      for (const delta of piecesOf(item['code']))
        yield { type: 'response.code_interpreter_call_code.delta', ...at, delta };
      yield { type: 'response.code_interpreter_call_code.done', ...at, code: item['code'] };
    }
    yield { type: `response.${item.type}.${phase}`, ...at };
  }
}
