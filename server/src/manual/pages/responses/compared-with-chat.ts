import { page } from '../../page.ts';
import { completion, createChat } from '../../samples/chat.ts';
import { createResponse, messageItem, response } from '../../samples/responses.ts';

const question = 'Say hello in one sentence.';
const said = 'You said: “Say hello in one sentence.”. This is a simulated answer of gpt-4.1.';

export default page({
  section: 'responses',
  slug: 'compared-with-chat',
  rows: ['R072'],
  title: {
    en: 'Comparison between Responses API and Chat API',
    vi: 'So sánh Responses API và Chat API',
  },
  intro: {
    en: 'Two ways to ask the same models. Chat (`/v1/chat/completions`) is the older one, and every tool knows it. Responses (`/v1/responses`) is OpenAI’s newer one: it shows what the model did step by step, keeps answers, and is what Codex speaks. Here both work with every chat model, whoever made it.',
    vi: 'Hai cách gọi cùng các model. Chat (`/v1/chat/completions`) ra đời trước và công cụ nào cũng hỗ trợ. Responses (`/v1/responses`) là API mới hơn của OpenAI: cho thấy từng bước model đã làm, lưu lại câu trả lời, và là định dạng mà Codex dùng. Tại đây cả hai đều dùng được với mọi model trò chuyện của mọi hãng.',
  },
  examples: [
    {
      title: { en: 'Asked by Chat', vi: 'Hỏi bằng Chat' },
      call: createChat,
      request: { model: 'gpt-4.1', messages: [{ role: 'user', content: question }] },
      expect: {
        reply: completion('gpt-4.1', [{ message: { content: said } }], { input: 12, output: 24 }),
      },
    },
    {
      title: { en: 'Asked by Responses', vi: 'Hỏi bằng Responses' },
      call: createResponse,
      request: { model: 'gpt-4.1', input: question },
      expect: { reply: response('gpt-4.1', [messageItem(said)], { input: 12, output: 24 }) },
    },
  ],
  tables: [
    {
      title: { en: 'What differs', vi: 'Điểm khác nhau' },
      columns: [
        { en: 'What', vi: 'Nội dung' },
        { en: 'Chat', vi: 'Chat' },
        { en: 'Responses', vi: 'Responses' },
      ],
      rows: [
        [{ en: 'Conversation', vi: 'Hội thoại' }, '`messages`', '`input`, `instructions`'],
        [
          { en: 'Earlier turns', vi: 'Các lượt trước' },
          { en: 'You send them again each time', vi: 'Bạn gửi lại mỗi lần' },
          {
            en: '`previous_response_id`, or you send them again',
            vi: '`previous_response_id`, hoặc bạn gửi lại',
          },
        ],
        [
          { en: 'Answer', vi: 'Câu trả lời' },
          '`choices[0].message.content`',
          {
            en: '`output[]`: items of type `message`, `reasoning`, `function_call` …',
            vi: '`output[]`: các mục loại `message`, `reasoning`, `function_call` …',
          },
        ],
        [
          { en: 'Thoughts', vi: 'Phần suy luận' },
          '`reasoning_effort`; `reasoning_content`',
          {
            en: '`reasoning.effort`, `reasoning.summary`; items of type `reasoning`',
            vi: '`reasoning.effort`, `reasoning.summary`; mục loại `reasoning`',
          },
        ],
        [
          { en: 'A function', vi: 'Khai báo hàm' },
          '`{"type":"function","function":{"name":…}}`',
          '`{"type":"function","name":…}`',
        ],
        [
          { en: 'A function’s result', vi: 'Kết quả của hàm' },
          {
            en: 'Message of role `tool` with `tool_call_id`',
            vi: 'Tin nhắn vai trò `tool` kèm `tool_call_id`',
          },
          {
            en: 'Item `function_call_output` with `call_id`',
            vi: 'Mục `function_call_output` kèm `call_id`',
          },
        ],
        [{ en: 'Structured output', vi: 'Đầu ra có cấu trúc' }, '`response_format`', '`text.format`'],
        [
          { en: 'Limit of the answer', vi: 'Giới hạn câu trả lời' },
          '`max_completion_tokens`',
          '`max_output_tokens`',
        ],
        [{ en: 'Several answers', vi: 'Nhiều câu trả lời' }, '`n`', { en: 'No', vi: 'Không có' }],
        [
          { en: 'Web search', vi: 'Tìm kiếm web' },
          '`web_search_options`',
          '`tools: [{"type":"web_search"}]`',
        ],
        [
          { en: 'Why it ended', vi: 'Lý do kết thúc' },
          '`finish_reason`',
          '`status`, `incomplete_details.reason`',
        ],
        [
          { en: 'Stream', vi: 'Stream' },
          {
            en: 'Chunks of one kind; ends with `[DONE]`',
            vi: 'Các mẩu cùng một loại; kết thúc bằng `[DONE]`',
          },
          {
            en: 'Named events; ends with `response.completed`',
            vi: 'Các sự kiện có tên; kết thúc bằng `response.completed`',
          },
        ],
        [
          { en: 'Token counts in a stream', vi: 'Số token khi stream' },
          { en: 'With `stream_options.include_usage`', vi: 'Khi có `stream_options.include_usage`' },
          { en: 'Always', vi: 'Luôn có' },
        ],
        [
          { en: 'Names of the counts', vi: 'Tên các số đếm' },
          '`prompt_tokens`, `completion_tokens`',
          '`input_tokens`, `output_tokens`',
        ],
        [
          { en: 'Kept afterwards', vi: 'Lưu lại sau khi trả lời' },
          { en: 'No', vi: 'Không' },
          {
            en: 'Unless `store` is false: fetch, go on from, delete',
            vi: 'Có, trừ khi `store` là false: xem lại, nối tiếp, xóa',
          },
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'The price is the same: tokens cost what they cost, whichever way you ask.',
      vi: 'Giá như nhau: chi phí tính theo token, không phụ thuộc cách gọi.',
    },
    {
      en: 'Some models of OpenAI exist in Responses only (`o3-pro`, `gpt-5-pro`, Codex models); asked by Chat, they are called through Responses for you.',
      vi: 'Một số model của OpenAI chỉ có trong Responses (`o3-pro`, `gpt-5-pro`, các model Codex); nếu bạn gọi bằng Chat, cổng sẽ tự chuyển sang Responses.',
    },
  ],
  seeAlso: ['responses/create-model-response', 'chatgpt-chat/create-chat-completion'],
});
