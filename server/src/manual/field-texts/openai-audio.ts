/** OpenAI's audio endpoints. */
export const openaiAudioTexts: Readonly<Record<string, string>> = {
  'The text to speak; OpenAI takes at most 4096 characters.':
    'Văn bản cần đọc; OpenAI nhận tối đa 4096 ký tự.',
  'alloy, ash, ballad, coral, echo, fable, nova, onyx, sage, shimmer, verse, marin, cedar, or {"id": "…"}.':
    'alloy, ash, ballad, coral, echo, fable, nova, onyx, sage, shimmer, verse, marin, cedar, hoặc {"id": "…"}.',
  'How to speak; not for tts-1 and tts-1-hd.': 'Cách đọc; không dùng cho tts-1 và tts-1-hd.',
  'mp3 (when absent), opus, aac, flac, wav or pcm. pcm: 24 kHz, 16 bit, mono, no header.':
    'mp3 (mặc định), opus, aac, flac, wav hoặc pcm. pcm: 24 kHz, 16 bit, một kênh, không có header.',
  '0.25 to 4; 1 when absent.': 'Từ 0.25 đến 4; mặc định là 1.',
  'audio: the bytes as they are made; sse: events with base64 (not for tts-1).':
    'audio: gửi byte ngay khi có; sse: gửi sự kiện chứa base64 (không dùng cho tts-1).',
  'The sound file: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav or webm.':
    'Tệp âm thanh: flac, mp3, mp4, mpeg, mpga, m4a, ogg, wav hoặc webm.',
  'Text that guides the style or goes before the sound.':
    'Văn bản gợi ý văn phong, hoặc phần đứng trước đoạn âm thanh.',
  '0 to 1; 0 when absent.': 'Từ 0 đến 1; mặc định là 0.',
  'Language of the sound, ISO 639-1.': 'Ngôn ngữ của âm thanh, theo ISO 639-1.',
  'Possible languages; gpt-transcribe only.': 'Các ngôn ngữ có thể gặp; chỉ dùng cho gpt-transcribe.',
  'Words to expect; gpt-transcribe only.': 'Các từ có thể xuất hiện; chỉ dùng cho gpt-transcribe.',
  'json when absent; which of them a model has differs.':
    'Mặc định là json; mỗi model hỗ trợ một số định dạng khác nhau.',
  'With verbose_json: times of words, segments, or both.':
    'Dùng với verbose_json: mốc thời gian theo từ, theo đoạn, hoặc cả hai.',
  'logprobs: how sure the model was of each token.': 'logprobs: mức độ chắc chắn của model với từng token.',
  'Send the text as it is heard; whisper-1 leaves it out.':
    'Gửi văn bản dần theo lúc nghe; whisper-1 bỏ qua trường này.',
  'auto, or a JSON object of type server_vad.': 'auto, hoặc một đối tượng JSON kiểu server_vad.',
  'Sound of each known speaker, 2 to 10 s, as data: URLs.':
    'Mẫu giọng của từng người nói đã biết, dài 2 đến 10 giây, dưới dạng URL data:.',
};
