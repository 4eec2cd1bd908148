import { many, once, page } from '../../page.ts';
import { base64 } from '../../samples/audio.ts';
import { chunk, completion, createChat, lastSteps, roleStep } from '../../samples/chat.ts';
import { text, unixSeconds } from '../../shape.ts';

const model = 'gpt-audio-1.5';
const audioId = text('audio_ZOZkk3qwRXWMDLqXUg5xFN7b', /^audio_\w{8,}$/);
const question = [{ role: 'user', content: 'Is a golden retriever a good family dog?' }];
const answer = `You said: “Is a golden retriever a good family dog?”. This is a simulated answer of ${model}.`;

export default page({
  section: 'chatgpt-audio',
  slug: 'gpt-4o-audio',
  rows: ['R006'],
  title: { en: 'GPT-4o-audio', vi: 'GPT-4o-audio' },
  intro: {
    en: 'A chat whose answer is spoken: ask for `modalities` text and audio, and say which voice and format. The answer holds the sound in base64 and the words that were said.',
    vi: 'Trò chuyện với câu trả lời bằng giọng nói: đặt `modalities` gồm text và audio, rồi chọn giọng và định dạng. Kết quả gồm âm thanh dạng base64 và nội dung đã nói.',
  },
  call: createChat,
  examples: [
    {
      title: { en: 'A spoken answer as a WAV file', vi: 'Câu trả lời bằng giọng nói, tệp WAV' },
      request: {
        model,
        modalities: ['text', 'audio'],
        audio: { voice: 'alloy', format: 'wav' },
        messages: question,
      },
      expect: {
        reply: completion(
          model,
          [
            {
              message: {
                content: null,
                audio: {
                  id: audioId,
                  data: base64,
                  expires_at: unixSeconds(1741573552),
                  transcript: answer,
                },
              },
            },
          ],
          { input: 16, output: 34, spoken: 4, media: { text: 16, image: 0 } },
        ),
      },
    },
    {
      title: { en: 'The same as a stream', vi: 'Nhận dần qua stream' },
      request: {
        model,
        modalities: ['text', 'audio'],
        audio: { voice: 'alloy', format: 'pcm16' },
        messages: question,
        stream: true,
        stream_options: { include_usage: true },
      },
      expect: {
        stream: [
          roleStep(model, null),
          once(chunk(model, { audio: { id: audioId, transcript: text('You', /./s) } }), {
            en: 'The first piece of the words, with the id of the answer.',
            vi: 'Mẩu đầu tiên của lời nói, kèm mã của câu trả lời.',
          }),
          many(chunk(model, { audio: { transcript: text(' said', /./s) } }), {
            en: 'More of the words.',
            vi: 'Các mẩu lời nói tiếp theo.',
          }),
          many(chunk(model, { audio: { id: audioId, data: base64 } }), {
            en: 'Pieces of the sound: decode each, join the bytes.',
            vi: 'Các mẩu âm thanh: giải mã từng mẩu rồi ghép các byte lại.',
          }),
          once(chunk(model, { audio: { expires_at: unixSeconds(1741573552) } }), {
            en: 'When the id is forgotten.',
            vi: 'Thời điểm mã này hết hiệu lực.',
          }),
          ...lastSteps(model, { input: 16, output: 34, spoken: 4, media: { text: 16, image: 0 } }),
        ],
      },
    },
  ],
  notes: [
    {
      en: '`gpt-4o-audio-preview` went into `gpt-audio` and `gpt-audio-1.5`; the old name works where an operator’s channel still has it.',
      vi: '`gpt-4o-audio-preview` đã được thay bằng `gpt-audio` và `gpt-audio-1.5`; tên cũ vẫn dùng được nếu kênh của quản trị viên còn model này.',
    },
    {
      en: 'Send sound too: a part `{"type": "input_audio", "input_audio": {"data": "<base64>", "format": "wav"}}` inside `content`; wav or mp3.',
      vi: 'Có thể gửi âm thanh: thêm phần `{"type": "input_audio", "input_audio": {"data": "<base64>", "format": "wav"}}` vào `content`; nhận wav hoặc mp3.',
    },
    {
      en: 'Sound is charged by tokens of its own price, many times that of text; `audio_tokens` in `usage` counts them.',
      vi: 'Âm thanh tính theo token với đơn giá riêng, cao hơn văn bản nhiều lần; số lượng nằm ở `audio_tokens` trong `usage`.',
    },
    {
      en: 'A stream gives `pcm16` only: 24 kHz, 16 bit, mono, without a header.',
      vi: 'Khi stream chỉ nhận được `pcm16`: 24 kHz, 16 bit, một kênh, không có header.',
    },
  ],
  seeAlso: [
    'chatgpt-audio/create-voice-gpt-4o-mini-tts',
    'chatgpt-realtime/realtime-session',
    'chatgpt-chat/create-chat-completion',
  ],
});
