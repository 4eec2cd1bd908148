import { sampleFiles } from '../../../server/src/manual/samples/files.ts';
import type { Source } from './row.ts';
import type { WorkedTask } from './tasks.ts';

const read = '2026-11-23';
const ark: Source = {
  page: 'https://www.volcengine.com/docs/82379/1544106',
  read,
  copy: '0.30 and 0.60 yuan as public projects quote them, at 6.737 for 1 USD, to six places',
};
const jimeng: Source = {
  page: 'https://www.volcengine.com/docs/85621',
  read,
  copy: '0.20 yuan as public projects quote it, at 7.2 for 1 USD, to six places',
};
const qwen: Source = {
  page: 'https://www.alibabacloud.com/help/en/model-studio/model-pricing',
  read,
  copy: 'price file of LiteLLM 1.109.1; Z-Image as public projects quote it',
};
const google: Source = {
  page: 'https://ai.google.dev/gemini-api/docs/pricing',
  read,
  copy: 'price file of LiteLLM 1.109.1',
};
const vertex: Source = {
  page: 'https://cloud.google.com/gemini-enterprise-agent-platform/generative-ai/pricing',
  read,
  copy: 'price file of LiteLLM 1.109.1',
};
const flux: Source = { page: 'https://docs.bfl.ai/quick_start/pricing', read };
const ideogram: Source = { page: 'https://ideogram.ai/features/api-pricing', read };
const recraft: Source = { page: 'https://www.recraft.ai/docs/api-reference/pricing', read };
const stability: Source = {
  page: 'https://platform.stability.ai/pricing',
  read,
  copy: 'credits of 0.01 USD, as developer.puter.com quoted them in June 2026',
};
const fal = (id: string): Source => ({
  page: `https://fal.ai/models/${id}`,
  read,
  copy: 'the model’s page and llms.txt',
});
const replicate = (id: string): Source => ({
  page: `https://replicate.com/${id}`,
  read,
  copy: 'https://openai-hk.com/docs/lab/replicate.html repeats Replicate’s list',
});

const prompt = 'A cat';
const photo = `data:image/png;base64,${sampleFiles['photo.png'].bytes().toString('base64')}`;

/** Asked for at the images endpoint, as most clients do. */
const drawn = (
  what: string,
  provider: string,
  model: string,
  body: object,
  bill: string,
  usd: string,
  source: Source,
): WorkedTask => ({
  what,
  provider,
  model,
  path: '/v1/images/generations',
  body: { model, prompt, ...body },
  bill,
  usd,
  source,
});

const neutralRows: readonly WorkedTask[] = [
  drawn('two of them', 'google', 'imagen-4.0-fast-generate-001', { n: 2 }, '2 × 0.02', '0.04', google),
  drawn('one', 'google-vertex', 'imagen-4.0-ultra-generate-001', {}, '1 × 0.06', '0.06', vertex),
  drawn('two of them', 'qwen', 'qwen-image-3.0-pro', { n: 2 }, '2 × 0.075', '0.15', qwen),
  drawn('one', 'qwen', 'z-image-turbo', {}, '1 × 0.015', '0.015', qwen),
  drawn('prompt rewritten', 'qwen', 'z-image-turbo', { prompt_extend: true }, '1 × 0.03', '0.03', qwen),
  drawn(
    '1K: 0.30 yuan',
    'doubao',
    'doubao-seedream-5-0-pro-260628',
    { size: '1K' },
    '1 × 0.044530',
    '0.04453',
    ark,
  ),
  drawn(
    '2K: 0.60 yuan',
    'doubao',
    'doubao-seedream-5-0-pro-260628',
    { size: '2K', n: 2 },
    '2 × 0.089060',
    '0.17812',
    ark,
  ),
  drawn('two of them', 'jimeng', 'jimeng-4.0', { n: 2 }, '2 × 0.027778', '0.055556', jimeng),
  drawn('one', 'black-forest-labs', 'flux-kontext-pro', {}, '1 × 0.04', '0.04', flux),
  drawn(
    'one of two megapixels',
    'black-forest-labs',
    'flux-2-pro',
    { size: '2048x1024' },
    '1 × 0.03 + 1 × 0.015',
    '0.045',
    flux,
  ),
  drawn('two of them', 'recraft', 'recraftv4_1', { n: 2 }, '2 × 0.035', '0.07', recraft),
  drawn('a vector', 'recraft', 'recraftv4_1_vector', {}, '1 × 0.08', '0.08', recraft),
  drawn('three of them', 'stability', 'stable-image-core', { n: 3 }, '3 × 0.03', '0.09', stability),
  drawn('made large', 'ideogram', 'ideogram-upscale', { image: photo }, '1 × 0.06', '0.06', ideogram),
];

