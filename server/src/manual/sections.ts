import type { Text } from '../spec/text.ts';

/** The manual's menu: for each section the way to it, from the top. Folders under pages/ have these names. */

const chatgpt: readonly Text[] = [
  { en: 'Chat', vi: 'Trò chuyện' },
  { en: 'ChatGpt interface', vi: 'Giao diện ChatGPT' },
];

const painting: Text = { en: 'Painting model', vi: 'Mô hình vẽ ảnh' };

const gemini: readonly Text[] = [
  { en: 'Chat', vi: 'Trò chuyện' },
  { en: 'Google Gemini Interface', vi: 'Giao diện Google Gemini' },
];

const video: Text = { en: 'Video model', vi: 'Mô hình video' };
const veo: readonly Text[] = [video, { en: 'Veo video generation', vi: 'Tạo video Veo' }];
const luma: readonly Text[] = [video, { en: 'Luma video generation', vi: 'Tạo video Luma' }];
const sora: readonly Text[] = [video, { en: 'Sora video generation', vi: 'Tạo video Sora' }];
const suno: Text = { en: 'Text-to-Music Suno', vi: 'Tạo nhạc từ văn bản Suno' };

export const sections = {
  start: [{ en: 'Getting started', vi: 'Bắt đầu' }],
  'chatgpt-audio': [...chatgpt, { en: 'ChatGPT Audio (Audio)', vi: 'ChatGPT âm thanh (Audio)' }],
  'chatgpt-realtime': [...chatgpt, { en: 'ChatGPT Realtime', vi: 'ChatGPT thời gian thực (Realtime)' }],
  'chatgpt-chat': [...chatgpt, { en: 'ChatGPT Chat (Chat)', vi: 'ChatGPT trò chuyện (Chat)' }],
  'chatgpt-completions': [
    ...chatgpt,
    { en: 'ChatGPT Auto Completion (Completions)', vi: 'ChatGPT viết tiếp (Completions)' },
  ],
  'chatgpt-embeddings': [...chatgpt, { en: 'ChatGPT Embeddings', vi: 'ChatGPT vector nhúng (Embeddings)' }],
  'chatgpt-files': [...chatgpt, { en: 'ChatGPT Files', vi: 'ChatGPT tệp (Files)' }],
  moderations: [...chatgpt, { en: 'Moderations', vi: 'Kiểm duyệt nội dung (Moderations)' }],
  'web-search': [...chatgpt, { en: 'Web search', vi: 'Tìm kiếm web' }],
  claude: [
    { en: 'Chat', vi: 'Trò chuyện' },
    { en: 'Anthropic Claude interface', vi: 'Giao diện Anthropic Claude' },
  ],
  'gemini-native': [...gemini, { en: 'Native format', vi: 'Định dạng gốc' }],
  'gemini-chat': [...gemini, { en: 'chat compatible format', vi: 'Định dạng tương thích chat' }],
  responses: [{ en: 'Chat (Responses)', vi: 'Trò chuyện (Responses)' }],
  'gpt-image': [painting, { en: 'GPT Image', vi: 'GPT Image' }],
  'dall-e': [painting, { en: 'DALL·E 3', vi: 'DALL·E 3' }],
  painting: [painting],
  midjourney: [painting, { en: 'Midjourney', vi: 'Midjourney' }],
  'veo-unified': [...veo, { en: 'Unified Video Format', vi: 'Định dạng video thống nhất' }],
  'veo-openai': [...veo, { en: 'OpenAI video format', vi: 'Định dạng video OpenAI' }],
  luma: [...luma, { en: 'Official API Format', vi: 'Định dạng API chính thức' }],
  'luma-query': [...luma, { en: 'Query task', vi: 'Truy vấn tác vụ' }],
  kling: [video, { en: 'Kling', vi: 'Kling' }],
  runway: [video, { en: 'Runway video generation', vi: 'Tạo video Runway' }],
  jimeng: [video, { en: 'Video generation by Jimeng', vi: 'Tạo video Jimeng' }],
  hailuo: [video, { en: 'Video generation by Hailuo (MiniMax)', vi: 'Tạo video Hailuo (MiniMax)' }],
  'doubao-video': [video, { en: 'Video generation by Doubao', vi: 'Tạo video Doubao' }],
  'sora-unified': [...sora, { en: 'Unified Video Format', vi: 'Định dạng video thống nhất' }],
  'sora-chat': [...sora, { en: 'Chat format', vi: 'Định dạng chat' }],
  'sora-openai': [...sora, { en: 'OpenAI official video format', vi: 'Định dạng video chính thức OpenAI' }],
  sora,
  'qwen-video': [video, { en: 'Qwen video generation', vi: 'Tạo video Qwen' }],
  suno: [suno],
  'suno-submit': [suno, { en: 'Task submission', vi: 'Gửi tác vụ' }],
  'suno-query': [suno, { en: 'Query interface', vi: 'Truy vấn' }],
  tasks: [{ en: 'Tasks', vi: 'Tác vụ' }],
  ideogram: [painting, { en: 'Ideogram', vi: 'Ideogram' }],
  'dream-drawing': [painting, { en: 'Dream Drawing', vi: 'Dream Drawing (Jimeng)' }],
  'flux-gpt': [
    painting,
    { en: 'FLUX series', vi: 'Dòng FLUX' },
    { en: 'gpt compatible format', vi: 'Định dạng tương thích GPT' },
  ],
  'flux-replicate': [
    painting,
    { en: 'FLUX series', vi: 'Dòng FLUX' },
    { en: 'Official Replicate format', vi: 'Định dạng chính thức Replicate' },
  ],
  'doubao-images': [painting, { en: 'Doubao series', vi: 'Dòng Doubao' }],
  'fal-painting': [painting, { en: 'Fal.ai Platform', vi: 'Nền tảng Fal.ai' }],
  'qwen-images': [painting, { en: 'Qwen-Image series', vi: 'Dòng Qwen-Image' }],
  replicate: [{ en: 'Replicate Aggregation Platform', vi: 'Nền tảng tổng hợp Replicate' }],
  fal: [{ en: 'Fal-ai Aggregate Platform', vi: 'Nền tảng tổng hợp Fal-ai' }],
  'fal-veo3': [
    { en: 'Fal-ai Aggregate Platform', vi: 'Nền tảng tổng hợp Fal-ai' },
    { en: 'falai-veo3 video generation', vi: 'Tạo video falai-veo3' },
  ],
  php: [{ en: 'PHP configuration method', vi: 'Cách cấu hình với PHP' }],
  gpts: [{ en: 'GPTs Related', vi: 'Các GPTs' }],
  'system-api': [{ en: 'System API', vi: 'API hệ thống' }],
  python: [{ en: 'Python configuration method', vi: 'Cách cấu hình với Python' }],
  rerank: [{ en: 'Rerank model', vi: 'Mô hình xếp hạng lại (Rerank)' }],
  node: [{ en: 'Node.js configuration method', vi: 'Cách cấu hình với Node.js' }],
  tools: [
    {
      en: 'Tutorials for using various plugins/software',
      vi: 'Hướng dẫn dùng với các công cụ và phần mềm',
    },
  ],
  'help-center': [{ en: 'Help Center', vi: 'Trung tâm trợ giúp' }],
} as const satisfies Record<string, readonly Text[]>;

export type SectionId = keyof typeof sections;
