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

export const sections = {
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
