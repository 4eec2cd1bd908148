import type { HandSetup } from './by-hand.ts';

export const aider: HandSetup = {
  id: 'aider',
  name: 'Aider',
  page: 'tools/aider',
  model: 'deepseek-v4-pro',
  steps: [
    {
      title: { en: 'Install it (Python 3.10 to 3.12)', vi: 'Cài đặt (Python 3.10 đến 3.12)' },
      commands: [{ lines: ['python -m pip install aider-chat'] }],
    },
    {
      title: { en: 'Set address and key', vi: 'Đặt địa chỉ và khóa' },
      commands: [
        {
          shell: 'unix',
          lines: ['export OPENAI_API_BASE="{origin}/v1"', 'export OPENAI_API_KEY="{key}"'],
        },
        {
          shell: 'powershell',
          lines: ['$env:OPENAI_API_BASE = "{origin}/v1"', '$env:OPENAI_API_KEY = "{key}"'],
        },
      ],
    },
    {
      title: { en: 'Ask one question', vi: 'Hỏi thử một câu' },
      commands: [{ lines: ['aider --model openai/{model} --message "Say hello in one sentence."'] }],
    },
    {
      title: {
        en: 'Work with it, in the folder of your project',
        vi: 'Bắt đầu làm việc, trong thư mục dự án',
      },
      commands: [{ lines: ['aider --model openai/{model}'] }],
    },
    {
      title: {
        en: 'To keep it: lines of `~/.aider.conf.yml`',
        vi: 'Để dùng lâu dài: các dòng trong `~/.aider.conf.yml`',
      },
      settings: [
        ['`openai-api-base:`', '`{origin}/v1`'],
        ['`model:`', '`openai/{model}`'],
        [
          '`weak-model:`',
          {
            en: '`openai/gpt-4o-mini`, a cheap one for commit messages and summaries',
            vi: '`openai/gpt-4o-mini`, model rẻ để viết nội dung commit và tóm tắt',
          },
        ],
        [
          '`edit-format:`',
          {
            en: '`diff` sends only what changes; models that Aider does not know begin with `whole`, the whole file',
            vi: '`diff` chỉ gửi phần thay đổi; với model mà Aider chưa biết, mặc định là `whole`, tức gửi cả tệp',
          },
        ],
        [
          '`show-model-warnings:`',
          {
            en: '`false`, against the warning about names that it does not know',
            vi: '`false`, để tắt cảnh báo về tên model chưa biết',
          },
        ],
      ],
    },
  ],
};
