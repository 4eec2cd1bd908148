import type { Text } from '../../spec/text.ts';
import type { InputField, InputType } from '../sheet.ts';

/** Fields that many models have in common, with what they mean. */

type More = Omit<InputField, 'name' | 'type' | 'text'>;

export const field = (
  name: string,
  type: InputType,
  en: string,
  vi: string,
  more: More = {},
): InputField => ({
  name,
  type,
  text: { en, vi },
  ...more,
});

const needed = { needed: true } as const;

export const prompt = (more: More = needed): InputField =>
  field('prompt', 'string', 'What to show.', 'Mô tả nội dung cần tạo.', more);
export const negativePrompt = (name = 'negative_prompt'): InputField =>
  field(name, 'string', 'What is not wanted.', 'Những gì không mong muốn.');
export const seed = (): InputField =>
  field(
    'seed',
    'integer',
    'The same number gives the same result again.',
    'Cùng một số cho lại cùng kết quả.',
  );
export const outputs = (most: number): InputField =>
  field('num_outputs', 'integer', 'How many pictures; each is charged.', 'Số ảnh; tính tiền từng ảnh.', {
    default: 1,
    least: 1,
    most,
  });
export const steps = (
  fallback: number,
  least: number,
  most: number,
  name = 'num_inference_steps',
): InputField =>
  field(
    name,
    'integer',
    'Steps: more are finer and slower.',
    'Số bước: càng nhiều càng chi tiết và càng chậm.',
    {
      default: fallback,
      least,
      most,
    },
  );
export const guidance = (name: string, fallback: number, least: number, most: number): InputField =>
  field(name, 'number', 'How closely the text is followed.', 'Mức độ bám sát mô tả.', {
    default: fallback,
    least,
    most,
  });
export const strength = (): InputField =>
  field(
    'prompt_strength',
    'number',
    'How much of the picture may change: 1 keeps nothing of it.',
    'Mức độ thay đổi so với ảnh gốc: 1 là không giữ lại gì.',
    { default: 0.8, least: 0, most: 1 },
  );
export const ratio = (oneOf: readonly string[], fallback = '1:1'): InputField =>
  field('aspect_ratio', 'string', 'Width to height.', 'Tỉ lệ rộng : cao.', { default: fallback, oneOf });
export const format = (oneOf: readonly string[], fallback: string): InputField =>
  field('output_format', 'string', 'Type of the file.', 'Định dạng tệp.', { default: fallback, oneOf });
export const quality = (): InputField =>
  field('output_quality', 'integer', 'Of webp and jpg.', 'Chất lượng của webp và jpg.', {
    default: 80,
    least: 0,
    most: 100,
  });
export const side = (name: 'width' | 'height', fallback: number, more: More = {}): InputField =>
  field(
    name,
    'integer',
    name === 'width' ? 'Width in pixels.' : 'Height in pixels.',
    name === 'width' ? 'Chiều rộng, tính bằng pixel.' : 'Chiều cao, tính bằng pixel.',
    { default: fallback, ...more },
  );
export const image = (name: string, en: string, vi: string, more: More = {}): InputField =>
  field(name, 'uri', en, vi, more);
export const source = (name = 'image', more: More = needed): InputField =>
  image(name, 'The picture to work on.', 'Ảnh cần xử lý.', more);
export const mask = (en: string, vi: string, more: More = {}): InputField => image('mask', en, vi, more);
export const tolerance = (least: number, most: number): InputField =>
  field(
    'safety_tolerance',
    'integer',
    'How much is let through: the smallest number is the strictest.',
    'Mức nới lỏng kiểm duyệt: số nhỏ nhất là nghiêm nhất.',
    { default: 2, least, most },
  );
export const unchecked = (): InputField =>
  field(
    'disable_safety_checker',
    'boolean',
    'Leave out the check of what is shown.',
    'Bỏ qua kiểm duyệt ảnh.',
    {
      default: false,
    },
  );
export const upsampling = (): InputField =>
  field(
    'prompt_upsampling',
    'boolean',
    'Let the model write the prompt out.',
    'Để model viết chi tiết hơn cho prompt.',
    {
      default: false,
    },
  );
export const scheduler = (fallback: string, oneOf: readonly string[]): InputField =>
  field('scheduler', 'string', 'How the noise is taken away.', 'Thuật toán khử nhiễu.', {
    default: fallback,
    oneOf,
  });
export const loraScale = (fallback: number, least: number, most: number): InputField =>
  field('lora_scale', 'number', 'Weight of the LoRA.', 'Trọng số của LoRA.', {
    default: fallback,
    least,
    most,
  });

/** Shapes of the open FLUX models. */
export const fluxRatios = [
  '1:1',
  '16:9',
  '21:9',
  '3:2',
  '2:3',
  '4:5',
  '5:4',
  '3:4',
  '4:3',
  '9:16',
  '9:21',
] as const;
export const kontextRatios = ['match_input_image', ...fluxRatios, '2:1', '1:2'] as const;

export const text = (en: string, vi: string): Text => ({ en, vi });
