import * as f from './fields.ts';
import type { FalModel, Field, Price } from './types.ts';

/** fal's models for pictures. Input: endpoint types of @fal-ai/client 1.10.1; example requests of the models' pages. */

const page = (id: string): string => `fal.ai, https://fal.ai/models/${id}`;
const perImage = (id: string, usd: string): Price => ({ meter: 'images', usd, source: page(id) });
const perMegapixel = (id: string, usd: string, source = page(id)): Price => ({
  meter: 'megapixels',
  usd,
  source,
});

const woman = 'https://fal.media/files/koala/Chls9L2ZnvuipUTEwlnJC.png';
const cat = 'https://fal.media/files/kangaroo/acQvq-Kmo2lajkgvcEHdv.png';

type Input = Readonly<Record<string, Field>>;

const banana: Input = {
  prompt: f.prompt,
  num_images: f.count,
  output_format: f.format('png', 'jpeg', 'webp'),
  safety_tolerance: f.safety,
  limit_generations: f.flag(true),
  sync_mode: f.flag(false),
  seed: f.seed,
};
const banana2: Input = {
  ...banana,
  resolution: f.word('1K', '0.5K', '1K', '2K', '4K'),
  enable_web_search: f.flag(false),
  thinking_level: f.word(undefined, 'minimal', 'high'),
};
const wideRatios = [...f.bananaRatios, '4:1', '1:4', '8:1', '1:8'];
const banana2Price = (id: string): Price => ({
  meter: 'images',
  usd: '0.08',
  when: [
    ['0.06', { fact: 'resolution', is: ['0.5K'] }],
    ['0.12', { fact: 'resolution', is: ['2K'] }],
    ['0.16', { fact: 'resolution', is: ['4K'] }],
  ],
  search: '0.015',
  thinking: '0.002',
  source: page(id),
});

const kontext: Input = {
  prompt: f.prompt,
  aspect_ratio: f.word(undefined, ...f.kontextRatios),
  guidance_scale: f.number(3.5, 1, 20),
  num_images: f.count,
  output_format: f.format('jpeg', 'png'),
  safety_tolerance: f.word('2', '1', '2', '3', '4', '5', '6'),
  enhance_prompt: f.flag(false),
  sync_mode: f.flag(false),
  seed: f.seed,
};

const acceleration = f.word('none', 'none', 'regular', 'high');
const seedream: Input = {
  prompt: f.prompt,
  image_size: f.size('square_2k'),
  num_images: f.whole(1, 1, 6),
  max_images: f.whole(1, 1, 6),
  seed: f.seed,
  sync_mode: f.flag(false),
  enable_safety_checker: f.flag(true),
  enhance_prompt_mode: f.word('standard', 'standard', 'fast'),
};

const lora: Input = {
  ...f.flux,
  prompt: f.prompt,
  num_inference_steps: f.whole(28, 1, 50),
  guidance_scale: f.number(3.5, 0, 35),
  loras: f.loras,
  acceleration: f.word('none', 'none', 'regular'),
};
const strong = f.number(0.85, 0.01, 1);

const dev = (id: string, title: string): FalModel => ({
  id,
  title,
  kind: 'image',
  input: {
    ...f.flux,
    prompt: f.prompt,
    image_size: f.size('landscape_4_3'),
    num_inference_steps: f.whole(28, 1, 50),
    guidance_scale: f.number(3.5, 1, 20),
    acceleration,
  },
  output: 'flux',
  price: perMegapixel(id, '0.025'),
  example: { prompt: 'Extreme close-up of a single tiger eye, direct frontal view', num_images: 1 },
});
const schnell = (id: string, title: string): FalModel => ({
  ...dev(id, title),
  input: {
    ...dev(id, title).input,
    num_inference_steps: f.whole(4, 1, 12),
  },
  price: perMegapixel(id, '0.003'),
});

