import { type CallRef, page } from '../../page.ts';
import { encrypted, responseId, responseUsage } from '../../samples/responses.ts';
import { text, unixSeconds } from '../../shape.ts';

const at = (rest: string): CallRef => ({
  dialect: 'openai-responses',
  method: 'POST',
  route: `/v1/responses/${rest}`,
});
const model = 'gpt-5.1';

export default page({
  section: 'responses',
  slug: 'count-and-compact',
  rows: ['R073'],
  title: { en: 'Count and compact a conversation', vi: 'Đếm token và rút gọn hội thoại' },
  intro: {
    en: 'Two helpers for long conversations: how many input tokens a call would have (free), and a shorter form of the conversation to go on with. Codex uses both.',
    vi: 'Hai tiện ích cho hội thoại dài: đếm trước số token đầu vào của một cuộc gọi (miễn phí), và rút gọn hội thoại để nói tiếp. Codex dùng cả hai.',
  },
  call: at('input_tokens'),
  examples: [
    {
      title: { en: 'Count', vi: 'Đếm token' },
      request: { model, input: 'Hello' },
      expect: { reply: { object: 'response.input_tokens', input_tokens: 7 } },
    },
    {
      title: { en: 'Compact', vi: 'Rút gọn' },
      call: at('compact'),
      request: {
        model,
        input: [
          { role: 'user', content: 'Tell me a bedtime story.' },
          { role: 'assistant', content: 'Once upon a time there was a gateway.' },
        ],
      },
      expect: {
        reply: {
          id: responseId,
          object: 'response.compaction',
          created_at: unixSeconds(1741476542),
          output: [
            {
              id: text('msg_67ccd2bf17f0819081ff3bb2cf6508e60bb6a6b4', /^msg_\w{16,}$/),
              type: 'message',
              role: 'user',
              content: [{ type: 'input_text', text: 'Tell me a bedtime story.' }],
            },
            {
              id: text('cmp_67ccd2bf17f0819081ff3bb2cf6508e60bb6a6b4', /^cmp_\w{16,}$/),
              type: 'compaction',
              encrypted_content: encrypted,
            },
          ],
          usage: responseUsage({ input: 24, output: 60 }),
        },
      },
    },
  ],
  notes: [
    {
      en: 'Put the `output` of a compaction in place of the old items in your next `input`, unchanged.',
      vi: 'Ở lần gọi sau, hãy đặt nguyên vẹn `output` của kết quả rút gọn vào `input`, thay cho các mục cũ.',
    },
    {
      en: 'Compacting is charged like a response. With models of other makers the gateway lets the model itself write the summary.',
      vi: 'Rút gọn tính tiền như một phản hồi. Với model của hãng khác, cổng để chính model viết bản tóm tắt.',
    },
  ],
  seeAlso: ['responses/create-model-response', 'responses/stored-responses'],
});
