import type { Facts } from '../../../server/src/spec/usage.ts';
import type { Source } from './row.ts';

/** A request that makes a task, and what it costs when it comes to a good end. */
export type WorkedTask = {
  readonly what: string;
  readonly provider: string;
  readonly model: string;
  /** Where a client sends it, with the values of the placeholders. */
  readonly path: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** The upstream's last answer, where it tells what was consumed. */
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly facts?: Facts;
  /** As in row.ts. */
  readonly bill: string;
  readonly usd: string;
  readonly source: Source;
};

const read = '2026-11-23';
const kling: Source = {
  page: 'https://kling.ai/document-api/pricing/base/video',
  read,
  copy: 'public copies of 2026-07 to 2026-10; docs.comfy.org/tutorials/partner-nodes/pricing',
};
const klingImages: Source = { ...kling, page: 'https://kling.ai/document-api/pricing/base/image' };
const luma: Source = {
  page: 'https://docs.lumalabs.ai/docs/modify-video',
  read,
  copy: 'the price table of Comfy-Org/docs',
};
const runway: Source = {
  page: 'https://docs.dev.runwayml.com/guides/pricing',
  read,
  copy: 'credits of 0.01 USD, as kept in runwayml/skills',
};
const jimeng: Source = {
  page: 'https://www.volcengine.com/docs/85621/1777001',
  read,
  copy: '0.28 and 0.63 yuan a second, at 7.2 for 1 USD, to six places',
};
const ark: Source = {
  page: 'https://www.volcengine.com/docs/82379/1544106',
  read,
  copy: 'price file of LiteLLM 1.109.1; yuan at 6.737 for 1 USD, to six places',
};
const minimax: Source = { page: 'https://platform.minimax.io/docs/guides/pricing-paygo', read: '2026-07-10' };
const qwen: Source = {
  page: 'https://www.alibabacloud.com/help/en/model-studio/wan3-0-video',
  read,
  copy: 'price file of LiteLLM 1.109.1',
};
const wan: Source = {
  page: 'https://docs.empiriolabs.ai/models/wan-2-6',
  read: '2026-07-10',
  copy: "Alibaba's prices in Singapore, as a reseller quotes them",
};
const google: Source = { page: 'https://ai.google.dev/gemini-api/docs/pricing', read };
const vertex: Source = {
  page: 'https://cloud.google.com/gemini-enterprise-agent-platform/generative-ai/pricing',
  read,
  copy: 'price file of LiteLLM 1.109.1',
};
const openai: Source = {
  page: 'https://developers.openai.com/api/docs/pricing',
  read,
  copy: 'no longer on the page: the last list prices before the models were withdrawn on 2026-09-24',
};
const suno: Source = {
  page: 'https://github.com/QuantumNous/new-api',
  read,
  copy: 'a custom of gateways: the maker sells no such API',
};
const midjourney: Source = {
  page: 'https://github.com/QuantumNous/new-api',
  read,
  copy: 'a custom of gateways: the maker sells no such API; speeds after https://docs.midjourney.com',
};

const picture = 'https://example.com/a.png';
const clip = 'https://example.com/a.mp4';

const k = (
  what: string,
  model: string,
  action: string,
  body: object,
  bill: string,
  usd: string,
  source = kling,
): WorkedTask => ({
  what,
  provider: 'kling',
  model,
  path: '/kling/v1/:group/:action',
  params: { group: action.split('/')[0] ?? '', action: action.split('/')[1] ?? '' },
  body: { model_name: model, ...body },
  bill,
  usd,
  source,
});
const text = { prompt: 'A cat' };

