/** Fields of chat completions that some models alone have. */
export const openaiChatTexts: Readonly<Record<string, string>> = {
  'Models that paint in the chat: shape and size of the picture.':
    'Model vẽ ảnh trong hội thoại: tỷ lệ và độ phân giải của ảnh.',
  '1:1, 3:4, 4:3, 9:16, 16:9, …': '1:1, 3:4, 4:3, 9:16, 16:9, …',
  '1K, 2K or 4K, where the model has sizes.': '1K, 2K hoặc 4K, nếu model cho chọn độ phân giải.',
  'Fields of single makers: google.thinking_config, google.image_config.':
    'Các trường riêng của từng hãng: google.thinking_config, google.image_config.',
  'Search models: search the web before answering; {} is enough.':
    'Model tìm kiếm: tra cứu web trước khi trả lời; chỉ cần {} là đủ.',
  'low, medium or high: how much is read.': 'low, medium hoặc high: lượng nội dung được đọc.',
  '{"type":"approximate","approximate":{"country":"VN","city":"Hanoi"}}':
    '{"type":"approximate","approximate":{"country":"VN","city":"Hanoi"}}',
  'Models that draw: 1024x1024, 1536x1024 or 1024x1536.':
    'Model vẽ ảnh: 1024x1024, 1536x1024 hoặc 1024x1536.',
  'Models that draw: low, medium or high.': 'Model vẽ ảnh: low, medium hoặc high.',
  'Qwen-MT: what to translate into what.': 'Qwen-MT: dịch từ ngôn ngữ nào sang ngôn ngữ nào.',
  'English name of the language, or auto.': 'Tên tiếng Anh của ngôn ngữ, hoặc auto.',
  'English name of the language to translate into.': 'Tên tiếng Anh của ngôn ngữ đích.',
  'Words that have a fixed translation.': 'Các thuật ngữ có cách dịch cố định.',
  'Sentences that were translated before, as examples.': 'Các câu đã dịch trước đó, dùng làm mẫu.',
  'The field and the style, in English.': 'Lĩnh vực và văn phong, viết bằng tiếng Anh.',
  'With modalities text and audio: voice and format of the spoken answer.':
    'Dùng khi modalities gồm text và audio: giọng đọc và định dạng của câu trả lời bằng giọng nói.',
  'wav, mp3, flac, opus or pcm16; streams: pcm16 only.':
    'wav, mp3, flac, opus hoặc pcm16; khi stream chỉ dùng được pcm16.',
};