const third = (what: string, body: object, bill: string, usd: string): WorkedTask => ({
  what,
  provider: 'ideogram',
  model: 'ideogram-v3',
  path: '/ideogram/v1/ideogram-v3/generate',
  body: { prompt, ...body },
  bill,
  usd,
  source: ideogram,
});
const character_reference_images = [photo];
const ideogramRows: readonly WorkedTask[] = [
  third('two of them', { num_images: 2 }, '2 × 0.06', '0.12'),
  third('fast', { rendering_speed: 'TURBO' }, '1 × 0.03', '0.03'),
  third('with care', { rendering_speed: 'QUALITY' }, '1 × 0.09', '0.09'),
  third('with a character', { character_reference_images }, '1 × 0.15', '0.15'),
  third(
    'with a character, fast',
    { character_reference_images, rendering_speed: 'TURBO' },
    '1 × 0.10',
    '0.1',
  ),
];

const hosted = (
  what: string,
  name: string,
  body: WorkedTask['body'],
  bill: string,
  usd: string,
): WorkedTask => ({
  what,
  provider: 'fal',
  model: `fal-ai/${name}`,
  path: '/fal-ai/*',
  params: { '*': name },
  body: { prompt, ...body },
  bill,
  usd,
  source: fal(`fal-ai/${name}`),
});
const falRows: readonly WorkedTask[] = [
  hosted('two of them', 'nano-banana', { num_images: 2 }, '2 × 0.039', '0.078'),
  hosted(
    'in 4K with a search and much thinking',
    'nano-banana-2',
    { resolution: '4K', enable_web_search: true, thinking_level: 'high' },
    '1 × 0.16 + 1 × 0.015 + 1 × 0.002',
    '0.177',
  ),
  hosted(
    'two of 2.25 megapixels: each counts as three',
    'flux-1/dev',
    { image_size: { width: 1500, height: 1500 }, num_images: 2 },
    '6 × 0.025',
    '0.15',
  ),
  hosted('ten seconds', 'kling-video/v2.5-turbo/pro/text-to-video', { duration: '10' }, '10 × 0.07', '0.7'),
  hosted('silent', 'veo3.1', { duration: '4s', generate_audio: false }, '4 × 0.20', '0.8'),
  hosted('in 4k', 'veo3.1', { duration: '8s', resolution: '4k' }, '8 × 0.60', '4.8'),
  hosted(
    'in 4k, silent',
    'veo3.1',
    { duration: '8s', resolution: '4k', generate_audio: false },
    '8 × 0.40',
    '3.2',
  ),
];

const run = (
  what: string,
  model: string,
  input: object,
  bill: string,
  usd: string,
  answer?: WorkedTask['answer'],
): WorkedTask => {
  const [owner = '', name = ''] = model.split('/');
  return {
    what,
    provider: 'replicate',
    model,
    path: '/replicate/v1/models/:owner/:name/predictions',
    params: { owner, name },
    body: { input: { prompt, ...input } },
    ...(answer ? { answer: { id: 'abc123', status: 'succeeded', ...answer } } : {}),
    bill,
    usd,
    source: replicate(model),
  };
};
const out = 'https://replicate.delivery/xezq/out-0.webp';
const replicateRows: readonly WorkedTask[] = [
  run('three of them', 'black-forest-labs/flux-schnell', { num_outputs: 3 }, '3 × 0.003', '0.009'),
  run(
    'two were made of the three asked for',
    'black-forest-labs/flux-schnell',
    { num_outputs: 3 },
    '2 × 0.003',
    '0.006',
    { output: [out, out.replace('0.webp', '1.webp')] },
  ),
  run('a film', 'minimax/video-01', {}, '1 × 0.5', '0.5'),
  run(
    'four seconds of the machine',
    'lucataco/flux-schnell-lora',
    { hf_lora: 'alvdansen/frosting_lane_flux' },
    '4 × 0.001525',
    '0.0061',
    { output: [out], metrics: { predict_time: 4 } },
  ),
];

export const pictures: readonly WorkedTask[] = [
  ...neutralRows,
  ...ideogramRows,
  ...falRows,
  ...replicateRows,
];