const klingRows: readonly WorkedTask[] = [
  k('five seconds', 'kling-v3', 'videos/text2video', { ...text, duration: '5' }, '5 × 0.084', '0.42'),
  k(
    'mode pro',
    'kling-v3',
    'videos/text2video',
    { ...text, mode: 'pro', duration: '5' },
    '5 × 0.112',
    '0.56',
  ),
  k('in 4k', 'kling-v3', 'videos/text2video', { ...text, mode: '4k', duration: '5' }, '5 × 0.42', '2.1'),
  k('sound', 'kling-v3', 'videos/text2video', { ...text, sound: 'on', duration: '5' }, '5 × 0.126', '0.63'),
  k(
    'sound in mode pro',
    'kling-v3',
    'videos/text2video',
    { ...text, sound: 'on', mode: 'pro', duration: '10' },
    '10 × 0.168',
    '1.68',
  ),
  k(
    'a voice of one’s own',
    'kling-v2-6',
    'videos/text2video',
    { ...text, sound: 'on', mode: 'pro', duration: '5', voice_list: [{ voice_id: 'v' }] },
    '5 × 0.168',
    '0.84',
  ),
  k(
    'a film to learn from',
    'kling-v3-omni',
    'videos/omni-video',
    { ...text, duration: '5', video_list: [{ video_url: clip, refer_type: 'feature' }] },
    '5 × 0.126',
    '0.63',
  ),
  k(
    'a film to learn from, mode pro',
    'kling-video-o1',
    'videos/omni-video',
    { ...text, mode: 'pro', duration: '5', video_list: [{ video_url: clip, refer_type: 'feature' }] },
    '5 × 0.168',
    '0.84',
  ),
  k(
    'movements of a film, ten seconds at most',
    'kling-v2-6',
    'videos/motion-control',
    { image_url: picture, video_url: clip, character_orientation: 'image', mode: 'std' },
    '10 × 0.07',
    '0.7',
  ),
  k(
    'movements of a film, mode pro',
    'kling-v2-6',
    'videos/motion-control',
    { image_url: picture, video_url: clip, character_orientation: 'image', mode: 'pro' },
    '10 × 0.112',
    '1.12',
  ),
  k('two pictures', 'kling-v3', 'images/generations', { ...text, n: 2 }, '2 × 0.028', '0.056', klingImages),
  k(
    'a picture after another',
    'kling-v2-1',
    'images/generations',
    { ...text, image: picture },
    '1 × 0.028',
    '0.028',
    klingImages,
  ),
  k(
    'a picture after several',
    'kling-v2-1',
    'images/multi-image2image',
    { ...text, subject_image_list: [{ subject_image: picture }, { subject_image: picture }] },
    '1 × 0.056',
    '0.056',
    klingImages,
  ),
  k(
    'a picture in 4k',
    'kling-image-o1',
    'images/omni-image',
    { ...text, resolution: '4k' },
    '1 × 0.056',
    '0.056',
    klingImages,
  ),
  k(
    'an effect',
    'kling-effects',
    'videos/effects',
    { effect_scene: 'pet_lion', input: { image: picture, duration: '5' } },
    '1 × 0.28',
    '0.28',
  ),
  k(
    'an effect of ten seconds',
    'kling-effects',
    'videos/effects',
    { effect_scene: 'hug', input: { images: [picture, picture], duration: '10' } },
    '1 × 0.56',
    '0.56',
  ),
  k(
    'an effect in mode pro',
    'kling-effects',
    'videos/effects',
    { effect_scene: 'hug', input: { images: [picture, picture], duration: '5', mode: 'pro' } },
    '1 × 0.49',
    '0.49',
  ),
  k(
    'an effect of ten seconds in mode pro',
    'kling-effects',
    'videos/effects',
    { effect_scene: 'hug', input: { images: [picture, picture], duration: '10', mode: 'pro' } },
    '1 × 0.98',
    '0.98',
  ),
  k(
    'an effect with a price of its own',
    'kling-effects',
    'videos/effects',
    { effect_scene: 'dizzydizzy', input: { image: picture, duration: '5' } },
    '1 × 0.49',
    '0.49',
  ),
];

