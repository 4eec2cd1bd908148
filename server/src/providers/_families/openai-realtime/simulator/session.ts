import { randomText } from '../../../../base/ids.ts';
import { isObject, type Json, listOf, textIn } from '../../../../base/json.ts';
import type { RealtimeSocket } from '../../../../spec/realtime.ts';
import { ApiError } from '../../openai-compatible/simulator/api-error.ts';
import type { FaultNames } from '../../simulated/faults.ts';
import { countTokens } from '../../simulated/tokens.ts';
import { Conversation, type Entry, heardTokens, noWeight, readEntry } from './conversation.ts';
import { EventError, parsed } from './event-error.ts';
import { planResponse } from './plan.ts';
import { RunningResponse } from './respond.ts';
import { type Overrides, overrides, type Settings, updated } from './settings.ts';
import { bytesPerSecond, Ear } from './sound.ts';

/** OpenAI's guide: an append holds at most 15 MiB. */
const largestAppend = 15 * 1024 * 1024;
const leastCommitSeconds = 0.1;

/** One simulated session: reads the client's events, and answers them. */
export class SimulatedSession {
  readonly #socket: RealtimeSocket;
  readonly #faults: FaultNames;
  readonly #pace: number;
  readonly #conversation = new Conversation();
  readonly #ear = new Ear();
  #settings: Settings;
  #buffered = 0;
  #speechItem = '';
  #response: RunningResponse | undefined;
  #running: Promise<void> = Promise.resolve();
  #lastRead = noWeight;

  constructor(socket: RealtimeSocket, settings: Settings, faults: FaultNames, pace: number) {
    this.#socket = socket;
    this.#settings = settings;
    this.#faults = faults;
    this.#pace = pace;
  }

  start(): void {
    if (this.#faults.has('timeout')) return;
    this.#socket.onText((text) => this.#read(text));
    this.#socket.onClose(() => this.#response?.stop('left'));
    this.#send('session.created', { session: this.#settings });
  }

  #send(type: string, fields: Json): void {
    this.#socket.send(JSON.stringify({ type, event_id: `event_${randomText(21)}`, ...fields }));
  }

