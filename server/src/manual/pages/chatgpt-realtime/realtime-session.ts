import { many, once, page } from '../../page.ts';
import { like, session } from '../../samples/realtime.ts';
import type { Json } from '../../shape.ts';

const model = 'gpt-realtime-2.1';
const answer = `You said: “Say hello.”. This is a simulated answer of ${model}.`;

const event = (type: string, more: { readonly [name: string]: Json }) =>
  like({ type, event_id: 'event_3AmtwJioau10ML6sPmv89', ...more });
const item = 'item_2qMSmq1Ml7025j0yhKpbo';
const response = 'resp_sjra5GMymJa0Qd4hybXHy';
const asked = {
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text: 'Say hello.' }],
  id: item,
  object: 'realtime.item',
  status: 'completed',
};
const said = (status: string, content: readonly Json[]) => ({
  id: 'item_JTEeNm1kNzUoIxntWXX4P',
  object: 'realtime.item',
  type: 'message',
  role: 'assistant',
  status,
  content,
});
const whole = said('completed', [{ type: 'output_text', text: answer }]);
const place = {
  response_id: response,
  item_id: 'item_JTEeNm1kNzUoIxntWXX4P',
  output_index: 0,
  content_index: 0,
};
const answered = (status: string, output: readonly Json[], usage: Json) => ({
  object: 'realtime.response',
  id: response,
  status,
  status_details: null,
  output,
  conversation_id: 'conv_w069u9WDLG7931UjOdCKf',
  output_modalities: ['text'],
  max_output_tokens: 'inf',
  audio: { output: { format: { type: 'audio/pcm', rate: 24000 }, voice: 'marin' } },
  usage,
  metadata: null,
});

