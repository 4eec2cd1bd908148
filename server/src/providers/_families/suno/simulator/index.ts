import { randomInt, randomUUID } from 'node:crypto';
import { type Json, objectOf, parseObject, textIn, textsIn, wordOf } from '../../../../base/json.ts';
import type { Simulate } from '../../../../spec/provider.ts';
import { pause, sendJson } from '../../simulated/deliver.ts';
import { type FaultNames, readFaults } from '../../simulated/faults.ts';
import { createJobs, type JobEntry } from '../../simulated/jobs.ts';
import { mediaUrl, serveMedia } from '../../simulated/media/serve.ts';
import { tellOf } from './questions.ts';
import {
  type ClipStage,
  clipOf,
  type Failure,
  itemOf,
  lengthOf,
  lyricsOn,
  type Song,
  titleOf,
  wavOf,
} from './songs.ts';

export type SunoSimulation = {
  /** 'clips': Suno-API and stock new-api. 'items': servers with an account pool. */
  readonly replies?: 'clips' | 'items';
  /** How GET /suno/fetch/{id} is answered: the task, its inside only (Suno-API), or the task in a list. */
  readonly single?: 'task' | 'inner' | 'list';
  readonly clock?: () => number;
  /** Milliseconds from the submit to the end of a song. */
  readonly finishMs?: number;
};

type Job = {
  readonly action: string;
  readonly owner: string;
  readonly songs: readonly Song[];
  readonly lyrics?: { readonly id: string; readonly text: string; readonly title: string };
  readonly result?: Json;
  readonly failure?: Failure;
};

/** A refusal in the words of new-api. */
class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** An id of 19 digits, as account pools number things: more than a double holds. */
const number64 = (): string => `12${randomInt(1e8, 1e9)}${randomInt(1e7, 1e8)}`;

const pace = { first: 8, next: 8 };
const keptClips = 20_000;
const wavMs = 1000;
const isUuid = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);

/** Characters that the lyrics and the styles of a model may have. */
const limits = (model: string): { readonly prompt: number; readonly tags: number } =>
  /^chirp-(?:v3|v4(?:-tau)?$)/.test(model) ? { prompt: 3000, tags: 200 } : { prompt: 5000, tags: 1000 };

/**
 * A simulated suno-api server. A song takes about three seconds, its second clip a little longer than the first; `fail`
 * lets it fail, and so does `[moderation]` in its words, as Suno's own check would. Clips belong to the key that made
 * them; clips that nobody here made are taken for Suno's public ones.
 */
