/** Reads a stream as a client would, and keeps every byte for looking at what must not be there. */
export type StreamSeen = {
  readonly raw: string;
  /** Data of the events, parsed, without [DONE]. */
  readonly events: Record<string, unknown>[];
  readonly text: string;
  readonly done: boolean;
  readonly error: { message: string; type: string; code: string | null } | undefined;
};

export function readEvents(raw: string): StreamSeen {
  const data = raw
    .split(/\r?\n\r?\n/)
    .filter((block) => block.startsWith('data:'))
    .map((block) => block.slice(5).trim());
  const events = data
    .filter((one) => one !== '[DONE]')
    .map((one) => JSON.parse(one) as Record<string, unknown>);
  const text = events
    .flatMap((one) => (one['choices'] ?? []) as { delta?: { content?: string } }[])
    .map((choice) => choice.delta?.content ?? '')
    .join('');
  const failed = events.find((one) => one['error'] !== undefined);
  return {
    raw,
    events,
    text,
    done: data.at(-1) === '[DONE]',
    error: failed?.['error'] as StreamSeen['error'],
  };
}

/** Reads to the end. */
export const readStream = async (response: Response): Promise<StreamSeen> =>
  readEvents(await response.text());

/** Reads on until what was read so far contains `mark`; the stream stays open. */
export async function readUntil(
  reader: { read(): Promise<{ done: boolean; value?: Uint8Array }> },
  mark: string,
): Promise<string> {
  const decoder = new TextDecoder();
  let seen = '';
  while (!seen.includes(mark)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream ended before ${JSON.stringify(mark)}: ${seen}`);
    seen += decoder.decode(value, { stream: true });
  }
  return seen;
}
