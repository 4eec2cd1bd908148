import { createHash } from 'node:crypto';
import { type Json, numberIn, textIn, wordOf } from '../../../../base/json.ts';
import { mediaPath, mediaUrl } from '../../simulated/media/serve.ts';
import { excerpt } from '../../simulated/words.ts';

/** A clip as the simulated server keeps it. */
export type Song = {
  readonly id: string;
  /** Of the account-pool servers: the item's, which is no clip id. */
  readonly item: string;
  readonly owner: string;
  readonly title: string;
  readonly tags: string;
  readonly prompt: string;
  readonly description: string | null;
  readonly seconds: number;
  readonly model: string;
  readonly instrumental: boolean;
  readonly type: string;
  readonly createdAt: number;
};

/** How far a clip is. `audio` may be heard from 'streaming' on. */
export type ClipStage = 'submitted' | 'queued' | 'streaming' | 'complete' | 'error';

/** The version that Suno shows of a model name. */
const versions: Readonly<Record<string, string>> = {
  'chirp-v3-0': 'v3',
  'chirp-v3-5': 'v3.5',
  'chirp-v3-5-tau': 'v3.5',
  'chirp-v4': 'v4',
  'chirp-v4-tau': 'v4',
  'chirp-auk': 'v4.5',
  'chirp-v4-5': 'v4.5',
  'chirp-auk-turbo': 'v4.5-all',
  'chirp-bluejay': 'v4.5+',
  'chirp-crow': 'v5',
  'chirp-v5': 'v5',
  'chirp-fenix': 'v5.5',
  'chirp-v5-5': 'v5.5',
};

/** A number below `below` that the text always gives. */
export const pickOf = (text: string, below: number): number =>
  createHash('sha256').update(text).digest().readUInt32BE(0) % below;

/** Models that obey `duration`. */
const obeysDuration = new Set(['chirp-fenix', 'chirp-v5-5']);

/** Seconds of a song: what was asked for where the model obeys it, else about half a minute. */
export function lengthOf(body: Json, id: string): number {
  const asked = numberIn(body['duration']);
  if (asked !== undefined && obeysDuration.has(wordOf(body['mv']))) return Math.min(480, Math.max(10, asked));
  return 24 + pickOf(id, 160) / 10;
}

export function titleOf(body: Json): string {
  const given = textIn(body['title']);
  if (given !== undefined) return given;
  const words =
    textIn(body['gpt_description_prompt']) ?? textIn(body['prompt']) ?? textIn(body['tags']) ?? 'Untitled';
  return excerpt(words.replace(/\[[^\]]*\]/g, ' '), 40);
}

/** Lyrics on a theme, in the tags of the wire. */
export const lyricsOn = (theme: string): string =>
  [
    '[Verse]',
    `A morning finds ${excerpt(theme, 60)}`,
    'And every window turns to gold',
    '',
    '[Chorus]',
    'Sing it once and sing it over',
    'Let the simulated chorus roll',
  ].join('\n');

const audioOf = (song: Song, request: Request, format: 'mp3' | 'wav' = 'mp3'): string =>
  mediaUrl(request, mediaPath({ kind: 'tune', seconds: song.seconds, text: song.id, format }));

export const wavOf = (song: Song, request: Request): string => audioOf(song, request, 'wav');

export const filmOf = (song: Song, request: Request): string =>
  mediaUrl(
    request,
    mediaPath({
      kind: 'film',
      width: 320,
      height: 320,
      seconds: Math.min(10, song.seconds),
      text: song.title,
      sound: true,
    }),
  );

const coverOf = (song: Song, side: number, request: Request): string =>
  mediaUrl(
    request,
    mediaPath({ kind: 'picture', width: side, height: side, text: song.title, seed: pickOf(song.id, 1e6) }),
  );

/** Why a song failed, in the words that Suno has. */
export type Failure = { readonly type: string; readonly message: string };

/** Dialect A: Suno's own clip. */
export function clipOf(song: Song, stage: ClipStage, failure: Failure | undefined, request: Request): Json {
  const isHeard = stage === 'streaming' || stage === 'complete';
  return {
    id: song.id,
    title: song.title,
    status: stage,
    audio_url: isHeard ? `${audioOf(song, request)}${stage === 'streaming' ? '&stream=1' : ''}` : '',
    video_url: '',
    image_url: stage === 'complete' ? coverOf(song, 256, request) : '',
    image_large_url: stage === 'complete' ? coverOf(song, 512, request) : '',
    major_model_version: versions[song.model] ?? 'v5',
    model_name: song.model,
    metadata: {
      tags: song.tags,
      prompt: song.instrumental ? '[Instrumental]' : song.prompt,
      gpt_description_prompt: song.description,
      duration: stage === 'complete' ? song.seconds : null,
      type: song.type,
      error_type: failure?.type ?? null,
      error_message: failure?.message ?? null,
    },
    is_video_pending: false,
    user_id: 'simulated-account',
    display_name: '',
    handle: '',
    created_at: new Date(song.createdAt).toISOString(),
    play_count: 0,
  };
}

/** Dialect B: an item of an account pool. */
export function itemOf(song: Song, stage: ClipStage, failure: Failure | undefined, request: Request): Json {
  const isDone = stage === 'complete';
  return {
    createTime: new Date(song.createdAt).toISOString(),
    id: song.item,
    inputType: song.description === null ? '20' : '10',
    makeInstrumental: song.instrumental,
    prompt: song.instrumental ? '[Instrumental]' : song.prompt,
    gptDescriptionPrompt: song.description ?? '',
    title: song.title,
    tags: song.tags,
    clipId: song.id,
    duration: isDone ? song.seconds : 0,
    progress: isDone ? 100 : stage === 'streaming' ? 60 : 10,
    waitNum: 0,
    status: isDone ? 30 : stage === 'error' ? 40 : 20,
    cld2AudioUrl: isDone ? audioOf(song, request) : '',
    progressMsg: isDone ? 'Production completed' : (failure?.message ?? 'Making music'),
    cld2VideoUrl: '',
    cld2ImageUrl: isDone ? coverOf(song, 256, request) : '',
  };
}
