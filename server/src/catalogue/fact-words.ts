import type { FactWords } from '../spec/fact-words.ts';

/** The facts that list prices of the makers depend on, in words for people. */
export const factWords: Readonly<Record<string, FactWords>> = {
  context: { name: { en: 'context', vi: 'ngữ cảnh' }, unit: { en: 'tokens', vi: 'token' } },
  seconds: { name: { en: 'length', vi: 'độ dài' }, unit: { en: 's', vi: 'giây' } },
  service_tier: { name: { en: 'service tier', vi: 'hạng dịch vụ' } },
  search_tool: { name: { en: 'search tool', vi: 'công cụ tìm kiếm' } },
  quality: { name: { en: 'quality', vi: 'chất lượng' } },
  size: { name: { en: 'size', vi: 'kích thước' } },
  resolution: { name: { en: 'resolution', vi: 'độ phân giải' } },
  speed: { name: { en: 'speed', vi: 'tốc độ' } },
  rendering_speed: { name: { en: 'rendering speed', vi: 'tốc độ dựng' } },
  mode: { name: { en: 'mode', vi: 'chế độ' } },
  action: { name: { en: 'action', vi: 'thao tác' } },
  output: { name: { en: 'output', vi: 'đầu ra' } },
  scene: { name: { en: 'effect', vi: 'hiệu ứng' } },
  inference_geo: {
    name: { en: 'computed in', vi: 'xử lý tại' },
    values: { us: { en: 'computed in the US', vi: 'xử lý tại Mỹ' } },
  },
  introduction_argon: {
    name: { en: 'introductory price', vi: 'giá ra mắt' },
    values: { true: { en: 'introductory price through 2026-11-30', vi: 'giá ra mắt đến hết 2026-11-30' } },
  },
  introduction_flash: {
    name: { en: 'introductory price', vi: 'giá ra mắt' },
    values: { true: { en: 'introductory price through 2026-12-31', vi: 'giá ra mắt đến hết 2026-12-31' } },
  },
  off_peak: {
    name: { en: 'off-peak hours', vi: 'giờ thấp điểm' },
    values: {
      true: { en: 'off-peak hours', vi: 'giờ thấp điểm' },
      false: { en: 'peak hours', vi: 'giờ cao điểm' },
    },
  },
  thinking: {
    name: { en: 'thinking', vi: 'suy nghĩ' },
    values: {
      true: { en: 'with thinking', vi: 'có suy nghĩ' },
      false: { en: 'without thinking', vi: 'không suy nghĩ' },
    },
  },
  sound: {
    name: { en: 'sound', vi: 'âm thanh' },
    values: {
      true: { en: 'with sound', vi: 'có âm thanh' },
      false: { en: 'without sound', vi: 'không âm thanh' },
      on: { en: 'with sound', vi: 'có âm thanh' },
      off: { en: 'without sound', vi: 'không âm thanh' },
    },
  },
  audio: {
    name: { en: 'sound', vi: 'âm thanh' },
    values: {
      true: { en: 'with sound', vi: 'có âm thanh' },
      false: { en: 'without sound', vi: 'không âm thanh' },
    },
  },
  voice: {
    name: { en: 'voice', vi: 'giọng nói' },
    values: { true: { en: 'with own voices', vi: 'dùng giọng riêng' } },
  },
  reference: {
    name: { en: 'reference pictures', vi: 'ảnh tham chiếu' },
    values: { true: { en: 'with reference pictures', vi: 'có ảnh tham chiếu' } },
  },
  character_reference: {
    name: { en: 'character reference', vi: 'ảnh nhân vật' },
    values: { true: { en: 'with a character reference', vi: 'có ảnh nhân vật tham chiếu' } },
  },
  video_input: {
    name: { en: 'video input', vi: 'video đầu vào' },
    values: {
      true: { en: 'with a video as input', vi: 'có video đầu vào' },
      false: { en: 'without a video as input', vi: 'không có video đầu vào' },
    },
  },
  prompt_extend: {
    name: { en: 'prompt rewriting', vi: 'viết lại câu lệnh' },
    values: { true: { en: 'with the prompt rewritten', vi: 'có viết lại câu lệnh' } },
  },
};
