import { type Json, Varying } from '../shape.ts';

/** What the pages of Realtime share: its events and objects are large, and most of what they hold differs. */

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;

const fieldsOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

function differences(sample: Json, value: unknown, where: string): readonly string[] {
  if (kindOf(sample) !== kindOf(value))
    return [`${where} is ${JSON.stringify(value)}, not as ${JSON.stringify(sample)}`];
  if (kindOf(sample) !== 'object') return [];
  const [wanted, found] = [new Map(fieldsOf(sample)), new Map(fieldsOf(value))];
  return [
    ...[...found.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => `${where}.${name} is not in the manual`),
    ...[...wanted].flatMap(([name, one]) =>
      found.has(name)
        ? differences(one as Json, found.get(name), `${where}.${name}`)
        : [`${where}.${name} is missing`],
    ),
  ];
}

/** An object of the sample's fields, each of its sample's kind; `type` is as it stands. */
export const like = (sample: { readonly [name: string]: Json }): Varying =>
  new Varying(sample, (value, where) => {
    const type = fieldsOf(value).find(([name]) => name === 'type')?.[1];
    return sample['type'] !== undefined && type !== sample['type']
      ? [`${where} is a ${String(type)}, not a ${String(sample['type'])}`]
      : differences(sample, value, where);
  });

const pcm = { type: 'audio/pcm', rate: 24000 };
const detection = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 200,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
};

/** A session’s settings. */
export const session = (
  model: string,
  outputs: readonly string[],
  expires: number,
): { readonly [name: string]: Json } => ({
  type: 'realtime',
  object: 'realtime.session',
  id: 'sess_kZBb2RFRPjuhljs0r5wNR',
  model,
  output_modalities: outputs,
  instructions: 'Be brief.',
  tools: [],
  tool_choice: 'auto',
  max_output_tokens: 'inf',
  tracing: null,
  truncation: 'auto',
  prompt: null,
  expires_at: expires,
  audio: {
    input: { format: pcm, transcription: null, noise_reduction: null, turn_detection: detection },
    output: { format: pcm, voice: 'marin', speed: 1 },
  },
  include: null,
});

export const secretSample = 'ek_v1.xvFPeqz7MvGeCbVNkQLt9Qj5-Ww5MQx6mPvvn2GayQILf2IBFTMyee1rH';
