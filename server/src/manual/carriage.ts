import type { Carriage, ChatFeature } from '../spec/chat.ts';
import type { Text } from '../spec/text.ts';

/**
 * What becomes of each part of a chat request on its way to a model of another format. The manual shows it as tables;
 * test/conformance/carriage.test.ts holds it against the providers and proves every cell by writing a request.
 */

/** Formats of upstreams, in the order of the columns. A column is what the format's own maker takes. */
export const columns = ['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const;
export type Column = (typeof columns)[number];

export const columnTitles: Readonly<Record<Column, string>> = {
  'openai-chat': 'OpenAI Chat',
  'openai-responses': 'OpenAI Responses',
  'anthropic-messages': 'Anthropic (Claude)',
  gemini: 'Gemini',
};

/** By column; absent: carried. */
export const carriage: Readonly<Record<Column, Readonly<Partial<Record<ChatFeature, Carriage>>>>> = {
  'openai-chat': {
    video: 'refused',
    'top-k': 'dropped',
    verbosity: 'dropped',
    'cache-marks': 'dropped',
    'url-context': 'dropped',
    code: 'dropped',
    'image-output': 'refused',
    metadata: 'dropped',
    'opaque-tools': 'dropped',
    'unknown-fields': 'dropped',
  },
  'openai-responses': {
    audio: 'refused',
    video: 'refused',
    'top-k': 'dropped',
    stop: 'dropped',
    seed: 'dropped',
    penalties: 'dropped',
    'logit-bias': 'dropped',
    'several-answers': 'refused',
    logprobs: 'dropped',
    'cache-marks': 'dropped',
    'audio-output': 'refused',
    'opaque-tools': 'dropped',
    'unknown-fields': 'dropped',
  },
  'anthropic-messages': {
    'image-detail': 'dropped',
    'file-id': 'refused',
    audio: 'refused',
    video: 'refused',
    temperature: 'dropped',
    'top-p': 'dropped',
    'top-k': 'dropped',
    seed: 'dropped',
    penalties: 'dropped',
    'logit-bias': 'dropped',
    'several-answers': 'refused',
    logprobs: 'dropped',
    verbosity: 'dropped',
    'cache-key': 'dropped',
    'audio-output': 'refused',
    'image-output': 'refused',
    'assistant-prefill': 'refused',
    metadata: 'dropped',
    'opaque-tools': 'dropped',
    'unknown-fields': 'dropped',
  },
  gemini: {
    'file-id': 'refused',
    'no-parallel-tools': 'dropped',
    'strict-tools': 'dropped',
    'logit-bias': 'dropped',
    logprobs: 'dropped',
    verbosity: 'dropped',
    'cache-marks': 'dropped',
    'cache-key': 'dropped',
    user: 'dropped',
    metadata: 'dropped',
    'opaque-tools': 'dropped',
    'unknown-fields': 'dropped',
  },
};

/** Makers that differ from the column of their format. `serves`: for people. */
export const differing: readonly {
  readonly provider: string;
  readonly column: Column;
  readonly serves: string;
  readonly features: Readonly<Partial<Record<ChatFeature, Carriage>>>;
}[] = [
  {
    provider: 'azure-openai',
    column: 'openai-chat',
    serves: 'Azure OpenAI',
    features: {
      'pdf-data': 'refused',
      'pdf-url': 'refused',
      'file-id': 'refused',
      'web-search': 'dropped',
      tier: 'dropped',
    },
  },
  {
    provider: 'deepseek',
    column: 'openai-chat',
    serves: 'DeepSeek',
    features: {
      'pdf-data': 'refused',
      'pdf-url': 'refused',
      'file-id': 'refused',
      audio: 'refused',
      'no-parallel-tools': 'dropped',
      'strict-tools': 'dropped',
      seed: 'dropped',
      'logit-bias': 'dropped',
      'several-answers': 'refused',
      'cache-key': 'dropped',
      'web-search': 'dropped',
      'audio-output': 'refused',
      user: 'dropped',
      tier: 'dropped',
    },
  },
  {
    provider: 'qwen',
    column: 'openai-chat',
    serves: 'Qwen',
    features: {
      'pdf-data': 'refused',
      'pdf-url': 'refused',
      'file-id': 'refused',
      video: 'carried',
      'strict-tools': 'dropped',
      'top-k': 'carried',
      'logit-bias': 'dropped',
      'cache-key': 'dropped',
      'audio-output': 'refused',
      user: 'dropped',
      tier: 'dropped',
    },
  },
  {
    provider: 'doubao',
    column: 'openai-chat',
    serves: 'Doubao',
    features: {
      'pdf-data': 'refused',
      'pdf-url': 'refused',
      'file-id': 'refused',
      video: 'carried',
      'strict-tools': 'dropped',
      seed: 'dropped',
      'several-answers': 'refused',
      'cache-key': 'dropped',
      'web-search': 'dropped',
      'audio-output': 'refused',
      user: 'dropped',
      tier: 'dropped',
    },
  },
  {
    provider: 'cohere',
    column: 'openai-chat',
    serves: 'Cohere',
    features: {
      'cache-key': 'dropped',
      'web-search': 'dropped',
      'audio-output': 'refused',
      tier: 'dropped',
    },
  },
  {
    provider: 'chatgpt-web',
    column: 'openai-chat',
    serves: 'ChatGPT (web)',
    features: {
      'cache-key': 'dropped',
      'web-search': 'dropped',
      'audio-output': 'refused',
      tier: 'dropped',
    },
  },
  {
    provider: 'openai-compatible',
    column: 'openai-chat',
    serves: 'OpenAI-compatible',
    features: {
      video: 'carried',
      'top-k': 'carried',
      'cache-key': 'dropped',
      'web-search': 'dropped',
      'audio-output': 'refused',
      'image-output': 'carried',
      tier: 'dropped',
    },
  },
  {
    provider: 'bedrock',
    column: 'anthropic-messages',
    serves: 'Amazon Bedrock (Claude)',
    features: { 'web-search': 'dropped', 'url-context': 'dropped', code: 'dropped', tier: 'dropped' },
  },
  {
    provider: 'google-vertex',
    column: 'gemini',
    serves: 'Google Vertex AI',
    features: { tier: 'dropped' },
  },
];

/** What each feature is, for people. */
export const featureTexts: Readonly<Record<ChatFeature, Text>> = {
  text: { en: 'Text', vi: 'Văn bản' },
  system: { en: 'System text at the beginning', vi: 'Lời dặn hệ thống ở đầu hội thoại' },
  'system-in-the-middle': {
    en: 'System text inside the conversation',
    vi: 'Lời dặn hệ thống ở giữa hội thoại',
  },
  'image-data': { en: 'Pictures as base64', vi: 'Hình ảnh dạng base64' },
  'image-url': { en: 'Pictures by their address', vi: 'Hình ảnh theo địa chỉ' },
  'image-detail': { en: '`detail` of a picture', vi: '`detail` của hình ảnh' },
  'pdf-data': { en: 'PDF as base64', vi: 'PDF dạng base64' },
  'pdf-url': { en: 'PDF by its address', vi: 'PDF theo địa chỉ' },
  'file-id': {
    en: 'Files by the id of an earlier upload to OpenAI',
    vi: 'Tệp theo mã đã tải lên OpenAI trước đó',
  },
  'text-file': { en: 'Text files', vi: 'Tệp văn bản' },
  audio: { en: 'Sound', vi: 'Âm thanh' },
  video: { en: 'Films', vi: 'Video' },
  tools: { en: 'Functions, calls and results', vi: 'Hàm, lời gọi hàm và kết quả' },
  'custom-tools': { en: 'Tools that take free text', vi: 'Công cụ nhận văn bản tự do' },
  'tool-choice': { en: 'A call that must be made', vi: 'Bắt buộc gọi một hàm' },
  'tool-subset': { en: 'Only some of the tools allowed', vi: 'Chỉ cho phép một số công cụ' },
  'no-parallel-tools': { en: 'At most one call in an answer', vi: 'Tối đa một lời gọi hàm mỗi câu trả lời' },
  'tool-result-image': { en: 'Pictures in the result of a tool', vi: 'Hình ảnh trong kết quả của công cụ' },
  'tool-error': { en: 'A result that says the tool failed', vi: 'Kết quả báo công cụ bị lỗi' },
  'strict-tools': { en: '`strict` functions', vi: 'Hàm ở chế độ `strict`' },
  'json-output': { en: 'JSON output', vi: 'Đầu ra JSON' },
  'schema-output': { en: 'Output by a JSON schema', vi: 'Đầu ra theo JSON schema' },
  'max-output': { en: 'Limit of the answer’s length', vi: 'Giới hạn độ dài câu trả lời' },
  temperature: { en: '`temperature`', vi: '`temperature`' },
  'top-p': { en: '`top_p`', vi: '`top_p`' },
  'top-k': { en: '`top_k`', vi: '`top_k`' },
  stop: { en: 'Stop texts', vi: 'Chuỗi dừng' },
  seed: { en: '`seed`', vi: '`seed`' },
  penalties: { en: 'Penalties for repetition', vi: 'Tham số phạt lặp' },
  'logit-bias': { en: '`logit_bias`', vi: '`logit_bias`' },
  'several-answers': { en: 'Several answers (`n`)', vi: 'Nhiều câu trả lời (`n`)' },
  logprobs: { en: 'Log probabilities', vi: 'Log xác suất' },
  thinking: { en: 'Thinking on, off, and its effort', vi: 'Bật, tắt suy luận và mức độ' },
  'thinking-budget': { en: 'A budget of tokens for thinking', vi: 'Hạn mức token cho suy luận' },
  'thinking-signature': {
    en: 'Signed thoughts that the same maker’s model had earlier',
    vi: 'Phần suy luận có chữ ký mà model cùng hãng đã tạo trước đó',
  },
  verbosity: { en: '`verbosity`', vi: '`verbosity`' },
  'cache-marks': { en: 'Cache marks (`cache_control`)', vi: 'Đánh dấu bộ nhớ đệm (`cache_control`)' },
  'cache-key': { en: '`prompt_cache_key`', vi: '`prompt_cache_key`' },
  'web-search': { en: 'Web search', vi: 'Tìm kiếm web' },
  'url-context': { en: 'Reading of web pages', vi: 'Đọc trang web' },
  code: { en: 'Code that the maker runs', vi: 'Chạy mã trên máy chủ của hãng' },
  'audio-output': { en: 'Spoken answers', vi: 'Trả lời bằng giọng nói' },
  'image-output': { en: 'Pictures in the answer', vi: 'Hình ảnh trong câu trả lời' },
  'assistant-prefill': {
    en: 'Going on from a begun answer',
    vi: 'Viết tiếp câu trả lời đã bắt đầu sẵn',
  },
  user: { en: 'Your id of the end user', vi: 'Mã người dùng cuối của bạn' },
  tier: { en: 'Service tier', vi: 'Hạng dịch vụ' },
  metadata: { en: '`metadata`', vi: '`metadata`' },
  'opaque-tools': { en: 'Tools that only one maker has', vi: 'Công cụ chỉ một hãng có' },
  'unknown-fields': { en: 'Fields that only one maker has', vi: 'Trường chỉ một hãng có' },
};
