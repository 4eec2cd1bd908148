import type { Json } from '../../base/json.ts';
import { sseEvent } from '../../base/sse.ts';
import type { ChatAnswer, ChatPart } from '../../spec/chat.ts';
import { partsOf } from '../../spec/chat-parts.ts';
import type { AnswerContext, ChatWriter } from '../../spec/dialect.ts';
import { GatewayError } from '../../spec/fault.ts';
import { sealSummary } from './carried.ts';
import { asksCompaction, retainedMessages } from './compaction.ts';
import { errorEvent, failureOf } from './faults.ts';
import { type Emit, Output } from './output.ts';
import { beginResponse, incompleteReason, writeUsage } from './response.ts';

/** Source: ServiceTier of the OpenAPI document. */
const tiers = new Set(['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast']);

/** What is known of a response at its end. `status` and error apart. */
function ended(begun: Json, output: Output, at: number): Json {
  const { items, usage, facts } = output;
  const tier = facts?.['service_tier'];
  return {
    ...begun,
    output: items,
    ...(usage ? { usage: writeUsage(usage) } : {}),
    // Another maker's word for its tier is none of this wire.
    ...(typeof tier === 'string' && tiers.has(tier) ? { service_tier: tier } : {}),
    completed_at: Math.floor(at / 1000),
  };
}

/** The response with its last status. */
function whole(begun: Json, output: Output, now: number): Json {
  const reason = incompleteReason(output.finish, output.refused);
  const response = ended(begun, output, now);
  if (reason === undefined) return { ...response, status: 'completed' };
  return { ...response, status: 'incomplete', completed_at: null, incomplete_details: { reason } };
}

/** Takes the texts of a compaction together: the answer is one item that carries the summary. */
class Summary {
  #text = '';
  readonly #output: Output;
  readonly #id: string;

  constructor(output: Output, id: string) {
    this.#output = output;
    this.#id = id;
  }

  push(part: ChatPart): void {
    if (part.type === 'text-delta') this.#text += part.text;
    else if (part.type === 'text-end') this.#text += '\n\n';
    else if (part.type === 'usage' || part.type === 'finish') this.#output.push(part);
  }

  /** Throws upstream_garbage where the model summed up nothing: the client keeps its conversation. */
  end(): void {
    const text = this.#text.trim();
    if (text === '')
      throw new GatewayError('upstream_garbage', 'the model wrote no summary of the conversation; try again');
    this.#output.finish = { reason: 'stop' };
    this.#output.add({ type: 'compaction', id: `cmp_${this.#id}`, encrypted_content: sealSummary(text) });
  }
}

const silent: Emit = () => {};

/** A whole response, or for the endpoint `compact` a compacted conversation. */
export function writeAnswer(answer: ChatAnswer, context: AnswerContext): string {
  const output = new Output(context, silent);
  const summary = asksCompaction(context.call) ? new Summary(output, context.id) : undefined;
  const into = summary ?? output;
  for (const part of partsOf(answer)) into.push(part);
  if (answer.usage) into.push({ type: 'usage', usage: answer.usage });
  summary?.end();
  if (context.call.endpoint !== 'compact')
    return JSON.stringify(whole(beginResponse(context), output, Date.now()));
  return JSON.stringify({
    id: `resp_${context.id}`,
    object: 'response.compaction',
    created_at: Math.floor(context.at / 1000),
    output: [...retainedMessages(context.call.body, context.id), ...output.items],
    usage: writeUsage(answer.usage ?? {}),
  });
}

/** A streamed response: its events as they arise, numbered from 0; the terminal event at the end, whatever happens. */
export function openWriter(context: AnswerContext): ChatWriter {
  const begun = beginResponse(context);
  let bytes = '';
  let sequence = 0;
  let started = false;
  const emit: Emit = (type, fields) => {
    bytes += sseEvent({ type, sequence_number: sequence++, ...fields }, type);
  };
  const output = new Output(context, emit);
  const summary = asksCompaction(context.call) ? new Summary(output, context.id) : undefined;
  const start = () => {
    if (started) return;
    started = true;
    emit('response.created', { response: begun });
    emit('response.in_progress', { response: begun });
  };
  const taken = (): string => {
    const out = bytes;
    bytes = '';
    return out;
  };
  const fail = (error: GatewayError, requestId: string): string => {
    start();
    output.end('incomplete');
    const failure = failureOf(error, requestId);
    bytes += errorEvent(failure, sequence++);
    const response = {
      ...ended(begun, output, Date.now()),
      completed_at: null,
      status: 'failed',
      error: failure,
    };
    emit('response.failed', { response });
    return taken();
  };
  return {
    push(part) {
      start();
      (summary ?? output).push(part);
      return taken();
    },
    closing() {
      start();
      try {
        summary?.end();
      } catch (error) {
        if (error instanceof GatewayError) return fail(error, `req_${context.id}`);
        throw error;
      }
      output.end('completed');
      const response = whole(begun, output, Date.now());
      emit(`response.${String(response['status'])}`, { response });
      return taken();
    },
    failing: fail,
  };
}