export default page({
  section: 'chatgpt-realtime',
  slug: 'realtime-session',
  rows: [],
  title: { en: 'Realtime session', vi: 'Phiên trò chuyện thời gian thực' },
  intro: {
    en: 'A conversation over a WebSocket: you send events, the model answers with events, in text or in speech, while it still listens. OpenAI’s SDK opens it with the gateway’s address as its base URL.',
    vi: 'Trò chuyện qua WebSocket: bạn gửi các sự kiện, model trả lời bằng sự kiện, dạng chữ hoặc giọng nói, và vẫn tiếp tục lắng nghe. SDK của OpenAI mở được phiên này khi đặt base URL là địa chỉ của cổng.',
  },
  call: { dialect: 'openai-realtime', method: 'GET', route: '/v1/realtime' },
  examples: [
    {
      title: { en: 'One turn in text', vi: 'Một lượt hỏi đáp bằng chữ' },
      query: { model },
      events: [
        {
          type: 'session.update',
          session: { type: 'realtime', output_modalities: ['text'], instructions: 'Be brief.' },
        },
        {
          type: 'conversation.item.create',
          item: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Say hello.' }] },
        },
        { type: 'response.create' },
      ],
      expect: {
        session: [
          once(event('session.created', { session: session(model, ['audio'], 1741573552) }), {
            en: 'The session is open; these are its settings.',
            vi: 'Phiên đã mở; đây là các thiết lập.',
          }),
          once(event('session.updated', { session: session(model, ['text'], 1741573552) }), {
            en: 'Your settings are in force.',
            vi: 'Thiết lập của bạn đã có hiệu lực.',
          }),
          once(event('conversation.item.added', { previous_item_id: null, item: asked }), {
            en: 'Your message stands in the conversation.',
            vi: 'Tin nhắn của bạn đã được đưa vào cuộc trò chuyện.',
          }),
          once(event('conversation.item.done', { previous_item_id: null, item: asked }), {
            en: 'It is whole.',
            vi: 'Tin nhắn đã đầy đủ.',
          }),
          once(event('response.created', { response: answered('in_progress', [], null) }), {
            en: 'The model begins to answer.',
            vi: 'Model bắt đầu trả lời.',
          }),
          once(
            event('rate_limits.updated', {
              rate_limits: [{ name: 'requests', limit: 1000, remaining: 999, reset_seconds: 60 }],
            }),
            { en: 'What is left of the limits.', vi: 'Hạn mức còn lại.' },
          ),
          once(
            event('response.output_item.added', {
              response_id: response,
              output_index: 0,
              item: said('in_progress', []),
            }),
            { en: 'A message of the answer begins.', vi: 'Bắt đầu một tin nhắn trả lời.' },
          ),
          once(event('conversation.item.added', { previous_item_id: item, item: said('in_progress', []) }), {
            en: 'It stands in the conversation too.',
            vi: 'Tin nhắn này cũng nằm trong cuộc trò chuyện.',
          }),
          once(event('response.content_part.added', { ...place, part: { type: 'text', text: '' } }), {
            en: 'A part of it begins.',
            vi: 'Bắt đầu một phần nội dung.',
          }),
          many(event('response.output_text.delta', { ...place, delta: 'You said:' }), {
            en: 'Pieces of the text: join them in order.',
            vi: 'Từng mẩu văn bản: ghép lại theo thứ tự.',
          }),
          once(event('response.output_text.done', { ...place, text: answer }), {
            en: 'The whole text.',
            vi: 'Toàn bộ văn bản.',
          }),
          once(event('response.content_part.done', { ...place, part: { type: 'text', text: answer } }), {
            en: 'The part is whole.',
            vi: 'Phần nội dung đã đầy đủ.',
          }),
          once(event('conversation.item.done', { previous_item_id: item, item: whole }), {
            en: 'The message is whole.',
            vi: 'Tin nhắn đã đầy đủ.',
          }),
          once(event('response.output_item.done', { response_id: response, output_index: 0, item: whole }), {
            en: 'The same as a part of the answer.',
            vi: 'Cũng là tin nhắn đó, xét trong câu trả lời.',
          }),
          once(
            event('response.done', {
              response: answered('completed', [whole], {
                total_tokens: 31,
                input_tokens: 12,
                output_tokens: 19,
                input_token_details: {
                  text_tokens: 12,
                  audio_tokens: 0,
                  image_tokens: 0,
                  cached_tokens: 0,
                  cached_tokens_details: { text_tokens: 0, audio_tokens: 0, image_tokens: 0 },
                },
                output_token_details: { text_tokens: 19, audio_tokens: 0 },
              }),
            }),
            {
              en: 'The end of the answer with its tokens; this is when it is charged.',
              vi: 'Kết thúc câu trả lời kèm số token; lúc này mới tính tiền.',
            },
          ),
        ],
      },
    },
  ],
  notes: [
    {
      en: 'Speech: send `input_audio_buffer.append` with base64 of 24 kHz, 16 bit, mono; the model notices by itself when you stop. Its speech comes in `response.output_audio.delta`, the words in `response.output_audio_transcript.delta`.',
      vi: 'Giọng nói: gửi `input_audio_buffer.append` với base64 của âm thanh 24 kHz, 16 bit, một kênh; model tự nhận ra khi bạn ngừng nói. Giọng trả lời nằm trong `response.output_audio.delta`, nội dung lời nói trong `response.output_audio_transcript.delta`.',
    },
    {
      en: 'The key goes into the header `Authorization`. A browser cannot set one: it offers the subprotocols `realtime` and `openai-insecure-api-key.<key>`, where the key should be a short-lived one.',
      vi: 'Khóa nằm trong header `Authorization`. Trình duyệt không đặt được header này nên gửi hai subprotocol `realtime` và `openai-insecure-api-key.<key>`, trong đó nên dùng khóa ngắn hạn.',
    },
    {
      en: 'Each answer is charged when it ends. Earlier turns are input again with every answer, so long sessions grow dearer; most of that is cached.',
      vi: 'Mỗi câu trả lời được tính tiền khi kết thúc. Các lượt trước lại là đầu vào của mỗi câu trả lời mới nên phiên càng dài càng tốn; phần lớn trong đó được lấy từ bộ nhớ đệm.',
    },
    {
      en: 'Clients of the beta, with the header `OpenAI-Beta: realtime=v1`, can connect and hear the events of this page, not those of the beta; WebRTC and SIP are not served, because sound would go past the gateway.',
      vi: 'Ứng dụng dùng bản beta với header `OpenAI-Beta: realtime=v1` vẫn kết nối được nhưng nhận các sự kiện như trang này, không phải của bản beta; WebRTC và SIP không được hỗ trợ vì âm thanh sẽ không đi qua cổng.',
    },
  ],
  seeAlso: ['chatgpt-realtime/client-secrets', 'chatgpt-audio/gpt-4o-audio'],
});
