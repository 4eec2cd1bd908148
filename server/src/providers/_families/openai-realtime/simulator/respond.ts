import { setTimeout as wait } from 'node:timers/promises';
import { randomText } from '../../../../base/ids.ts';
import type { Json } from '../../../../base/json.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { countTokens } from '../../simulated/tokens.ts';
import { type Conversation, type Entry, noWeight, spokenTokens, type Weight } from './conversation.ts';
import type { Output, Plan } from './plan.ts';
import type { Settings } from './settings.ts';
import { tone } from './sound.ts';

/** Why a response stopped before its end. */
export type Stop = 'client_cancelled' | 'turn_detected' | 'left';

export type ResponseDeps = {
  readonly send: (type: string, fields: Json) => void;
  /** Breaks the connection. */
  readonly cut: () => void;
  readonly settings: Settings;
  /** Absent: the response is outside of it. */
  readonly conversation: Conversation | undefined;
  readonly plan: Plan;
  readonly faults: FaultNames;
  /** Milliseconds between deltas. */
  readonly pace: number;
  /** Input tokens that the response before had read, by kind. */
  readonly cachedInput: Weight;
  readonly metadata: unknown;
};

/** Caches are met in steps. */
const cacheStep = 64;
const cachedPart = (now: number, before: number): number =>
  Math.floor(Math.min(now, before) / cacheStep) * cacheStep;

/** One response, from `response.created` to `response.done`. */
export class RunningResponse {
  readonly id = `resp_${randomText(21)}`;
  readonly #deps: ResponseDeps;
  readonly #shown: Json[] = [];
  #stop: Stop | undefined;
  #text = 0;
  #audio = 0;

  constructor(deps: ResponseDeps) {
    this.#deps = deps;
  }

  stop(why: Stop): void {
    this.#stop ??= why;
  }

