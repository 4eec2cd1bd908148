import type { HandSetup } from './by-hand.ts';

export const lobechat: HandSetup = {
  id: 'lobechat',
  name: 'LobeChat',
  page: 'tools/lobechat',
  model: 'gpt-4o-mini',
  steps: [
    {
      title: {
        en: 'In the application: Settings → AI Service Provider → New API',
        vi: 'Trong ứng dụng: Settings → AI Service Provider → New API',
      },
      settings: [
        ['API Key', '`{key}`'],
        ['API Proxy URL', '`{origin}`'],
        [
          { en: 'the button that fetches models', vi: 'nút lấy danh sách model' },
          {
            en: 'press it, then switch on the models that you want to see',
            vi: 'bấm vào, rồi bật những model muốn hiển thị',
          },
        ],
        [
          'Connectivity Check',
          {
            en: 'choose a model of your own list before you press “Check”: the one that stands there may not be here',
            vi: 'chọn một model trong danh sách của bạn trước khi bấm “Check”: model có sẵn ở đó có thể không có trên cổng này',
          },
        ],
      ],
    },
    {
      title: {
        en: 'Or the providers that are there already: only the address differs',
        vi: 'Hoặc dùng các nhà cung cấp có sẵn: chỉ khác địa chỉ',
      },
      settings: [
        [
          {
            en: 'OpenAI, or a custom provider of its kind',
            vi: 'OpenAI, hoặc nhà cung cấp tùy chỉnh cùng loại',
          },
          '`{origin}/v1`',
        ],
        ['Anthropic', '`{origin}`'],
        ['Google', '`{origin}`'],
      ],
    },
    {
      title: {
        en: 'On a server of your own: variables of the LobeChat container',
        vi: 'Trên máy chủ riêng: biến môi trường của container LobeChat',
      },
      settings: [
        ['`OPENAI_API_KEY`', '`{key}`'],
        ['`OPENAI_PROXY_URL`', '`{origin}/v1`'],
        [
          '`OPENAI_MODEL_LIST`',
          {
            en: '`-all,+{model},+deepseek-v4-pro=DeepSeek<128000:fc:reasoning>`: hide all, add these; between the angle brackets the context and what the model can do (`fc` calls functions, `vision` sees pictures)',
            vi: '`-all,+{model},+deepseek-v4-pro=DeepSeek<128000:fc:reasoning>`: ẩn tất cả rồi thêm các model này; trong dấu ngoặc nhọn là kích thước ngữ cảnh và khả năng của model (`fc` là gọi hàm, `vision` là đọc ảnh)',
          },
        ],
        ['`ANTHROPIC_API_KEY`', '`{key}`'],
        ['`ANTHROPIC_PROXY_URL`', '`{origin}`'],
        ['`GOOGLE_API_KEY`', '`{key}`'],
        ['`GOOGLE_PROXY_URL`', '`{origin}`'],
      ],
    },
  ],
};