export const imageModels: readonly FalModel[] = [
  {
    id: 'fal-ai/nano-banana',
    title: 'Nano Banana',
    kind: 'image',
    input: { ...banana, aspect_ratio: f.word('1:1', ...f.bananaRatios) },
    output: 'described',
    price: perImage('fal-ai/nano-banana', '0.039'),
    example: { prompt: 'An action shot of a black lab swimming in a suburban swimming pool', num_images: 1 },
  },
  {
    id: 'fal-ai/nano-banana/edit',
    title: 'Nano Banana Edit',
    kind: 'image',
    input: { ...banana, image_urls: f.urls, aspect_ratio: f.word('auto', 'auto', ...f.bananaRatios) },
    output: 'described',
    price: perImage('fal-ai/nano-banana/edit', '0.039'),
    example: {
      prompt: 'make a photo of the man driving the car down the california coastline',
      image_urls: [
        'https://storage.googleapis.com/falserverless/example_inputs/nano-banana-edit-input.png',
        'https://storage.googleapis.com/falserverless/example_inputs/nano-banana-edit-input-2.png',
      ],
      num_images: 1,
    },
  },
  {
    id: 'fal-ai/nano-banana-2',
    title: 'Nano Banana 2',
    kind: 'image',
    input: { ...banana2, aspect_ratio: f.word('auto', 'auto', ...wideRatios) },
    output: 'described',
    price: banana2Price('fal-ai/nano-banana-2'),
    example: { prompt: 'A photorealistic Tokyo café at golden hour', num_images: 1 },
  },
  {
    id: 'fal-ai/nano-banana-2/edit',
    title: 'Nano Banana 2 Edit',
    kind: 'image',
    input: {
      ...banana2,
      image_urls: { ...f.urls, most: 14 },
      aspect_ratio: f.word('auto', 'auto', ...wideRatios),
    },
    output: 'described',
    price: banana2Price('fal-ai/nano-banana-2/edit'),
    example: { prompt: 'make the background a sunset', image_urls: [woman] },
  },
  dev('fal-ai/flux-1/dev', 'FLUX.1 [dev]'),
  dev('fal-ai/flux/dev', 'FLUX.1 [dev]'),
  schnell('fal-ai/flux-1/schnell', 'FLUX.1 [schnell]'),
  schnell('fal-ai/flux/schnell', 'FLUX.1 [schnell]'),
  {
    id: 'fal-ai/flux-1/dev/image-to-image',
    title: 'FLUX.1 [dev] Image to Image',
    kind: 'image',
    input: {
      ...f.flux,
      image_url: f.needed(f.url),
      prompt: f.prompt,
      strength: f.number(0.95, 0.01, 1),
      num_inference_steps: f.whole(40, 10, 50),
      guidance_scale: f.number(3.5, 1, 20),
      acceleration,
    },
    output: 'flux',
    price: perMegapixel('fal-ai/flux-1/dev/image-to-image', '0.025'),
    example: { image_url: woman, prompt: 'A cat dressed as a wizard with a background of a mystic forest.' },
  },
  {
    id: 'fal-ai/flux-1/dev/redux',
    title: 'FLUX.1 [dev] Redux',
    kind: 'image',
    input: {
      ...f.flux,
      image_url: f.needed(f.url),
      image_size: f.size('landscape_4_3'),
      num_inference_steps: f.whole(28, 1, 50),
      guidance_scale: f.number(3.5, 1, 20),
      acceleration,
    },
    output: 'flux',
    price: perMegapixel('fal-ai/flux-1/dev/redux', '0.025'),
    example: { image_url: cat, image_size: 'landscape_4_3' },
  },
  {
    id: 'fal-ai/flux-1/schnell/redux',
    title: 'FLUX.1 [schnell] Redux',
    kind: 'image',
    input: {
      ...f.flux,
      image_url: f.needed(f.url),
      image_size: f.size('landscape_4_3'),
      num_inference_steps: f.whole(4, 1, 12),
      acceleration,
    },
    output: 'flux',
    price: perMegapixel('fal-ai/flux-1/schnell/redux', '0.003'),
    example: { image_url: cat, num_inference_steps: 4, image_size: 'landscape_4_3' },
  },
  {
    id: 'fal-ai/flux-pro/kontext',
    title: 'FLUX.1 Kontext [pro]',
    kind: 'image',
    input: { ...kontext, image_url: f.needed(f.url) },
    output: 'flux',
    price: perImage('fal-ai/flux-pro/kontext', '0.04'),
    example: {
      prompt: 'Put a donut next to the flour.',
      image_url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
    },
  },
  {
    id: 'fal-ai/flux-pro/kontext/text-to-image',
    title: 'FLUX.1 Kontext [pro] Text to Image',
    kind: 'image',
    input: { ...kontext, aspect_ratio: f.word('1:1', ...f.kontextRatios) },
    output: 'flux',
    price: perImage('fal-ai/flux-pro/kontext/text-to-image', '0.04'),
    example: { prompt: 'A cat reading a newspaper in a sunny café', aspect_ratio: '1:1' },
  },
  {
    id: 'fal-ai/flux-pro/kontext/max',
    title: 'FLUX.1 Kontext [max]',
    kind: 'image',
    input: { ...kontext, image_url: f.needed(f.url) },
    output: 'flux',
    price: perImage('fal-ai/flux-pro/kontext/max', '0.08'),
    example: {
      prompt: 'Put a donut next to the flour.',
      image_url: 'https://v3.fal.media/files/rabbit/rmgBxhwGYb2d3pl3x9sKf_output.png',
    },
  },
  {
    id: 'fal-ai/flux-pro/kontext/max/multi',
    title: 'FLUX.1 Kontext [max] with several pictures',
    kind: 'image',
    input: { ...kontext, image_urls: f.urls },
    output: 'flux',
    price: perImage('fal-ai/flux-pro/kontext/max/multi', '0.08'),
    example: { prompt: 'Put the little duckling on top of the woman’s t-shirt.', image_urls: [woman, cat] },
  },
  {
    id: 'fal-ai/wan/v2.2-a14b/image-to-image',
    title: 'Wan 2.2 A14B Image to Image',
    kind: 'image',
    input: {
      image_url: f.needed(f.url),
      prompt: f.prompt,
      strength: f.number(0.5, 0, 1),
      negative_prompt: f.text,
      seed: f.seed,
      aspect_ratio: f.word('auto', 'auto', '16:9', '9:16', '1:1'),
      num_inference_steps: f.whole(27, 2, 40),
      enable_safety_checker: f.flag(false),
      enable_output_safety_checker: f.flag(false),
      enable_prompt_expansion: f.flag(false),
      acceleration: f.word('regular', 'none', 'regular'),
      guidance_scale: f.number(3.5, 1, 10),
      guidance_scale_2: f.number(4, 1, 10),
      shift: f.number(2, 1, 10),
      image_size: f.size(),
      image_format: f.format('jpeg', 'png'),
    },
    output: 'image-seeded',
    // fal publishes no price of this one as text; the operator can set what his account is charged.
    price: perMegapixel(
      'fal-ai/wan/v2.2-a14b/image-to-image',
      '0.025',
      'estimate: fal publishes no price of fal-ai/wan/v2.2-a14b/image-to-image; the price of FLUX.1 [dev] for a megapixel (https://fal.ai/models/fal-ai/flux-1/dev) stands in its place until the operator sets his own',
    ),
    example: {
      image_url: 'https://storage.googleapis.com/falserverless/example_inputs/wan-image-to-image-input.png',
      prompt: 'A cinematic shot of an ancient city at sunset, intricate stone buildings, warm golden light',
      strength: 0.5,
      aspect_ratio: '16:9',
    },
  },
  {
    id: 'fal-ai/bytedance/seedream/v4/text-to-image',
    title: 'Seedream 4.0',
    kind: 'image',
    input: seedream,
    output: 'seeded',
    price: perImage('fal-ai/bytedance/seedream/v4/text-to-image', '0.03'),
    example: {
      prompt: 'Draw a chart of the water cycle as a hand-painted poster',
      image_size: { width: 1280, height: 1280 },
      num_images: 1,
    },
  },
  {
    id: 'fal-ai/bytedance/seedream/v4/edit',
    title: 'Seedream 4.0 Edit',
    kind: 'image',
    input: { ...seedream, image_urls: f.urls },
    output: 'seeded',
    price: perImage('fal-ai/bytedance/seedream/v4/edit', '0.03'),
    example: {
      prompt: 'Dress the model in the clothes and shoes.',
      image_urls: [woman, cat],
      image_size: { width: 1280, height: 1280 },
      num_images: 1,
    },
  },
  {
    id: 'fal-ai/vidu/reference-to-image',
    title: 'Vidu Reference to Image',
    kind: 'image',
    input: {
      prompt: { ...f.prompt, most: 1500 },
      reference_image_urls: f.urls,
      aspect_ratio: f.word('16:9', '16:9', '9:16', '1:1'),
      seed: f.seed,
    },
    output: 'image',
    price: perImage('fal-ai/vidu/reference-to-image', '0.1'),
    example: {
      prompt: 'The little devil is looking at the apple on the beach and walking around it.',
      reference_image_urls: [woman, cat],
      aspect_ratio: '16:9',
    },
  },
  {
    id: 'fal-ai/imagen4/preview',
    title: 'Imagen 4 (fal)',
    kind: 'image',
    input: {
      prompt: f.prompt,
      num_images: f.count,
      aspect_ratio: f.word('1:1', '1:1', '16:9', '9:16', '4:3', '3:4'),
      resolution: f.word('1K', '1K', '2K'),
      output_format: f.format('png', 'jpeg', 'webp'),
      safety_tolerance: f.safety,
      sync_mode: f.flag(false),
      seed: f.seed,
    },
    output: 'described',
    price: perImage('fal-ai/imagen4/preview', '0.04'),
    example: {
      prompt: 'A vintage package of flour on a sunny counter',
      aspect_ratio: '1:1',
      resolution: '1K',
    },
    // Google ended Imagen 4 on that day, and fal’s catalogue no longer lists it.
    retired: { on: '2026-08-17', successor: 'fal-ai/nano-banana-2' },
  },
  {
    id: 'fal-ai/qwen-image-edit-lora',
    title: 'Qwen Image Edit LoRA',
    kind: 'image',
    input: {
      prompt: f.prompt,
      image_url: f.needed(f.url),
      loras: { ...f.loras, most: 3 },
      image_size: f.size(),
      num_inference_steps: f.whole(30, 2, 50),
      guidance_scale: f.number(4, 0, 20),
      negative_prompt: f.text,
      num_images: f.count,
      output_format: f.format('png', 'jpeg'),
      acceleration,
      enable_safety_checker: f.flag(true),
      sync_mode: f.flag(false),
      seed: f.seed,
    },
    output: 'flux',
    price: perMegapixel(
      'fal-ai/qwen-image-edit-lora',
      '0.035',
      'fal.ai, https://fal.ai/models/fal-ai/qwen-image-edit-lora, as resellers repeat it',
    ),
    example: {
      prompt: 'Change bag to apple macbook',
      image_url: 'https://v3.fal.media/files/koala/oei_-iPIYFnhdB8SxojND_qwen-edit-res.png',
      negative_prompt: 'blurry, ugly',
    },
  },
  {
    id: 'fal-ai/qwen-image-edit-plus',
    title: 'Qwen Image Edit Plus',
    kind: 'image',
    input: {
      prompt: f.prompt,
      image_urls: f.urls,
      image_size: f.size('square_hd'),
      num_inference_steps: f.whole(50, 2, 100),
      guidance_scale: f.number(4, 0, 20),
      negative_prompt: f.text,
      num_images: f.count,
      output_format: f.format('png', 'jpeg'),
      acceleration: f.word('regular', 'none', 'regular'),
      enable_safety_checker: f.flag(true),
      sync_mode: f.flag(false),
      seed: f.seed,
    },
    output: 'flux',
    price: perMegapixel(
      'fal-ai/qwen-image-edit-plus',
      '0.03',
      'fal.ai, the price of https://fal.ai/models/fal-ai/qwen-image-edit, whose follower it is',
    ),
    example: {
      prompt: 'Close shot portrait of a woman in front of this car on this highway',
      image_urls: [woman, cat],
      image_size: 'square_hd',
    },
  },
  {
    id: 'fal-ai/flux-lora',
    title: 'FLUX.1 [dev] LoRA',
    kind: 'image',
    input: { ...lora, image_size: f.size('landscape_4_3') },
    output: 'flux',
    price: perMegapixel('fal-ai/flux-lora', '0.035'),
    example: { prompt: 'Extreme close-up of a single tiger eye, direct frontal view' },
  },
  {
    id: 'fal-ai/flux-lora/image-to-image',
    title: 'FLUX.1 [dev] LoRA Image to Image',
    kind: 'image',
    input: { ...lora, image_size: f.size(), image_url: f.needed(f.url), strength: strong },
    output: 'flux',
    price: perMegapixel('fal-ai/flux-lora/image-to-image', '0.035'),
    example: { prompt: 'A photo of a lion sitting on a stone bench', image_url: woman },
  },
  {
    id: 'fal-ai/flux-lora/inpainting',
    title: 'FLUX.1 [dev] LoRA Inpainting',
    kind: 'image',
    input: {
      ...lora,
      image_size: f.size(),
      image_url: f.needed(f.url),
      mask_url: f.needed(f.url),
      strength: strong,
    },
    output: 'flux',
    price: perMegapixel('fal-ai/flux-lora/inpainting', '0.035'),
    example: {
      prompt: 'A photo of a lion sitting on a stone bench',
      image_url:
        'https://raw.githubusercontent.com/CompVis/latent-diffusion/main/data/inpainting_examples/overture-creations-5sI6fQgYIuo.png',
      mask_url:
        'https://raw.githubusercontent.com/CompVis/latent-diffusion/main/data/inpainting_examples/overture-creations-5sI6fQgYIuo_mask.png',
    },
  },
];