const lumaRows: readonly WorkedTask[] = [
  {
    what: '5 s of 1280 × 720 at 24 pictures a second: 110.592 million pixels',
    provider: 'luma',
    model: 'ray-2',
    path: '/dream-machine/v1/generations/video',
    body: { model: 'ray-2', ...text, resolution: '720p', duration: '5s' },
    bill: '110,592,000 × 0.0064/M',
    usd: '0.7077888',
    source: luma,
  },
  {
    what: 'a film changed, ten seconds at most',
    provider: 'luma',
    model: 'ray-2',
    path: '/dream-machine/v1/generations/video/modify',
    body: { model: 'ray-2', ...text, media: { url: clip }, mode: 'flex_1' },
    bill: '221,184,000 × 0.01582/M',
    usd: '3.49913088',
    source: luma,
  },
  {
    what: 'a picture, counted as 1920 × 1080 at 0.0073 a million pixels',
    provider: 'luma',
    model: 'photon-1',
    path: '/dream-machine/v1/generations/image',
    body: { model: 'photon-1', ...text },
    bill: '1 × 0.01514',
    usd: '0.01514',
    source: { ...luma, page: 'https://lumalabs.ai/api/pricing' },
  },
];

const runwayFilm = (what: string, body: { model: string }, bill: string, usd: string): WorkedTask => ({
  what,
  provider: 'runway',
  model: body.model,
  path: '/runwayml/v1/image_to_video',
  body: { promptImage: picture, ...body },
  bill,
  usd,
  source: runway,
});
const runwayPicture = (what: string, ratio: string, bill: string, usd: string): WorkedTask => ({
  what,
  provider: 'runway',
  model: 'gen4_image',
  path: '/runwayml/v1/text_to_image',
  body: { model: 'gen4_image', promptText: 'A garden', ratio },
  bill,
  usd,
  source: runway,
});
const turbo = { model: 'gen4_turbo', promptText: 'A cat', ratio: '1280:720', duration: 5 };
const runwayRows: readonly WorkedTask[] = [
  runwayFilm('5 credits a second', turbo, '5 × 0.05', '0.25'),
  runwayFilm(
    'without loss, 5 credits a second more',
    { ...turbo, model: 'gen4.5', outputFormat: 'prores' } as typeof turbo,
    '5 × 0.17',
    '0.85',
  ),
  runwayFilm(
    'silent',
    { model: 'veo3.1', promptText: 'A cat', ratio: '1280:720', duration: 8, audio: false } as typeof turbo,
    '8 × 0.20',
    '1.6',
  ),
  runwayPicture('a picture of 1080 lines', '1920:1080', '1 × 0.08', '0.08'),
  runwayPicture('a picture of 720 lines', '1280:720', '1 × 0.05', '0.05'),
];

const veo = (what: string, parameters: object, bill: string, usd: string): WorkedTask => ({
  what,
  provider: 'google-vertex',
  model: 'veo-3.1-generate-001',
  path: '/v1beta/models/:model:predictLongRunning',
  params: { model: 'veo-3.1-generate-001' },
  body: { instances: [text], parameters },
  bill,
  usd,
  source: vertex,
});
const omni = (what: string, parameters: object, bill: string, usd: string): WorkedTask => ({
  ...veo(what, parameters, bill, usd),
  provider: 'google',
  model: 'gemini-omni-1.1-flash',
  params: { model: 'gemini-omni-1.1-flash' },
  source: google,
});
const googleRows: readonly WorkedTask[] = [
  veo('eight seconds', { durationSeconds: 8 }, '8 × 0.40', '3.2'),
  veo('in 4k', { durationSeconds: 8, resolution: '4k' }, '8 × 0.60', '4.8'),
  veo('silent', { durationSeconds: 4, generateAudio: false }, '4 × 0.20', '0.8'),
  veo('silent, in 4k', { durationSeconds: 8, resolution: '4k', generateAudio: false }, '8 × 0.40', '3.2'),
  omni('5 × 5,792 tokens of video', { durationSeconds: 5 }, '28,960 × 17.50/M', '0.5068'),
  omni(
    'half more tokens at 1080p',
    { durationSeconds: 10, resolution: '1080p' },
    '86,880 × 17.50/M',
    '1.5204',
  ),
  omni('three times as many in 4k', { durationSeconds: 5, resolution: '4k' }, '86,880 × 17.50/M', '1.5204'),
];

const sora = (what: string, body: { model: string }, bill: string, usd: string): WorkedTask => ({
  what,
  provider: 'openai',
  model: body.model,
  path: '/v1/videos',
  body: { ...text, ...body },
  bill,
  usd,
  source: openai,
});
const sized = (model: string, seconds: string, size: string) => ({ model, seconds, size });
const soraRows: readonly WorkedTask[] = [
  sora('eight seconds', sized('sora-2', '8', '1280x720'), '8 × 0.10', '0.8'),
  sora('720 lines', sized('sora-2-pro', '4', '720x1280'), '4 × 0.30', '1.2'),
  sora('1024 lines', sized('sora-2-pro', '12', '1792x1024'), '12 × 0.50', '6'),
];

