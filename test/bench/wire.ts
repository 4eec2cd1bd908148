/** What goes over the wire in the benchmark: the requests of the load side and the answers of the upstream. */

export const model = 'bench-model';

const nap =
  'A relay is judged by what it adds: time to first byte, work per byte, and memory while nothing happens. ';

/** A whole chat answer of about 700 bytes, as an OpenAI-compatible server writes it. */
export const smallAnswer = JSON.stringify({
  id: 'chatcmpl-bench000000000000000000',
  object: 'chat.completion',
  created: 1767225600,
  model,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: nap + 'The rest is the model.', refusal: null },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: {
    prompt_tokens: 24,
    completion_tokens: 31,
    total_tokens: 55,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  },
  service_tier: 'default',
  system_fingerprint: 'fp_bench',
});

/** What one stream of the upstream looks like. `everyMs` 0: as fast as the reader takes it. */
export type Stream = { chunks: number; everyMs: number; contentBytes: number };

const streamWords = /chunks=(\d+) every=(\d+) bytes=(\d+)/;

/** The stream that a request body asks for; undefined when it asks for a whole answer. */
export function streamAskedFor(body: string): Stream | undefined {
  if (!/"stream": ?true/.test(body)) return undefined;
  const found = streamWords.exec(body);
  if (!found) return { chunks: 3, everyMs: 0, contentBytes: 6 };
  return { chunks: Number(found[1]), everyMs: Number(found[2]), contentBytes: Number(found[3]) };
}

/** A small chat call, about 200 bytes. */
export const smallRequest = JSON.stringify({
  model,
  messages: [
    { role: 'system', content: 'You answer in one short paragraph.' },
    { role: 'user', content: 'What does a relay add to a call, and how would one measure it?' },
  ],
  temperature: 0.2,
  max_tokens: 64,
});

/** A chat call that asks the upstream for this stream. The usage event is asked for, so every relay sends it on. */
export function streamRequest(stream: Stream): string {
  return JSON.stringify({
    model,
    stream: true,
    stream_options: { include_usage: true },
    messages: [
      {
        role: 'user',
        content: `chunks=${stream.chunks} every=${stream.everyMs} bytes=${stream.contentBytes}`,
      },
    ],
  });
}

/** A whole chat call that carries this many bytes of base64 image. */
export function imageRequest(bytes: number): string {
  return JSON.stringify({
    model,
    max_tokens: 64,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is in this picture?' },
          {
            type: 'image_url',
            image_url: { url: `data:image/png;base64,${'iVBORw0KGgoAAAAN'.repeat(bytes / 16)}` },
          },
        ],
      },
    ],
  });
}

/** The text of content chunk `index`: its number first, so that a lost or doubled chunk shows. */
export function contentOf(index: number, contentBytes: number): string {
  return ` w${index}`.padEnd(contentBytes, '.');
}

function event(choices: unknown[], usage: unknown): string {
  const body = {
    id: 'chatcmpl-bench000000000000000000',
    object: 'chat.completion.chunk',
    created: 1767225600,
    model,
    service_tier: 'default',
    system_fingerprint: 'fp_bench',
    choices,
    usage,
  };
  return `data: ${JSON.stringify(body)}\n\n`;
}

/** Content event `index` of a stream. */
export function contentEvent(index: number, contentBytes: number): string {
  const delta = { content: contentOf(index, contentBytes) };
  return event([{ index: 0, delta, logprobs: null, finish_reason: null }], null);
}

/** What ends a stream: the finish, the usage, `[DONE]`. */
export function lastEvents(chunks: number): string {
  return (
    event([{ index: 0, delta: {}, logprobs: null, finish_reason: 'stop' }], null) +
    event([], { prompt_tokens: 24, completion_tokens: chunks, total_tokens: 24 + chunks }) +
    'data: [DONE]\n\n'
  );
}