  #read(text: string): void {
    let event: Json = {};
    try {
      event = parseEvent(text);
      this.#handle(event);
    } catch (error) {
      this.#tell(error, textIn(event['event_id']) ?? null);
    }
  }

  /** Says what was wrong with an event. What is no fault of the client's ends the session. */
  #tell(error: unknown, eventId: string | null): void {
    if (!(error instanceof EventError || error instanceof ApiError)) {
      this.#socket.close(1011, 'the simulator failed');
      return;
    }
    const { type, code, message, param } = error;
    this.#send('error', { error: { type, code, message, param, event_id: eventId } });
  }

  #handle(event: Json): void {
    const type = String(event['type']);
    const handlers = this.#handlers;
    if (!Object.hasOwn(handlers, type))
      throw new EventError(
        `Invalid value: '${type.slice(0, 64)}'. Supported values are: ${Object.keys(handlers)
          .map((one) => `'${one}'`)
          .join(', ')}.`,
        'invalid_value',
        'type',
      );
    handlers[type]!(event);
  }

  readonly #handlers: Readonly<Record<string, (event: Json) => void>> = {
    'session.update': ({ session }) => {
      this.#settings = updated(this.#settings, session);
      this.#send('session.updated', { session: this.#settings });
    },
    'input_audio_buffer.append': ({ audio }) => this.#append(audio),
    'input_audio_buffer.commit': () => this.#commit(`item_${randomText(21)}`),
    'input_audio_buffer.clear': () => {
      this.#empty();
      this.#send('input_audio_buffer.cleared', {});
    },
    'conversation.item.create': ({ item, previous_item_id: previous }) =>
      this.#add(readEntry(item, this.#settings.audio.input.format.type), previous),
    'conversation.item.retrieve': ({ item_id: id }) =>
      this.#send('conversation.item.retrieved', {
        item: this.#conversation.find(id, 'item_retrieve_invalid_item_id').item,
      }),
    'conversation.item.truncate': ({ item_id: id, content_index: index, audio_end_ms: end }) => {
      this.#conversation.truncate(id, end);
      this.#send('conversation.item.truncated', {
        item_id: id,
        content_index: index ?? 0,
        audio_end_ms: end,
      });
    },
    'conversation.item.delete': ({ item_id: id }) => {
      this.#conversation.remove(id);
      this.#lastRead = noWeight; // what follows the gap is not in the cache
      this.#send('conversation.item.deleted', { item_id: id });
    },
    'response.create': ({ response }) => this.#respond(parsed(overrides, response ?? {}, 'response')),
    'response.cancel': () => {
      if (!this.#response)
        throw new EventError('Cancellation failed: no active response found', 'response_cancel_not_active');
      this.#response.stop('client_cancelled');
    },
  };

  #add(entry: Entry, previous?: unknown): void {
    const before = this.#conversation.add(entry, previous);
    this.#send('conversation.item.added', { previous_item_id: before, item: entry.item });
    this.#send('conversation.item.done', { previous_item_id: before, item: entry.item });
  }

  #append(audio: unknown): void {
    if (typeof audio !== 'string')
      throw new EventError("Missing required parameter: 'audio'.", 'missing_required_parameter', 'audio');
    if (audio.length > largestAppend || !/^[\w+/-]{0,64}={0,2}$/.test(audio.slice(0, 64)))
      throw new EventError(
        "Invalid 'audio'. Expected base64-encoded audio bytes, at most 15 MiB.",
        'invalid_value',
        'audio',
      );
    const bytes = Buffer.from(audio, 'base64');
    const { format, turn_detection: detection } = this.#settings.audio.input;
    this.#buffered += bytes.length / bytesPerSecond(format.type);
    if (!detection) return;
    const silence = detection.type === 'server_vad' ? (detection.silence_duration_ms ?? 200) : 500;
    for (const { what, at } of this.#ear.listen(
      bytes,
      format.type,
      detection.threshold ?? 0.5,
      silence / 1000,
    )) {
      if (what === 'began') {
        this.#speechItem = `item_${randomText(21)}`;
        this.#send('input_audio_buffer.speech_started', {
          audio_start_ms: Math.max(0, Math.round(at * 1000) - (detection.prefix_padding_ms ?? 300)),
          item_id: this.#speechItem,
        });
        if (detection.interrupt_response !== false) this.#response?.stop('turn_detected');
        continue;
      }
      this.#send('input_audio_buffer.speech_stopped', {
        audio_end_ms: Math.round(at * 1000),
        item_id: this.#speechItem,
      });
      this.#commit(this.#speechItem);
      if (detection.create_response !== false && this.#settings.type === 'realtime')
        // Speech that interrupts waits until the response has said that it was cancelled.
        void this.#running.then(() => this.#respond({})).catch((error: unknown) => this.#tell(error, null));
    }
  }

  #empty(): void {
    this.#buffered = 0;
    this.#ear.reset();
  }

  #commit(id: string): void {
    const seconds = this.#buffered;
    if (seconds < leastCommitSeconds)
      throw new EventError(
        `Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer only has ${(seconds * 1000).toFixed(2)}ms of audio.`,
        'input_audio_buffer_commit_empty',
      );
    this.#empty();
    const transcriber = this.#settings.audio.input.transcription?.model;
    const heard = `Simulated speech of ${seconds.toFixed(1)} seconds.`;
    const item = {
      id,
      object: 'realtime.item',
      type: 'message',
      status: 'completed',
      role: 'user',
      content: [{ type: 'input_audio', transcript: null }],
    };
    this.#send('input_audio_buffer.committed', {
      previous_item_id: this.#conversation.lastId,
      item_id: id,
    });
    this.#add({
      item,
      weight: { ...noWeight, text: 3, audio: heardTokens(seconds) },
      says: { role: 'user', content: heard },
    });
    if (transcriber) this.#transcribe(id, heard, seconds, transcriber);
  }

  #transcribe(id: string, transcript: string, seconds: number, model: string): void {
    const name = 'conversation.item.input_audio_transcription';
    const place = { item_id: id, content_index: 0 };
    const input = heardTokens(seconds);
    const output = countTokens(transcript);
    if (model !== 'whisper-1') this.#send(`${name}.delta`, { ...place, delta: transcript });
    this.#send(`${name}.completed`, {
      ...place,
      transcript,
      logprobs: null,
      usage:
        model === 'whisper-1'
          ? { type: 'duration', seconds: Math.ceil(seconds) }
          : {
              type: 'tokens',
              total_tokens: input + output,
              input_tokens: input,
              input_token_details: { text_tokens: 0, audio_tokens: input },
              output_tokens: output,
            },
    });
  }

  #respond(asked: Overrides): void {
    if (this.#response)
      throw new EventError(
        `Conversation already has an active response in progress: ${this.#response.id}. Wait until the response is finished before creating a new one.`,
        'conversation_already_has_active_response',
      );
    if (this.#settings.type === 'transcription')
      throw new EventError('A transcription session gives no responses.', 'invalid_value', 'type');
    const { conversation: where, input, metadata, ...settings } = asked;
    const effective = { ...this.#settings, ...withoutNull(settings) };
    const format = effective.audio.input.format.type;
    const entries = input
      ? listOf(input).map((item) => this.#inputEntry(item, format))
      : this.#conversation.entries;
    const plan = planResponse(effective, entries);
    const response = new RunningResponse({
      send: (type, fields) => this.#send(type, fields),
      cut: () => this.#socket.close(1006),
      settings: effective,
      conversation: where === 'none' ? undefined : this.#conversation,
      plan,
      faults: this.#faults,
      pace: this.#pace,
      cachedInput: this.#lastRead,
      metadata,
    });
    this.#response = response;
    this.#lastRead = plan.reads;
    this.#running = response
      .run()
      .catch((error: unknown) => this.#tell(error, null))
      .finally(() => {
        this.#response = undefined;
      });
  }

  #inputEntry(item: unknown, format: string): Entry {
    if (isObject(item) && item['type'] === 'item_reference')
      return this.#conversation.find(item['id'], 'item_reference_invalid_item_id');
    return readEntry(item, format);
  }
}

function parseEvent(text: string): Json {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw new EventError('The event is not valid JSON.', 'invalid_json');
  }
  if (!isObject(event)) throw new EventError('The event must be a JSON object.', 'invalid_json');
  if (event['type'] === undefined) throw new EventError("The 'type' field is missing.", 'invalid_event');
  return event;
}

/** Fields that were sent as null or not at all are as the session says. */
const withoutNull = (asked: Overrides): Partial<Settings> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value != null));
