import type { Text } from '../spec/text.ts';

/** The manual's menu: for each section the way to it, from the top. Folders under pages/ have these names. */

const chatgpt: readonly Text[] = [
  { en: 'Chat', vi: 'Trò chuyện' },
  { en: 'ChatGpt interface', vi: 'Giao diện ChatGPT' },
];

export const sections = {
  'chatgpt-chat': [...chatgpt, { en: 'ChatGPT Chat (Chat)', vi: 'ChatGPT trò chuyện (Chat)' }],
  'chatgpt-completions': [
    ...chatgpt,
    { en: 'ChatGPT Auto Completion (Completions)', vi: 'ChatGPT viết tiếp (Completions)' },
  ],
  'chatgpt-embeddings': [...chatgpt, { en: 'ChatGPT Embeddings', vi: 'ChatGPT vector nhúng (Embeddings)' }],
  claude: [
    { en: 'Chat', vi: 'Trò chuyện' },
    { en: 'Anthropic Claude interface', vi: 'Giao diện Anthropic Claude' },
  ],
  responses: [{ en: 'Chat (Responses)', vi: 'Trò chuyện (Responses)' }],
  'system-api': [{ en: 'System API', vi: 'API hệ thống' }],
  python: [{ en: 'Python configuration method', vi: 'Cách cấu hình với Python' }],
  node: [{ en: 'Node.js configuration method', vi: 'Cách cấu hình với Node.js' }],
  'help-center': [{ en: 'Help Center', vi: 'Trung tâm trợ giúp' }],
} as const satisfies Record<string, readonly Text[]>;

export type SectionId = keyof typeof sections;
