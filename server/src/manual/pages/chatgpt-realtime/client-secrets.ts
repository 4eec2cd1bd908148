import { page } from '../../page.ts';
import { like, secretSample, session } from '../../samples/realtime.ts';
import { text, unixSeconds } from '../../shape.ts';

const model = 'gpt-realtime-2.1';

export default page({
  section: 'chatgpt-realtime',
  slug: 'client-secrets',
  rows: [],
  title: { en: 'Short-lived keys', vi: 'Khóa ngắn hạn' },
  intro: {
    en: 'A browser or an app must not hold your key. Your server asks for a short-lived one and hands it over; it opens sessions with the settings that you gave it, and nothing else.',
    vi: 'Trình duyệt hoặc ứng dụng không nên giữ khóa của bạn. Máy chủ của bạn xin một khóa ngắn hạn rồi chuyển cho ứng dụng; khóa này chỉ mở được phiên với các thiết lập bạn đã chọn.',
  },
  call: { dialect: 'openai-realtime', method: 'POST', route: '/v1/realtime/client_secrets' },
  examples: [
    {
      title: { en: 'A key for ten minutes', vi: 'Khóa dùng trong mười phút' },
      request: {
        expires_after: { anchor: 'created_at', seconds: 600 },
        session: {
          type: 'realtime',
          model,
          output_modalities: ['audio'],
          instructions: 'Be brief.',
          audio: { output: { voice: 'marin' } },
        },
      },
      expect: {
        reply: {
          value: text(secretSample, /^ek_/),
          expires_at: unixSeconds(1741573552),
          session: like(session(model, ['audio'], 0)),
        },
      },
    },
    {
      title: { en: 'The same in the form of the beta', vi: 'Theo định dạng của bản beta' },
      call: { dialect: 'openai-realtime', method: 'POST', route: '/v1/realtime/sessions' },
      request: { model, modalities: ['audio', 'text'], voice: 'alloy' },
      expect: {
        reply: {
          id: text('sess_01N1XGqMZryX4kWXyDzRn', /^sess_\w+$/),
          object: 'realtime.session',
          model,
          modalities: ['audio', 'text'],
          instructions: '',
          voice: 'alloy',
          input_audio_format: 'pcm16',
          output_audio_format: 'pcm16',
          input_audio_transcription: null,
          turn_detection: {
            type: 'server_vad',
            threshold: 0.5,
            prefix_padding_ms: 300,
            silence_duration_ms: 200,
          },
          tools: [],
          tool_choice: 'auto',
          temperature: 0.8,
          max_response_output_tokens: 'inf',
          speed: 1,
          tracing: null,
          client_secret: { value: text(secretSample, /^ek_/), expires_at: unixSeconds(1741573552) },
        },
      },
    },
  ],
  notes: [
    {
      en: 'The key stands for yours: its limits, its group and its balance. It dies with it, too.',
      vi: 'Khóa ngắn hạn đại diện cho khóa của bạn: cùng giới hạn, cùng nhóm, cùng số dư, và mất hiệu lực khi khóa gốc bị thu hồi.',
    },
    {
      en: 'A session that was opened goes on after the key has expired.',
      vi: 'Phiên đã mở vẫn tiếp tục sau khi khóa hết hạn.',
    },
    {
      en: 'Making one is free.',
      vi: 'Tạo khóa ngắn hạn không mất tiền.',
    },
  ],
  seeAlso: ['chatgpt-realtime/realtime-session'],
});
