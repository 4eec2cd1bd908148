import type { HandSetup } from './by-hand.ts';

export const dify: HandSetup = {
  id: 'dify',
  name: 'Dify',
  page: 'tools/dify',
  model: 'deepseek-v4-pro',
  steps: [
    {
      title: { en: 'A chat model', vi: 'Model trò chuyện' },
      text: {
        en: 'In Dify open Settings → Model Provider, install “OpenAI-API-compatible”, choose “Add Model” on its card and fill in the form.',
        vi: 'Trong Dify, mở Settings → Model Provider, cài “OpenAI-API-compatible”, chọn “Add Model” trên thẻ của plugin rồi điền biểu mẫu.',
      },
      settings: [
        ['Model Type', '`LLM`'],
        ['Model Name', '`{model}`'],
        ['API Key', '`{key}`'],
        ['API Base URL', '`{origin}/v1`'],
        ['Completion mode', '`Chat`'],
        [
          'Model context size',
          {
            en: 'as its maker says; with the 4096 that stands there Dify cuts long conversations',
            vi: 'theo tài liệu của hãng; nếu để nguyên 4096, Dify sẽ cắt bớt hội thoại dài',
          },
        ],
        [
          'Upper bound for max tokens',
          { en: 'the longest answer of the model', vi: 'độ dài câu trả lời tối đa của model' },
        ],
        ['Function Call Type', '`Tool Call`'],
        ['Stream function calling', '`Support`'],
        [
          'Vision Support',
          {
            en: '`Support`, if the model sees pictures',
            vi: '`Support`, nếu model đọc được ảnh',
          },
        ],
        ['Include Usage in Stream', '`Enabled`'],
        ['Compatibility mode', '`OpenAI compatible`'],
        ['API Type', '`Chat Completions API`'],
      ],
    },
    {
      title: { en: 'An embedding model, for the knowledge base', vi: 'Model vector nhúng, cho kho tri thức' },
      settings: [
        ['Model Type', '`Text Embedding`'],
        ['Model Name', '`text-embedding-3-small`'],
        ['API Key', '`{key}`'],
        ['API Base URL', '`{origin}/v1`'],
        ['Model context size', '`8191`'],
        [
          'Model max chunks per batch',
          {
            en: '`32`: with the 1 that stands there every piece is a call of its own',
            vi: '`32`: nếu để nguyên 1, mỗi đoạn sẽ là một cuộc gọi riêng',
          },
        ],
      ],
    },
    {
      title: { en: 'A rerank model', vi: 'Model xếp hạng lại' },
      settings: [
        ['Model Type', '`Rerank`'],
        ['Model Name', '`jina-reranker-v3`'],
        ['API Key', '`{key}`'],
        ['API Base URL', '`{origin}/v1`'],
      ],
    },
  ],
};