  /** Ends when the response is done. */
  async run(): Promise<void> {
    const { send, plan, faults } = this.#deps;
    send('response.created', { response: this.#resource('in_progress', null, null) });
    send('rate_limits.updated', rateLimits());
    await this.#pause(2);
    if (faults.has('fail'))
      return this.#done('failed', { type: 'failed', error: { type: 'server_error', code: 'server_error' } });
    for (const [index, output] of plan.outputs.entries()) {
      if (this.#stop) break;
      await this.#put(output, index, index === plan.outputs.length - 1);
    }
    if (this.#stop === 'left') return;
    if (this.#stop) return this.#done('cancelled', { type: 'cancelled', reason: this.#stop });
    if (!plan.whole) return this.#done('incomplete', { type: 'incomplete', reason: 'max_output_tokens' });
    this.#done('completed', null);
  }

  async #put(output: Output, index: number, isLast: boolean): Promise<void> {
    const { send, conversation } = this.#deps;
    const id = `item_${randomText(21)}`;
    const callId = `call_${randomText(16)}`;
    const begun: Json & { id: string } =
      output.puts === 'call'
        ? { id, object: 'realtime.item', type: 'function_call', name: output.name, call_id: callId }
        : { id, object: 'realtime.item', type: 'message', role: 'assistant' };
    const empty = output.puts === 'call' ? { arguments: '' } : { content: [] };
    const place = { response_id: this.id, item_id: id, output_index: index };
    const opened = { ...begun, status: 'in_progress', ...empty };
    const entry: Entry = { item: opened, weight: noWeight, says: undefined };
    send('response.output_item.added', { response_id: this.id, output_index: index, item: opened });
    const before = conversation?.add(entry) ?? null;
    if (conversation) send('conversation.item.added', { previous_item_id: before, item: opened });
    const { text, seconds } = await this.#deltas(output, place);
    if (this.#stop === 'left') return;
    const isWhole = this.#stop === undefined && (this.#deps.plan.whole || !isLast);
    const done = {
      ...begun,
      status: isWhole ? 'completed' : 'incomplete',
      ...(output.puts === 'call' ? { arguments: text } : { content: [contentOf(output.puts, text)] }),
    };
    this.#finishPart(output, place, text, callId);
    if (output.puts === 'call') this.#text += countTokens(output.name);
    Object.assign(entry.item, done);
    entry.weight = { text: 3 + countTokens(text), audio: spokenTokens(seconds), image: 0 };
    entry.says =
      output.puts === 'call'
        ? {
            role: 'assistant',
            tool_calls: [{ type: 'function', id: callId, function: { name: output.name, arguments: text } }],
          }
        : { role: 'assistant', content: text };
    if (conversation) send('conversation.item.done', { previous_item_id: before, item: done });
    send('response.output_item.done', { response_id: this.id, output_index: index, item: done });
    this.#shown.push(done);
  }

  /** Sends what is put out, piece by piece. Gives what of it was sent. */
  async #deltas(output: Output, place: Json): Promise<{ text: string; seconds: number }> {
    const { send, cut, faults, settings } = this.#deps;
    const inPart = { ...place, content_index: 0 };
    if (output.puts !== 'call')
      send('response.content_part.added', {
        ...inPart,
        part: output.puts === 'speech' ? { type: 'audio', transcript: '' } : { type: 'text', text: '' },
      });
    const half = Math.ceil(output.pieces.length / 2);
    const format = settings.audio.output.format.type;
    let text = '';
    let seconds = 0;
    for (const [at, delta] of output.pieces.entries()) {
      if (this.#stop) break;
      if (at === half && faults.has('cut')) {
        this.#stop = 'left';
        cut();
        break;
      }
      if (at === half && faults.has('stall')) {
        await this.#stalled();
        break;
      }
      text += delta;
      if (output.puts === 'call') send('response.function_call_arguments.delta', { ...place, delta });
      else if (output.puts === 'text') send('response.output_text.delta', { ...inPart, delta });
      else {
        const more = output.seconds / output.pieces.length;
        send('response.output_audio_transcript.delta', { ...inPart, delta });
        send('response.output_audio.delta', {
          ...inPart,
          delta: tone(format, seconds, more).toString('base64'),
        });
        seconds += more;
      }
      await this.#pause(1);
    }
    this.#text += countTokens(text);
    this.#audio += spokenTokens(seconds);
    return { text, seconds };
  }

  #finishPart({ puts }: Output, place: Json, text: string, callId: string): void {
    const { send } = this.#deps;
    const inPart = { ...place, content_index: 0 };
    if (puts === 'call') {
      send('response.function_call_arguments.done', { ...place, call_id: callId, arguments: text });
      return;
    }
    if (puts === 'text') send('response.output_text.done', { ...inPart, text });
    else {
      send('response.output_audio.done', inPart);
      send('response.output_audio_transcript.done', { ...inPart, transcript: text });
    }
    send('response.content_part.done', {
      ...inPart,
      part: puts === 'speech' ? { type: 'audio', transcript: text } : { type: 'text', text },
    });
  }

  #done(status: string, details: Json | null): void {
    const { send, faults } = this.#deps;
    const usage = faults.has('no-usage') ? null : this.#usage(status === 'failed');
    send('response.done', { response: this.#resource(status, details, usage) });
    send('rate_limits.updated', rateLimits());
  }

  #usage(isFailed: boolean): Json {
    const { plan, cachedInput } = this.#deps;
    const reads = isFailed ? noWeight : plan.reads;
    const cached = {
      text_tokens: cachedPart(reads.text, cachedInput.text),
      audio_tokens: cachedPart(reads.audio, cachedInput.audio),
      image_tokens: 0,
    };
    const input = reads.text + reads.audio + reads.image;
    const output = this.#text + this.#audio;
    return {
      total_tokens: input + output,
      input_tokens: input,
      output_tokens: output,
      input_token_details: {
        text_tokens: reads.text,
        audio_tokens: reads.audio,
        image_tokens: reads.image,
        cached_tokens: cached.text_tokens + cached.audio_tokens,
        cached_tokens_details: cached,
      },
      output_token_details: { text_tokens: this.#text, audio_tokens: this.#audio },
    };
  }

  #resource(status: string, details: Json | null, usage: Json | null): Json {
    const { settings, conversation, metadata } = this.#deps;
    return {
      object: 'realtime.response',
      id: this.id,
      status,
      status_details: details,
      output: this.#shown,
      conversation_id: conversation?.id ?? null,
      output_modalities: settings.output_modalities,
      max_output_tokens: settings.max_output_tokens,
      audio: { output: { format: settings.audio.output.format, voice: settings.audio.output.voice } },
      usage,
      metadata: metadata ?? null,
    };
  }

  async #pause(times: number): Promise<void> {
    const { pace, faults } = this.#deps;
    const ms = pace * times * (faults.has('slow') ? 20 : 1);
    await wait(ms, undefined, { ref: false });
  }

  /** Says nothing more until somebody stops it. */
  async #stalled(): Promise<void> {
    while (!this.#stop) await wait(20, undefined, { ref: false });
  }
}

const contentOf = (puts: 'text' | 'speech', text: string): Json =>
  puts === 'speech' ? { type: 'output_audio', transcript: text } : { type: 'output_text', text };

const rateLimits = (): Json => ({
  rate_limits: [
    { name: 'requests', limit: 1000, remaining: 999, reset_seconds: 60 },
    { name: 'tokens', limit: 50_000, remaining: 49_950, reset_seconds: 60 },
  ],
});
