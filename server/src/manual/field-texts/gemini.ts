/** Google's own format. */
export const geminiTexts: Readonly<Record<string, string>> = {
  'Name of the model, without models/ before it.': 'Tên model, không kèm models/ phía trước.',
  'Your key, where your client cannot send it in a header.':
    'Khóa của bạn, dùng khi ứng dụng không gửi được qua header.',
  'sse: server-sent events; else the answer is one JSON array that grows.':
    'sse: gửi theo server-sent events; nếu không, câu trả lời là một mảng JSON được nối dài dần.',
  'So many models a page, at most 1000; absent: all.': 'Số model mỗi trang, tối đa 1000; bỏ trống là tất cả.',
  'nextPageToken of the page before.': 'nextPageToken của trang trước.',
  'image/png, application/pdf, audio/wav, video/mp4, …':
    'image/png, application/pdf, audio/wav, video/mp4, …',
  'Base64, without a prefix.': 'Base64, không kèm tiền tố.',
  'A piece of text.': 'Một đoạn văn bản.',
  'True: a summary of what the model thought.': 'True: đây là phần tóm tắt suy luận của model.',
  'Comes with an answer; send it back unchanged.': 'Có trong câu trả lời; hãy gửi lại nguyên vẹn.',
  'Picture, sound, film or document.': 'Ảnh, âm thanh, video hoặc tài liệu.',
  'The same by address: https, or a YouTube video.':
    'Như trên nhưng theo địa chỉ: https, hoặc video YouTube.',
  'startOffset ("10s"), endOffset, fps.': 'startOffset ("10s"), endOffset, fps.',
  'A call that the model made.': 'Lời gọi hàm do model đưa ra.',
  'Its result.': 'Kết quả của lời gọi đó.',
  'user or model; absent: user.': 'user hoặc model; bỏ trống là user.',
  'The pieces of this turn.': 'Các phần của lượt này.',
  'So many of the likeliest tokens are sampled from.':
    'Chỉ lấy mẫu trong số bấy nhiêu token có xác suất cao nhất.',
  'The most tokens to produce, thoughts included.': 'Số token tối đa được sinh ra, gồm cả phần suy luận.',
  'Up to 5 texts that end the answer.': 'Tối đa 5 chuỗi; gặp chuỗi nào thì dừng ở đó.',
  'The same seed gives similar answers.': 'Cùng một seed cho các câu trả lời gần giống nhau.',
  'Give log probabilities.': 'Trả về log xác suất của token.',
  'Of so many tokens at each place.': 'Số token kèm log xác suất tại mỗi vị trí.',
  'text/plain, application/json or text/x.enum.': 'text/plain, application/json hoặc text/x.enum.',
  'Schema of the answer in Google\'s words: {"type":"OBJECT",…}.':
    'Schema của câu trả lời theo cách viết của Google: {"type":"OBJECT",…}.',
  'The same as JSON Schema.': 'Như trên nhưng viết bằng JSON Schema.',
  'TEXT, IMAGE, AUDIO.': 'TEXT, IMAGE, AUDIO.',
  'aspectRatio ("16:9"), imageSize ("1K", "2K", "4K").':
    'aspectRatio ("16:9"), imageSize ("1K", "2K", "4K").',
  'voiceConfig.prebuiltVoiceConfig.voiceName; languageCode.':
    'voiceConfig.prebuiltVoiceConfig.voiceName; languageCode.',
  'Show summaries of the thoughts.': 'Hiển thị phần tóm tắt suy luận.',
  'Tokens; 0: off, -1: as the model likes.': 'Số token; 0 là tắt, -1 là để model tự quyết.',
  'minimal, low, medium or high.': 'minimal, low, medium hoặc high.',
  'How much the model thinks.': 'Model suy luận nhiều hay ít.',
  'MEDIA_RESOLUTION_LOW, _MEDIUM or _HIGH.': 'MEDIA_RESOLUTION_LOW, _MEDIUM hoặc _HIGH.',
  'What the model is and how it should behave.': 'Vai trò của model và cách model nên ứng xử.',
  'functionDeclarations, googleSearch, urlContext, codeExecution.':
    'functionDeclarations, googleSearch, urlContext, codeExecution.',
  'functionCallingConfig.mode: AUTO, ANY, NONE or VALIDATED.':
    'functionCallingConfig.mode: AUTO, ANY, NONE hoặc VALIDATED.',
  'How the answer is made.': 'Cách tạo câu trả lời.',
  'Thresholds by category.': 'Ngưỡng lọc theo từng loại nội dung.',
  'Name of a cached content at Google: cachedContents/….':
    'Tên nội dung đã lưu đệm tại Google: cachedContents/….',
  'Your own labels (Vertex AI).': 'Nhãn do bạn tự đặt (Vertex AI).',
  'A whole request, with its system instruction and tools, in place of contents.':
    'Trọn một yêu cầu, gồm cả lời dặn hệ thống và công cụ, thay cho contents.',
  'models/NAME; the name in the path counts.': 'models/TÊN; tên trên đường dẫn mới có hiệu lực.',
  'What to embed.': 'Nội dung cần tạo vector.',
  'RETRIEVAL_QUERY, RETRIEVAL_DOCUMENT, SEMANTIC_SIMILARITY, CLASSIFICATION, CLUSTERING, …':
    'RETRIEVAL_QUERY, RETRIEVAL_DOCUMENT, SEMANTIC_SIMILARITY, CLASSIFICATION, CLUSTERING, …',
  'Of a document to be retrieved.': 'Tiêu đề của tài liệu cần truy xuất.',
  'Length of the vector, where the model can shorten it.': 'Độ dài vector, nếu model cho phép rút gọn.',
  'One for each vector.': 'Mỗi phần tử cho một vector.',
  'What the picture shows.': 'Nội dung bức ảnh.',
  'One prompt.': 'Một mô tả.',
  'How many pictures; all are charged.': 'Số ảnh; tất cả đều bị tính tiền.',
  '1:1, 3:4, 4:3, 9:16 or 16:9.': '1:1, 3:4, 4:3, 9:16 hoặc 16:9.',
  '1K or 2K.': '1K hoặc 2K.',
  'dont_allow, allow_adult or allow_all.': 'dont_allow, allow_adult hoặc allow_all.',
};
