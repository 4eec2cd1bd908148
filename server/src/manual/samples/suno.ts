import type { CallRef } from '../page.ts';
import { type Shape, taken, text, unixSeconds, Varying, whole } from '../shape.ts';

/** Calls and objects that the pages about Suno share. */
const call = (method: CallRef['method'], route: string): CallRef => ({ dialect: 'suno', method, route });

export const submitMusic = call('POST', '/suno/submit/music');
export const submitLyrics = call('POST', '/suno/submit/lyrics');
export const submitConcat = call('POST', '/suno/submit/concat');
export const submitPersona = call('POST', '/suno/submit/persona');
export const submitAction = call('POST', '/suno/submit/:action');
export const createPersona = call('POST', '/suno/persona/create');
export const uploadByUrl = call('POST', '/suno/uploads/audio-url');
export const upload = call('POST', '/suno/uploads/audio');
export const finishUpload = call('POST', '/suno/uploads/audio/:id/upload-finish');
export const showUpload = call('GET', '/suno/uploads/audio/:id');
export const initializeClip = call('POST', '/suno/uploads/audio/:id/initialize-clip');
export const fetchOne = call('GET', '/suno/fetch/:task_id');
export const fetchMany = call('POST', '/suno/fetch');
export const getWav = call('GET', '/suno/act/wav/:clip_id');
export const askClip = call('GET', '/suno/act/:question/:clip_id');
export const askByQuery = call('GET', '/suno/act/:question');

const taskId = (sample: string): Varying => text(sample, /^task_[0-9a-z]{26}$/);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const clipId = text('54834687-5e79-4f08-8e14-cf188f15b598', uuid);

/** What submit calls answer. */
export const submitted = { code: 'success', message: '', data: taskId('task_01k9mzq2v8d4t6w1x3y5z7a9bc') };

/** The task that the page of the inspiration mode made, and the lyrics of theirs. */
export const songTask = taken('task_01k9mzq2v8d4t6w1x3y5z7a9bc', 'suno-submit/inspiration-mode', ['data']);
export const lyricsTask = taken('task_01k9mzq7f3h5j8k2m4n6p9r1st', 'suno-submit/generate-lyrics', ['data']);
/** A clip that was uploaded: it is there at once. */
export const uploadedClip = taken('ca94a97d-6f3c-4a55-9b7e-2d2f1c3b4a59', 'suno-submit/upload-audio', [
  'data',
]);

const link = (name: string): Varying =>
  text(`http://127.0.0.1:3000/results/task_01k9mzq2v8d4t6w1x3y5z7a9bc/${name}`, /^https?:\/\//);

const seconds = (sample: number): Varying =>
  new Varying(sample, (value, where) =>
    typeof value === 'number' && value > 0 ? [] : [`${where} is ${String(value)}, not a length`],
  );

/** One of the two clips of a finished song. */
const clip = (
  index: number,
  title: string,
  tags: string,
  description: string | null,
  model: readonly [string, string],
): Shape => ({
  id: text(
    index === 0 ? '54834687-5e79-4f08-8e14-cf188f15b598' : 'a5fa604c-9d1e-4c3b-8a7f-6b5d4e3c2f10',
    uuid,
  ),
  title,
  status: 'complete',
  audio_url: link(`${index * 2}/…/audio.mp3`),
  video_url: '',
  image_url: link(`${index * 2 + 1}/…/cover.png`),
  image_large_url: link('…/large.png'),
  major_model_version: model[1],
  model_name: model[0],
  metadata: {
    tags,
    prompt: text('[Verse]\nA morning finds …', /\[Verse\]/),
    gpt_description_prompt: description,
    duration: seconds(31.4),
    type: 'gen',
    error_type: null,
    error_message: null,
  },
  is_video_pending: false,
  user_id: text('simulated-account', /./),
  display_name: '',
  handle: '',
  created_at: text('2026-11-23T06:00:00.000Z', /^\d{4}-\d{2}-\d{2}T/),
  play_count: 0,
});

/** The song of the inspiration page, finished. */
export const songClips = [0, 1].map((index) =>
  clip(index, 'a bright song about the weekend', 'acoustic pop', 'a bright song about the weekend', [
    'chirp-v4',
    'v4',
  ]),
);

export const lyricsObject = {
  id: text('7c1e0f52-3b8d-4a6f-9e2c-1d4b5a6f7e80', uuid),
  text: text('[Verse]\nA morning finds …', /\[Verse\]/),
  title: 'a letter to the sea',
  status: 'complete',
};

/** A task that has ended well. */
export const finished = (id: string, action: string, data: Shape): Shape => ({
  task_id: taskId(id),
  notify_hook: '',
  action,
  status: 'SUCCESS',
  fail_reason: '',
  submit_time: unixSeconds(1_763_877_600),
  start_time: whole(1_763_877_602),
  finish_time: unixSeconds(1_763_877_605),
  progress: '100%',
  search_item: '',
  data,
});

export const songTaskId = 'task_01k9mzq2v8d4t6w1x3y5z7a9bc';
export const lyricsTaskId = 'task_01k9mzq7f3h5j8k2m4n6p9r1st';

/** Notes that several pages need. */
export const notes = {
  ask: {
    en: 'The answer is the id of the task. Ask for it with `GET /suno/fetch/{task_id}` every 3 to 5 seconds, or name a `notify_hook`.',
    vi: 'Kết quả trả về là id của tác vụ. Hãy truy vấn bằng `GET /suno/fetch/{task_id}` mỗi 3–5 giây, hoặc khai báo `notify_hook`.',
  },
  price: {
    en: 'Charged by the song, whatever its length: two clips are one song. A task that fails is refunded in full.',
    vi: 'Tính tiền theo bài hát, bất kể độ dài: hai clip tính là một bài. Tác vụ thất bại được hoàn tiền đầy đủ.',
  },
  account: {
    en: 'A clip lives in the account that made it: calls that name it go to the same channel by themselves. `clip_id` fields take our task id too, which stands for its first clip.',
    vi: 'Clip thuộc về tài khoản đã tạo ra nó: các cuộc gọi dùng clip đó tự động đi về đúng kênh. Các trường `clip_id` cũng nhận id tác vụ của chúng tôi, khi đó lấy clip đầu tiên.',
  },
  unofficial: {
    en: 'Suno has no API of its own for developers. These calls go to servers that work with Suno accounts; fields that are not listed here are passed on to them as they are.',
    vi: 'Suno không có API chính thức cho lập trình viên. Các cuộc gọi này đi tới máy chủ dùng tài khoản Suno; trường không liệt kê ở đây được chuyển nguyên vẹn.',
  },
} as const;
