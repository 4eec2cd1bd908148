import { type Json, type JsonDraft, objectOf, objectsIn, textIn, textOf } from '../../../base/json.ts';
import type { FaultCode } from '../../../spec/fault.ts';
import type { TaskOutput, TaskReport } from '../../../spec/task.ts';
import { type Asked, instanceOf, numberOf, parametersOf } from './ask.ts';
import { filePath } from './operations.ts';

/**
 * Gemini Omni makes films over the Interactions API and not by predictLongRunning: requests in Veo's form are turned into
 * one of those. Sources: the types of @google/genai 2.32.0 (CreateModelInteraction, VideoResponseFormat_2, VideoConfig,
 * Interaction), ai.google.dev/gemini-api/docs/omni, answers seen by others (TanStack/ai issue 871).
 */

/** A picture or a film as a block of content. */
function block(type: 'image' | 'video', media: unknown): Json | undefined {
  const one = objectOf(media);
  const inline = objectOf(one['inlineData']);
  const data = textIn(one['bytesBase64Encoded']) ?? textIn(one['encodedVideo']) ?? textIn(inline['data']);
  const mime_type =
    textIn(one['mimeType']) ??
    textIn(inline['mimeType']) ??
    textIn(one['encoding']) ??
    (type === 'image' ? 'image/png' : 'video/mp4');
  if (data !== undefined) return { type, mime_type, data };
  const uri = textIn(one['uri']) ?? textIn(one['gcsUri']) ?? textIn(one['fileUri']);
  return uri === undefined ? undefined : { type, mime_type, uri };
}

/** The span of a character's clip in words: the wire has no field for it. */
function characterWords(span: unknown): string {
  const [, from, to] = /^\s*([\d.]+)\s*,\s*([\d.]+)\s*$/.exec(textOf(span)) ?? [];
  return from === undefined
    ? 'The character of the video appears in the film.'
    : `The character seen from second ${from} to second ${to} of the video appears in the film.`;
}

/** `previous`: the interaction that made the film to go on from. */
export function writeInteraction(body: Json, asked: Asked, previous: string | undefined): JsonDraft {
  const instance = instanceOf(body);
  const parameters = parametersOf(body);
  const first = block('image', instance['image']);
  const last = block('image', instance['lastFrame']);
  const references = objectsIn(instance['referenceImages']).flatMap(
    (one) => block('image', one['image']) ?? [],
  );
  const film = previous === undefined ? block('video', instance['video']) : undefined;
  const characterUrl = textIn(parameters['characterUrl']);
  const text = [
    asked.prompt,
    first && last ? 'The first picture is the first frame, the second picture the last frame.' : '',
    characterUrl ? characterWords(parameters['characterTimestamps']) : '',
    textIn(parameters['negativePrompt']) ? `Do not show: ${textOf(parameters['negativePrompt'])}.` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
  const media = [
    ...(first ? [first] : []),
    ...(last ? [last] : []),
    ...references,
    ...(film ? [film] : []),
    ...(characterUrl ? [{ type: 'video', mime_type: 'video/mp4', uri: characterUrl }] : []),
  ];
  const task =
    textIn(parameters['task']) ??
    (previous !== undefined
      ? 'extend'
      : film
        ? 'edit'
        : references.length > 0 || characterUrl
          ? 'reference_to_video'
          : first || last
            ? 'image_to_video'
            : 'text_to_video');
  const seed = numberOf(parameters['seed']);
  return {
    model: asked.traits.upstream,
    input: media.length === 0 ? text : [...media, { type: 'text', text }],
    // Without it the answer comes when the film is there.
    background: true,
    store: true,
    ...(previous === undefined ? {} : { previous_interaction_id: previous }),
    generation_config: { video_config: { task }, ...(seed === undefined ? {} : { seed }) },
    response_format: {
      type: 'video',
      delivery: 'uri',
      duration: `${asked.seconds}s`,
      resolution: asked.resolution,
      ...(asked.aspectRatio === undefined ? {} : { aspect_ratio: asked.aspectRatio }),
    },
  };
}

/** Statuses of an interaction (InteractionStatus_2) in ours. */
const words: Readonly<Record<string, NonNullable<TaskReport['status']>>> = {
  queued: 'queued',
  in_progress: 'running',
  requires_continuation: 'running',
  completed: 'succeeded',
  failed: 'failed',
  incomplete: 'failed',
  budget_exceeded: 'failed',
  requires_action: 'failed',
  cancelled: 'cancelled',
};

const contentWords = /safety|prohibited|blocklist|spii|blocked|violat|policy/i;

export function readInteraction(body: Json): TaskReport {
  const word = textOf(body['status']).toLowerCase();
  const status = words[word];
  if (status === undefined) return { unknownWord: word };
  if (status === 'succeeded') return readFinished(body);
  if (status !== 'failed') return { status };
  const errors = [objectOf(body['error']), ...objectsIn(body['errors'])];
  const steps = objectsIn(body['steps']).map((step) => objectOf(step['error']));
  const error = [...errors, ...steps].find((one) => Object.keys(one).length > 0) ?? {};
  const reason =
    textIn(error['message']) ??
    `the upstream says that the film ${word === 'failed' ? 'failed' : `is ${word}`}`;
  const told = `${reason} ${textOf(error['code'])} ${textOf(error['status'])} ${textOf(body['finish_reason'])}`;
  const fault: FaultCode = contentWords.test(told) ? 'upstream_refused' : 'upstream_failed';
  return { status, reason, fault };
}

function readFinished(body: Json): TaskReport {
  const contents = [
    ...objectsIn(body['steps'])
      .filter((step) => step['type'] === 'model_output')
      .flatMap((step) => objectsIn(step['content'])),
    objectOf(body['output_video']),
  ];
  const outputs = contents
    .filter((one) => one['type'] === 'video')
    .flatMap((one): readonly TaskOutput[] => {
      const mediaType = textIn(one['mime_type']) ?? 'video/mp4';
      const data = textIn(one['data']);
      if (data !== undefined) return [{ kind: 'video', data, mediaType }];
      const uri = textIn(one['uri']);
      if (uri === undefined) return [];
      const path = filePath(uri);
      return [
        path === undefined
          ? { kind: 'video', url: uri, mediaType }
          : { kind: 'video', path: asMedia(path), mediaType },
      ];
    });
  if (outputs.length > 0) return { status: 'succeeded', progress: 100, outputs: outputs.slice(0, 1) };
  // What the content rules refuse is "completed" with a text in place of a film.
  const said = contents
    .map((one) => textOf(one['text']))
    .join(' ')
    .trim();
  return {
    status: 'failed',
    fault: 'upstream_refused',
    reason: said || 'the upstream made no film of this, most likely because of its content rules',
  };
}

/** Without it the address gives the file's description. */
const asMedia = (path: string): string =>
  path.includes('alt=media') ? path : `${path}${path.includes('?') ? '&' : '?'}alt=media`;
