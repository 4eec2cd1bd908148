import { type Json, numberIn, textIn } from '../../../../base/json.ts';
import { countField, type ModelSheet, secondsOf } from '../../../../catalogue/sheet.ts';
import { mediaPath, mediaUrl } from '../../simulated/media/serve.ts';

/** What a simulated model makes of its input. */

/** Pixel sizes of the open FLUX models. Source: replicate/cog-flux. */
export const fluxSizes: Readonly<Record<string, readonly [number, number]>> = {
  '1:1': [1024, 1024],
  '16:9': [1344, 768],
  '21:9': [1536, 640],
  '3:2': [1216, 832],
  '2:3': [832, 1216],
  '4:5': [896, 1088],
  '5:4': [1088, 896],
  '3:4': [896, 1152],
  '4:3': [1152, 896],
  '9:16': [768, 1344],
  '9:21': [640, 1536],
};
const sides: Readonly<Record<string, number>> = { '1K': 1024, '2K': 2048, '4K': 4096 };

type Size = { readonly width: number; readonly height: number };

/** Pixels of what is asked for. What follows a picture that the simulator does not look at is square. */
export function sizeOf(sheet: ModelSheet, input: Json): Size {
  const asked = (name: string): unknown =>
    input[name] ?? sheet.inputs.find((field) => field.name === name)?.default;
  const size = textIn(asked('size')) ?? '';
  const shape = textIn(asked('aspect_ratio')) ?? '';
  const [, across, down] = /^(\d+):(\d+)$/.exec(shape) ?? [];
  const longer = sides[size];
  if (longer !== undefined || (across !== undefined && !(shape in fluxSizes))) {
    const side = longer ?? 1024;
    const ratio = Number(across ?? 1) / Number(down ?? 1);
    const root = Math.sqrt(ratio);
    return { width: Math.round((side * root) / 8) * 8, height: Math.round(side / root / 8) * 8 };
  }
  const known = fluxSizes[shape];
  const scale = input['megapixels'] === '0.25' ? 0.5 : 1;
  if (known) return { width: known[0] * scale, height: known[1] * scale };
  const [, wide, high] =
    /^(\d+)[x*](\d+)$/.exec(size) ?? /^(\d+)x(\d+)$/.exec(textIn(asked('resolution')) ?? '') ?? [];
  if (wide && high) return { width: Number(wide), height: Number(high) };
  if (sheet.kind === 'video') return { width: 1280, height: 720 };
  return { width: numberIn(asked('width')) ?? 1024, height: numberIn(asked('height')) ?? 1024 };
}

const frames = 16;

function lengthOf(sheet: ModelSheet, input: Json): number {
  const pictures =
    numberIn(input['frame_num']) ?? sheet.inputs.find(({ name }) => name === 'frame_num')?.default;
  return typeof pictures === 'number' ? pictures / frames : (secondsOf(sheet, input) ?? 5);
}

export const svgPath = '/_drawn/picture.svg';

/** A drawing as SVG, by its address. */
export function drawnSvg(url: URL): Response {
  const side = (name: string): number =>
    Math.min(4096, Math.max(1, Number(url.searchParams.get(name)) || 1024));
  const [width, height] = [side('w'), side('h')];
  const text = (url.searchParams.get('t') ?? '').replace(/[^\p{L}\p{N} .,-]/gu, '').slice(0, 60);
  const middle = `x="${width / 2}" y="${height / 2}" text-anchor="middle"`;
  return new Response(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="100%" height="100%" fill="#dfe8f0"/><circle cx="${width / 2}" cy="${height / 2}" r="${Math.min(width, height) / 3}" fill="#3b6ea5"/><text ${middle} font-family="sans-serif" font-size="24" fill="#fff">${text}</text></svg>`,
    { headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' } },
  );
}

const promptOf = (input: Json): string =>
  ['prompt', 'prompt_a', 'prompt_start', 'objects_to_remove']
    .map((name) => textIn(input[name]))
    .find(Boolean) ?? '';

/** The prediction's `output`. */
export function made(sheet: ModelSheet, input: Json, asked: Request): unknown {
  const size = sizeOf(sheet, input);
  const text = promptOf(input);
  const picture = (seed: number): string =>
    mediaUrl(
      asked,
      mediaPath({ kind: 'picture', ...size, text, seed: (numberIn(input['seed']) ?? 0) + seed }),
    );
  const seconds = lengthOf(sheet, input);
  const makesFilm = sheet.makes === 'video' || input['output_format'] === 'mp4';
  if (makesFilm) return mediaUrl(asked, mediaPath({ kind: 'film', ...size, seconds, text }));
  if (sheet.makes === 'audio')
    return {
      audio: mediaUrl(asked, mediaPath({ kind: 'tune', seconds, text })),
      error: null,
      spectrogram: mediaUrl(asked, mediaPath({ kind: 'picture', width: 512, height: 512, text })),
    };
  if (sheet.makes === 'svg') {
    const query = new URLSearchParams({ w: String(size.width), h: String(size.height), t: text });
    return mediaUrl(asked, `${svgPath}?${query}`);
  }
  if (sheet.output === 'uri') return picture(0);
  const field = countField(sheet);
  const isRow = field?.name !== 'max_images' || input['sequential_image_generation'] === 'auto';
  const count = field && isRow ? (numberIn(input[field.name]) ?? 1) : 1;
  return Array.from({ length: count }, (_, index) => picture(index));
}