const alibaba = (
  what: string,
  model: string,
  parameters: object,
  bill: string,
  usd: string,
  source = qwen,
): WorkedTask => ({
  what,
  provider: 'qwen',
  model,
  path: '/alibailian/api/v1/services/aigc/video-generation/video-synthesis',
  body: { model, input: { ...text, ...(model.includes('i2v') ? { img_url: picture } : {}) }, parameters },
  bill,
  usd,
  source,
});
const qwenRows: readonly WorkedTask[] = [
  alibaba('1080P where nobody says', 'wan3.0-video', { duration: 5 }, '5 × 0.20', '1'),
  alibaba('480P', 'wan3.0-video', { duration: 10, resolution: '480P' }, '10 × 0.05', '0.5'),
  alibaba(
    'silent, 720P',
    'wan2.6-i2v-flash',
    { duration: 5, resolution: '720P', audio: false },
    '5 × 0.025',
    '0.125',
    wan,
  ),
  alibaba(
    'silent, 1080P',
    'wan2.6-i2v-flash',
    { duration: 10, resolution: '1080P', audio: false },
    '10 × 0.0375',
    '0.375',
    wan,
  ),
];

/** Ark tells the tokens of the film, and charges those. */
const seedance = (
  what: string,
  model: string,
  body: { readonly content?: readonly object[]; readonly [field: string]: unknown },
  tokens: number,
  bill: string,
  usd: string,
): WorkedTask => ({
  what,
  provider: 'doubao',
  model,
  path: '/volc/v1/contents/generations/tasks',
  body: { model, content: [{ type: 'text', text: 'A cat' }], duration: 5, ...body },
  answer: {
    id: 'cgt-20261123120000-abcde',
    model,
    status: 'succeeded',
    content: { video_url: clip },
    usage: { completion_tokens: tokens, total_tokens: tokens },
    resolution: body['resolution'] ?? '720p',
    ...(body['service_tier'] ? { service_tier: body['service_tier'] } : {}),
  },
  bill,
  usd,
  source: ark,
});
const withFilm = [
  { type: 'text', text: 'A cat' },
  { type: 'video_url', video_url: { url: clip }, role: 'reference_video' },
];
const seedance2 = 'doubao-seedance-2-0-260128';
const doubaoRows: readonly WorkedTask[] = [
  seedance('46 yuan', seedance2, { resolution: '720p' }, 108_000, '108,000 × 6.827965/M', '0.73742022'),
  seedance(
    '1080p: 51 yuan',
    seedance2,
    { resolution: '1080p' },
    243_000,
    '243,000 × 7.570135/M',
    '1.839542805',
  ),
  seedance(
    'a film to go by: 28 yuan',
    seedance2,
    { resolution: '720p', content: withFilm },
    216_000,
    '216,000 × 4.156153/M',
    '0.897729048',
  ),
  seedance(
    'a film to go by, 1080p: 31 yuan',
    seedance2,
    { resolution: '1080p', content: withFilm },
    486_000,
    '486,000 × 4.601455/M',
    '2.23630713',
  ),
  seedance(
    'when there is room: half of 15 yuan',
    'doubao-seedance-1-0-pro-250528',
    { resolution: '480p', service_tier: 'flex' },
    49_000,
    '49,000 × 1.113255/M',
    '0.054549495',
  ),
  seedance(
    'silent: 8 yuan',
    'doubao-seedance-1-5-pro-251215',
    { resolution: '720p', generate_audio: false },
    108_000,
    '108,000 × 1.187472/M',
    '0.128246976',
  ),
  seedance(
    'silent, when there is room: 4 yuan',
    'doubao-seedance-1-5-pro-251215',
    { resolution: '720p', generate_audio: false, service_tier: 'flex' },
    108_000,
    '108,000 × 0.593736/M',
    '0.064123488',
  ),
];

