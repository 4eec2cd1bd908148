import { page } from '../../page.ts';
import { program } from '../../program.ts';

export default page({
  section: 'python',
  slug: 'official-library',
  rows: ['R218'],
  title: {
    en: 'Python openai official library (using AutoGPT, langchain, etc.)',
    vi: 'Python: thư viện chính thức của OpenAI (dùng AutoGPT, langchain, v.v.)',
  },
  intro: {
    en: 'Programs that you do not want to change take the gateway’s address and key from the environment: the official library reads `OPENAI_BASE_URL` and `OPENAI_API_KEY`, and so does what is built on it.',
    vi: 'Với những chương trình bạn không muốn sửa, hãy đặt địa chỉ và khóa của cổng trong biến môi trường: thư viện chính thức đọc `OPENAI_BASE_URL` và `OPENAI_API_KEY`, các thư viện dựa trên nó cũng vậy.',
  },
  program: program('python', {
    file: 'official_library.py',
    needs: ['openai', 'langchain-openai'],
    environment: [
      {
        name: 'OPENAI_BASE_URL',
        value: '{origin}/v1',
        text: { en: 'Address of the gateway with `/v1`.', vi: 'Địa chỉ của cổng, kèm `/v1`.' },
      },
      {
        name: 'OPENAI_API_KEY',
        value: '{key}',
        text: { en: 'Your key of the gateway.', vi: 'Khóa của bạn trên cổng.' },
      },
    ],
    prints: [
      'openai: You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
      'langchain: You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4o-mini.',
    ],
  }),
  tables: [
    {
      title: { en: 'Which variable a program reads', vi: 'Chương trình nào đọc biến nào' },
      columns: [
        { en: 'Program', vi: 'Chương trình' },
        { en: 'Address', vi: 'Địa chỉ' },
        { en: 'Key', vi: 'Khóa' },
      ],
      rows: [
        [{ en: '`openai` from 1.0 on', vi: '`openai` từ bản 1.0' }, '`OPENAI_BASE_URL`', '`OPENAI_API_KEY`'],
        [
          { en: '`openai` before 1.0', vi: '`openai` trước bản 1.0' },
          '`OPENAI_API_BASE`',
          '`OPENAI_API_KEY`',
        ],
        ['LangChain', '`OPENAI_API_BASE`, `OPENAI_BASE_URL`', '`OPENAI_API_KEY`'],
        ['AutoGPT (Classic)', '`OPENAI_API_BASE_URL`', '`OPENAI_API_KEY`'],
      ],
    },
  ],
  notes: [
    {
      en: 'Write the variables into the `.env` file of a program that has one.',
      vi: 'Nếu chương trình có tệp `.env`, hãy ghi các biến vào đó.',
    },
  ],
  seeAlso: ['python/langchain', 'python/basic-dialogue'],
});