export function createSunoSimulator({
  replies = 'clips',
  single = 'task',
  clock = Date.now,
  finishMs = 3000,
}: SunoSimulation = {}): Simulate {
  const isPool = replies === 'items';
  const jobs = createJobs<Job>({ clock, finishMs });
  const clips = new Map<string, Song>();
  const conversions = new Map<string, number>();
  const uploads = new Map<string, { readonly owner: string; finished: boolean; clip?: string }>();

  const keep = (song: Song): Song => {
    clips.set(song.id, song);
    for (const oldest of clips.keys()) {
      if (clips.size <= keptClips) break;
      clips.delete(oldest);
      conversions.delete(oldest);
    }
    return song;
  };

  const newSong = (owner: string, body: Json, type: string, about: Partial<Song> = {}): Song => {
    const id = randomUUID();
    const description = textIn(body['gpt_description_prompt']) ?? null;
    return keep({
      id,
      item: number64(),
      owner,
      title: titleOf(body),
      tags: textIn(body['tags']) ?? (description === null ? '' : 'acoustic pop'),
      prompt: description === null ? (textIn(body['prompt']) ?? '') : lyricsOn(description),
      description,
      seconds: lengthOf(body, id),
      model: textIn(body['mv']) ?? 'chirp-v5',
      instrumental: body['make_instrumental'] === true,
      type,
      createdAt: clock(),
      ...about,
    });
  };

  /** The clip that is named; undefined for one of Suno's that this server did not make. */
  const ownClip = (id: string, owner: string): Song | undefined => {
    const song = clips.get(id);
    if (song ? song.owner !== owner : !isUuid(id))
      throw new Refusal(400, 'invalid_request', `clip not found: ${id.slice(0, 64)}`);
    return song;
  };

  const begin = (action: string, body: Json, owner: string): Job => {
    if (action === 'lyrics') {
      const prompt = textIn(body['prompt']);
      if (prompt === undefined) throw new Refusal(400, 'invalid_request', 'prompt_empty');
      const lyrics = { id: randomUUID(), text: lyricsOn(prompt), title: titleOf({ prompt }) };
      return { action, owner, songs: [], lyrics };
    }
    for (const name of ['continue_clip_id', 'clip_id', 'cover_clip_id', 'artist_clip_id', 'root_clip_id']) {
      const id = textIn(body[name]) ?? textIn(objectOf(body['metadata_params'])[name]);
      if (id !== undefined) ownClip(id, owner);
    }
    if (action === 'music') return { action, owner, songs: sing(body, owner), ...failureOf(body) };
    const source = textIn(body['clip_id']) ?? textIn(body['root_clip_id']);
    if (action === 'concat') {
      if (source === undefined) throw new Refusal(400, 'invalid_request', 'clip_id is empty');
      const part = clips.get(source);
      const seconds = Math.round((part?.seconds ?? 30) * 20) / 10;
      return {
        action,
        owner,
        songs: [newSong(owner, { title: part?.title ?? 'Full song' }, 'concat', { seconds })],
      };
    }
    if (action === 'persona') {
      if (source === undefined) throw new Refusal(400, 'invalid_request', 'root_clip_id is empty');
      const name = textIn(body['name']) ?? textIn(body['user_input_styles']) ?? 'Singer';
      return { action, owner, songs: [], result: { persona_id: randomUUID(), artist_clip_id: source, name } };
    }
    const title = source === undefined ? action : `${clips.get(source)?.title ?? 'Song'} (${action})`;
    const parts = /^stems/.test(action) ? ['Vocals', 'Instrumental'] : [''];
    const about = source === undefined ? {} : { seconds: clips.get(source)?.seconds ?? 30 };
    return {
      action,
      owner,
      songs: parts.map((part) => newSong(owner, { title: `${title} ${part}`.trim() }, action, about)),
    };
  };

  /** Two clips of one request. */
  const sing = (body: Json, owner: string): readonly Song[] => {
    const model = textIn(body['mv']) ?? 'chirp-v5';
    const most = limits(model);
    if ((textIn(body['prompt']) ?? '').length > most.prompt)
      throw new Refusal(400, 'invalid_request', `prompt is longer than ${most.prompt} characters`);
    if ((textIn(body['tags']) ?? '').length > most.tags)
      throw new Refusal(400, 'invalid_request', `tags is longer than ${most.tags} characters`);
    if (body['task'] === 'artist_consistency' && textIn(body['persona_id']) === undefined)
      throw new Refusal(400, 'invalid_request', 'persona_id is empty');
    const type = textIn(body['task']) ?? 'gen';
    return [newSong(owner, body, type), newSong(owner, body, type)];
  };

  const failureOf = (body: Json): { failure?: Failure } =>
    ['prompt', 'gpt_description_prompt', 'tags', 'title'].some((name) =>
      /\[moderation\]/.test(wordOf(body[name])),
    )
      ? { failure: { type: 'moderation_failure', message: 'Song lyrics violate the content policy.' } }
      : {};

  const taskOf = (entry: JobEntry<Job>, request: Request): Json => {
    const { id, job, startedAt } = entry;
    const { stage, progress, elapsedMs } = jobs.stageOf(entry);
    const isEnd = stage === 'done' || stage === 'failed' || stage === 'cancelled';
    const failure: Failure | undefined = !isEnd
      ? undefined
      : stage === 'failed'
        ? { type: 'generation_failed', message: 'The song could not be made, try again.' }
        : job.failure;
    const status = failure
      ? 'FAILURE'
      : stage === 'done'
        ? 'SUCCESS'
        : stage === 'running'
          ? 'IN_PROGRESS'
          : elapsedMs < finishMs * 0.07
            ? 'SUBMITTED'
            : 'QUEUED';
    // One clip lags behind the other.
    const stages = job.songs.map((_, index): ClipStage => {
      if (failure) return 'error';
      if (isEnd) return 'complete';
      if (stage === 'queued') return status === 'SUBMITTED' ? 'submitted' : 'queued';
      return index === 0 && progress > 75 ? 'complete' : progress > 25 ? 'streaming' : 'queued';
    });
    const shown = job.songs.map((song, index) =>
      (isPool ? itemOf : clipOf)(song, stages[index] ?? 'queued', failure, request),
    );
    const seconds = (ms: number): number => Math.floor(ms / 1000);
    return {
      task_id: id,
      notify_hook: '',
      action: isPool ? job.action : job.action.toUpperCase(),
      status,
      fail_reason: failure?.message ?? '',
      submit_time: seconds(startedAt),
      start_time: stage === 'queued' ? 0 : seconds(startedAt),
      finish_time: isEnd ? seconds(startedAt + elapsedMs) : 0,
      progress: `${isEnd ? 100 : progress < 30 ? 10 : progress < 60 ? 30 : 60}%`,
      search_item: '',
      data: job.lyrics
        ? isEnd
          ? { ...job.lyrics, status: failure ? 'error' : 'complete' }
          : null
        : isPool && job.result === undefined
          ? { code: 200, data: { taskBatchId: id, items: shown } }
          : shown,
      ...(job.result && isEnd && !failure ? { result: job.result } : {}),
    };
  };

  const ok = (data: unknown): Json => ({ code: isPool ? 'SUCCESS' : 'success', message: '', data });
  const mine = (id: string, owner: string): JobEntry<Job> | undefined => {
    const entry = jobs.find(id);
    return entry?.job.owner === owner ? entry : undefined;
  };

  const submit = (action: string, body: Json, owner: string, faults: FaultNames): Json => {
    if (!/^[a-z][a-z0-9-]*$/.test(action)) throw new Refusal(400, 'invalid_request', 'invalid_action');
    if (action === 'upsample-tags')
      return ok({ upsampled_tags: `${textIn(body['original_tags']) ?? ''}, warm, wide, 100 BPM` });
    const id = isPool ? number64() : randomUUID();
    jobs.start(id, begin(action, body, owner), faults);
    return ok(id);
  };

  const upload = (body: Json, owner: string, byAddress: boolean, request: Request): Json => {
    const url = textIn(body['url']);
    if (url !== undefined || byAddress) {
      if (!/^https?:\/\//.test(url ?? '')) throw new Refusal(400, 'invalid_request', 'url is not an address');
      const title = textIn(body['name']) ?? url?.split('/').pop() ?? 'Upload';
      return ok(newSong(owner, { title, prompt: 'Morning hums a tune' }, 'upload').id);
    }
    const id = randomUUID();
    uploads.set(id, { owner, finished: false });
    const key = `raw_uploads/${id}.${textIn(body['extension']) ?? 'mp3'}`;
    return { id, url: mediaUrl(request, '/_uploads/'), fields: { key }, is_file_uploaded: false };
  };

  const uploadStep = (id: string, step: string, owner: string): Json => {
    const kept = uploads.get(id);
    if (!kept || kept.owner !== owner)
      throw new Refusal(400, 'invalid_request', `upload not found: ${id.slice(0, 64)}`);
    if (step === 'upload-finish') {
      kept.finished = true;
      return { id, status: 'processing' };
    }
    if (step === 'initialize-clip') {
      kept.clip ??= newSong(owner, { title: 'Upload', prompt: 'Morning hums a tune' }, 'upload').id;
      return { clip_id: kept.clip };
    }
    return {
      id,
      status: kept.finished ? 'complete' : 'processing',
      error_message: null,
      is_file_uploaded: kept.finished,
    };
  };

  const wav = (id: string, owner: string, request: Request): Json => {
    const song = ownClip(id, owner);
    if (!song) throw new Refusal(400, 'invalid_request', `clip not found: ${id.slice(0, 64)}`);
    const since = conversions.get(id) ?? clock();
    conversions.set(id, since);
    if (clock() - since < wavMs)
      return { code: 1102, message: 'Please wait for the creation to finish before downloading.' };
    return isPool ? ok({ wav_url: wavOf(song, request) }) : { wav_file_url: wavOf(song, request) };
  };

  const about = (question: string, id: string, owner: string, request: Request): Json => {
    const song = ownClip(id, owner);
    if (!song) throw new Refusal(400, 'invalid_request', `clip not found: ${id.slice(0, 64)}`);
    const told = tellOf(song, question, request);
    if (!told) throw new Refusal(404, 'invalid_request', 'no such path');
    return told;
  };

  const answer = async (request: Request, faults: FaultNames, owner: string): Promise<Json> => {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^.*?\/suno\//, '').replace(/\/$/, '');
    const [room = '', ...rest] = path.split('/').map(decodeURIComponent);
    if (request.method === 'GET') {
      if (room === 'fetch') return fetchOne(rest[0] ?? '', owner, request);
      if (room === 'uploads') return uploadStep(rest[1] ?? '', 'show', owner);
      if (room === 'act' && rest[0] === 'mp4-state') {
        const entry = mine(url.searchParams.get('taskBatchId') ?? '', owner);
        if (!entry) throw new Refusal(400, 'task_not_exist', 'task_not_exist');
        return ok({ status: jobs.stageOf(entry).stage === 'done' ? 'complete' : 'processing' });
      }
      const clip = rest[1] ?? url.searchParams.get('clipId') ?? '';
      if (room === 'act')
        return rest[0] === 'wav' ? wav(clip, owner, request) : about(rest[0] ?? '', clip, owner, request);
      throw new Refusal(404, 'invalid_request', 'no such path');
    }
    const body = parseObject(Buffer.from(await request.arrayBuffer()));
    if (!body) throw new Refusal(400, 'invalid_request', 'the body is no JSON object');
    if (room === 'submit') return submit((rest[0] ?? '').toLowerCase(), body, owner, faults);
    if (room === 'fetch') {
      const known = textsIn(body['ids']).flatMap((id) => mine(id, owner) ?? []);
      return ok(known.map((entry) => taskOf(entry, request)));
    }
    if (room === 'persona') {
      const root = textIn(body['root_clip_id']) ?? '';
      const song = ownClip(root, owner);
      return {
        id: randomUUID(),
        name: textIn(body['name']) ?? 'Singer',
        description: textIn(body['description']) ?? '',
        root_clip_id: root,
        is_public: body['is_public'] === true,
        clip: song ? clipOf(song, 'complete', undefined, request) : { id: root },
      };
    }
    if (room === 'uploads' && rest[2] === undefined)
      return upload(body, owner, rest[0] === 'audio-url', request);
    if (room === 'uploads') return uploadStep(rest[1] ?? '', rest[2] ?? '', owner);
    throw new Refusal(404, 'invalid_request', 'no such path');
  };

  const fetchOne = (id: string, owner: string, request: Request): Json => {
    const entry = mine(id, owner);
    if (!entry) throw new Refusal(400, 'task_not_exist', 'task_not_exist');
    const task = taskOf(entry, request);
    return ok(single === 'inner' ? task['data'] : single === 'list' ? [task] : task);
  };

  return async (request) => {
    const media = serveMedia(request);
    if (media) return media;
    if (new URL(request.url).pathname.startsWith('/_uploads/')) return new Response(null, { status: 204 });
    try {
      const owner = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      if (owner === undefined) throw new Refusal(401, 'unauthorized', 'unauthorized secret token');
      const faults = readFaults(request.headers, (message) => new Refusal(400, 'invalid_request', message));
      refuseAsAsked(faults);
      if (faults.has('timeout')) await pause(Infinity, request.signal);
      if (faults.has('garbage'))
        return new Response('<!DOCTYPE html><title>It works!</title>', {
          headers: { 'content-type': 'text/html' },
        });
      if (faults.has('error-200'))
        return Response.json({ code: 'internal_error', message: 'the account pool is empty', data: null });
      return await sendJson(await answer(request, faults, owner), {}, faults, pace, request.signal);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message } = error;
      const headers: Record<string, string> = status === 429 ? { 'retry-after': '1' } : {};
      return Response.json({ code, message, data: null }, { status, headers });
    }
  };
}

function refuseAsAsked(faults: FaultNames): void {
  if (faults.has('401')) throw new Refusal(401, 'unauthorized', 'unauthorized secret token');
  if (faults.has('429')) throw new Refusal(429, 'rate_limit_exceeded', 'too many songs at once');
  if (faults.has('500')) throw new Refusal(500, 'internal_error', 'the server had an error');
  if (faults.has('503')) throw new Refusal(503, 'internal_error', 'no account is free');
  if (faults.has('refuse'))
    throw new Refusal(
      400,
      'invalid_request',
      'Song description contained sensitive words: moderation failure',
    );
}