const hailuo = (what: string, body: { model: string }, bill: string, usd: string): WorkedTask => ({
  what,
  provider: 'minimax',
  model: body.model,
  path: '/minimax/v1/video_generation',
  body: { ...text, ...body },
  bill,
  usd,
  source: minimax,
});
const made = (model: string, resolution: string, duration: number, first_frame_image?: string) => ({
  model,
  resolution,
  duration,
  ...(first_frame_image === undefined ? {} : { first_frame_image }),
});
const minimaxRows: readonly WorkedTask[] = [
  hailuo('768P, six seconds', made('MiniMax-Hailuo-2.3', '768P', 6), '1 × 0.28', '0.28'),
  hailuo('768P, ten seconds', made('MiniMax-Hailuo-2.3', '768P', 10), '1 × 0.56', '0.56'),
  hailuo('1080P', made('MiniMax-Hailuo-2.3-Fast', '1080P', 6, picture), '1 × 0.33', '0.33'),
  {
    ...hailuo('one price for any film', { model: 'T2V-01' }, '1 × 0.43', '0.43'),
    source: { page: 'https://docs.comfy.org/tutorials/partner-nodes/pricing', read: '2026-07-10' },
  },
];

const jimengRow = (resolution: string, bill: string, usd: string): WorkedTask => ({
  what: resolution,
  provider: 'jimeng',
  model: 'jimeng-video-3.0',
  path: '/jimeng/submit/videos',
  body: { model: 'jimeng-video-3.0', ...text, duration: 10, resolution },
  bill,
  usd,
  source: jimeng,
});
const jimengRows = [
  jimengRow('720p', '10 × 0.038889', '0.38889'),
  jimengRow('1080p', '10 × 0.087500', '0.875'),
];

const midjourneyRow = (
  what: string,
  mode: string,
  action: string,
  body: Readonly<Record<string, unknown>>,
  bill: string,
  usd: string,
): WorkedTask => ({
  what,
  provider: 'midjourney-proxy',
  model: 'midjourney',
  path: `/:mode/mj/submit/${action}`,
  params: { mode },
  body,
  bill,
  usd,
  source: midjourney,
});
const upscale = { customId: 'MJ::JOB::upsample::2::93f4c4e9', taskId: 'task_01k9x3b6m2v4q8r0t5w7y1z3a5' };
const midjourneyRows = [
  midjourneyRow('four pictures', 'mj-fast', 'imagine', text, '1 × 0.1', '0.1'),
  midjourneyRow('turbo', 'mj-turbo', 'imagine', text, '1 × 0.2', '0.2'),
  midjourneyRow('relax', 'mj-relax', 'imagine', text, '1 × 0.05', '0.05'),
  midjourneyRow('one made large', 'mj-fast', 'action', upscale, '1 × 0.05', '0.05'),
  midjourneyRow('one made large, turbo', 'mj-turbo', 'action', upscale, '1 × 0.1', '0.1'),
];

const sunoRow = (
  what: string,
  model: string,
  path: string,
  body: Readonly<Record<string, unknown>>,
  bill: string,
  usd: string,
  params: Readonly<Record<string, string>> = {},
): WorkedTask => ({ what, provider: 'suno-api', model, path, params, body, bill, usd, source: suno });
const sunoRows = [
  sunoRow(
    'a song of two clips',
    'chirp-v5',
    '/suno/submit/music',
    { gpt_description_prompt: 'a bright song', mv: 'chirp-v5' },
    '1 × 0.1',
    '0.1',
  ),
  sunoRow('words', 'suno', '/suno/submit/lyrics', { prompt: 'a letter to the sea' }, '1 × 0.01', '0.01'),
  sunoRow('two tracks', 'suno', '/suno/submit/:action', { clip_id: 'a' }, '1 × 0.05', '0.05', {
    action: 'stems',
  }),
];

export const tasks: readonly WorkedTask[] = [
  ...klingRows,
  ...lumaRows,
  ...runwayRows,
  ...googleRows,
  ...soraRows,
  ...qwenRows,
  ...doubaoRows,
  ...minimaxRows,
  ...jimengRows,
  ...midjourneyRows,
  ...sunoRows,
];
