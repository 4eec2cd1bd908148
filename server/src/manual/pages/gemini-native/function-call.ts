import { page } from '../../page.ts';
import { answer, generate, thoughtSignature } from '../../samples/gemini.ts';
import { each, text } from '../../shape.ts';

const model = 'gemini-3.8-flash';
const question = 'Schedule a meeting with Bob and Alice for 2026-12-14 at 10:00 about the Q4 planning.';
const meeting = {
  name: 'schedule_meeting',
  description: 'Schedules a meeting with some people at a given time and date.',
  parameters: {
    type: 'object',
    properties: {
      attendees: { type: 'array', items: { type: 'string' }, description: 'Who attends.' },
      date: { type: 'string', description: 'Date of the meeting, 2026-07-29.' },
      time: { type: 'string', description: 'Time of the meeting, 15:00.' },
      topic: { type: 'string', description: 'What it is about.' },
    },
    required: ['attendees', 'date', 'time', 'topic'],
  },
};
const tools = [{ functionDeclarations: [meeting] }];
const asked = { role: 'user', parts: [{ text: question }] };
const args = { attendees: ['Bob', 'Alice'], date: '2026-12-14', time: '10:00', topic: 'Q4 planning' };
const finishMessage = 'Model generated function call(s).';
const id = text('fc_8f2k1q7d', /^fc_\w+$/);

export default page({
  section: 'gemini-native',
  slug: 'function-call',
  rows: ['R055'],
  title: { en: 'Function call', vi: 'Gọi hàm' },
  intro: {
    en: 'Describe your functions in `tools[].functionDeclarations`. When the model needs one, a part `functionCall` comes in place of text; you run it and send a `functionResponse` back.',
    vi: 'Mô tả các hàm trong `tools[].functionDeclarations`. Khi cần, model trả về phần `functionCall` thay cho văn bản; bạn chạy hàm rồi gửi lại `functionResponse`.',
  },
  call: generate,
  examples: [
    {
      title: { en: '1. The model asks for a function', vi: '1. Model yêu cầu gọi hàm' },
      params: { model },
      request: { contents: [asked], tools },
      expect: {
        reply: answer(
          model,
          [
            {
              functionCall: {
                id,
                name: 'schedule_meeting',
                args: {
                  attendees: each(text('Bob', /./)),
                  date: text('2026-12-14', /./),
                  time: text('10:00', /./),
                  topic: text('Q4 planning', /./),
                },
              },
              thoughtSignature,
            },
          ],
          { prompt: { TEXT: 192 }, words: 55, thoughts: 160 },
          { finishMessage },
        ),
      },
    },
    {
      title: { en: '2. You send the result back', vi: '2. Bạn gửi lại kết quả' },
      params: { model },
      request: {
        contents: [
          asked,
          {
            role: 'model',
            parts: [
              { functionCall: { id: 'fc_8f2k1q7d', name: 'schedule_meeting', args }, thoughtSignature },
            ],
          },
          {
            role: 'user',
            parts: [
              {
                functionResponse: { id: 'fc_8f2k1q7d', name: 'schedule_meeting', response: { room: 'B12' } },
              },
            ],
          },
        ],
        tools,
      },
      expect: {
        reply: answer(
          model,
          [
            {
              text: text('schedule_meeting says {"room":"B12"}.', /schedule_meeting says \{"room":"B12"\}/),
              thoughtSignature,
            },
          ],
          { prompt: { TEXT: 302 }, words: 55, thoughts: 160 },
        ),
      },
    },
    {
      title: { en: 'A call that is demanded', vi: 'Bắt buộc gọi hàm' },
      params: { model: 'gemini-3.8-flash' },
      request: {
        contents: [{ role: 'user', parts: [{ text: 'What is the weather in Hue?' }] }],
        tools: [
          {
            functionDeclarations: [
              {
                name: 'get_weather',
                description: 'The weather in a city now.',
                parametersJsonSchema: {
                  type: 'object',
                  properties: { city: { type: 'string' } },
                  required: ['city'],
                },
              },
            ],
          },
        ],
        toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['get_weather'] } },
      },
      expect: {
        reply: answer(
          'gemini-3.8-flash',
          [
            {
              functionCall: {
                id: text('fc_8f2k1q7d', /^fc_\w+$/),
                name: 'get_weather',
                args: { city: 'Hue' },
              },
              thoughtSignature,
            },
          ],
          { prompt: { TEXT: 70 }, words: 9, thoughts: 160 },
          { finishMessage },
        ),
      },
    },
  ],
  notes: [
    {
      en: '`args` is an object, not a text; calls come whole, also in a stream. The `finishReason` is `STOP` as with words: look at the parts.',
      vi: '`args` là một đối tượng, không phải chuỗi; lời gọi hàm luôn đến trọn vẹn, kể cả khi stream. `finishReason` vẫn là `STOP` như khi trả lời bằng lời: hãy xem các phần.',
    },
    {
      en: 'From Gemini 3 on a call carries `thoughtSignature`. Send the part back with it, unchanged, before its result; without it the model refuses with 400.',
      vi: 'Từ Gemini 3, lời gọi hàm có kèm `thoughtSignature`. Hãy gửi lại nguyên phần đó cùng chữ ký, đặt trước kết quả; thiếu chữ ký, model sẽ báo lỗi 400.',
    },
    {
      en: 'Several calls at once need as many `functionResponse` parts, all in one turn.',
      vi: 'Nếu model gọi nhiều hàm cùng lúc, cần đủ bấy nhiêu phần `functionResponse`, tất cả trong một lượt.',
    },
    {
      en: '`mode` is `AUTO`, `ANY` (must call), `NONE` or `VALIDATED`.',
      vi: '`mode` là `AUTO`, `ANY` (bắt buộc gọi), `NONE` hoặc `VALIDATED`.',
    },
  ],
  seeAlso: ['gemini-native/formatted-output', 'chatgpt-chat/official-function-calling'],
});
