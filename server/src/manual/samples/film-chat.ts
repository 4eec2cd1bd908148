import { many, once, type StreamStep } from '../page.ts';
import { type Shape, text, unixSeconds } from '../shape.ts';
import { anything } from './tasks.ts';

/** Films that are asked for in a chat. */

export const filmModel = 'gemini-omni-1.1-flash';

const chunk = (delta: Shape, finish: Shape = null): Shape => ({
  id: text('chatcmpl-01m83mw1fa1cb74jwvptgj3xr0', /^chatcmpl-\w{8,}$/),
  object: 'chat.completion.chunk',
  created: unixSeconds(1_795_418_883),
  model: filmModel,
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
});

const line = (sample: string, pattern: RegExp): Shape => chunk({ content: text(sample, pattern) });

export const filmStream: readonly StreamStep[] = [
  once(chunk({ role: 'assistant', content: '', refusal: null }), {
    en: 'The beginning.',
    vi: 'Phần mở đầu.',
  }),
  once(line('> task: `task_01m83mw1famkjtd5pbs997q5r5`\n> queued\n', /^> task: `task_[0-9a-z]{26}`\n> \w+/), {
    en: 'The task: `GET /v1/tasks/{id}` shows it too.',
    vi: 'Mã tác vụ: cũng xem được bằng `GET /v1/tasks/{id}`.',
  }),
  many(line('> generating 40 %\n', /^(> (queued|generating|done)|\n\[)/), {
    en: 'How it goes: `queued`, `generating`, `done ✅`; then the link of the film.',
    vi: 'Tiến độ: `queued`, `generating`, `done ✅`; sau đó là liên kết video.',
  }),
  once(chunk({}, 'stop'), { en: 'The end.', vi: 'Kết thúc.' }),
  once('[DONE]', { en: 'The closing mark.', vi: 'Dấu kết thúc.' }),
];

/** The answer in one piece. */
export const filmAnswer: Shape = {
  id: text('chatcmpl-01m83mw4phbwbttd0yxgw750f2', /^chatcmpl-\w{8,}$/),
  object: 'chat.completion',
  created: unixSeconds(1_795_418_886),
  model: filmModel,
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: text(
          '> task: `task_01m83mw4phr9dyvxwf8y1gqb8q`\n> queued\n> done ✅\n\n[Watch or download the film](http://127.0.0.1:3000/results/task_01m83…/0/abb8…/video.mp4)\n',
          /^> task: `task_[0-9a-z]{26}`\n[\s\S]+> done ✅\n\n\[Watch or download the film\]\(http[^)]+\)\n$/,
        ),
        refusal: null,
        annotations: anything([]),
      },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
};

export const filmNotes = {
  model: {
    en: 'OpenAI ended Sora on 24 September 2026: `sora-2` is answered with 410 and the name of a successor. The same request works with every film model: `gemini-omni-1.1-flash`, `veo_3_1`, `kling-v2-6`, `wan2.5-t2v-preview`, …',
    vi: 'OpenAI đã ngừng Sora từ ngày 24/9/2026: `sora-2` trả về 410 kèm tên model kế nhiệm. Yêu cầu này dùng được với mọi model video: `gemini-omni-1.1-flash`, `veo_3_1`, `kling-v2-6`, `wan2.5-t2v-preview`, …',
  },
  leave: {
    en: 'The film is made to its end, and charged, even when the connection is closed before: `GET /v1/tasks` has it then.',
    vi: 'Video vẫn được tạo đến hết và tính tiền ngay cả khi kết nối bị đóng sớm: khi đó lấy kết quả ở `GET /v1/tasks`.',
  },
} as const;
