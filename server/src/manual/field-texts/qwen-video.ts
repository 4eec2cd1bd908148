/** Wan films over DashScope. What the Hailuo texts say already is said there. */
export const qwenVideoTexts: Readonly<Record<string, string>> = {
  'What the film shows; up to 5,000 characters with the newest models.':
    'Nội dung video; tối đa 5.000 ký tự với các model mới nhất.',
  'What must not be seen, up to 500 characters.': 'Những gì không được xuất hiện, tối đa 500 ký tự.',
  'First frame, for models up to wan2.6: address, or data URL with base64.':
    'Khung đầu, cho các model đến wan2.6: địa chỉ hoặc data URL dạng base64.',
  'First frame, for kf2v models.': 'Khung đầu, cho các model kf2v.',
  'Last frame, for kf2v models.': 'Khung cuối, cho các model kf2v.',
  'Who speaks, for s2v models.': 'Ảnh người nói, cho các model s2v.',
  'Address of a voice or of music that the film follows, from wan2.5 on.':
    'Địa chỉ giọng nói hoặc nhạc mà video bám theo, từ wan2.5.',
  'Name of an effect, in place of a prompt.': 'Tên hiệu ứng, dùng thay cho lời mô tả.',
  'Pictures and films to go by, for wan2.6 r2v models.': 'Ảnh và video tham chiếu, cho các model wan2.6 r2v.',
  'first_frame, last_frame, first_clip, driving_audio, reference_image, reference_video or video.':
    'first_frame, last_frame, first_clip, driving_audio, reference_image, reference_video hoặc video.',
  'Address; of pictures also a data URL with base64.': 'Địa chỉ; với ảnh có thể là data URL dạng base64.',
  'Address of the voice of this reference.': 'Địa chỉ giọng nói của tham chiếu này.',
  'All pictures, films and sounds, from wan2.7 on.': 'Toàn bộ ảnh, video và âm thanh, từ wan2.7.',
  '480P, 720P or 1080P; which of them depends on the model.':
    '480P, 720P hoặc 1080P; tùy model hỗ trợ mức nào.',
  'Pixels with an asterisk, 1280*720, for text-to-video models up to wan2.6.':
    'Số điểm ảnh nối bằng dấu sao, 1280*720, cho các model tạo video từ văn bản đến wan2.6.',
  '16:9, 9:16, 1:1, 4:3 or 3:4, from wan2.7 on.': '16:9, 9:16, 1:1, 4:3 hoặc 3:4, từ wan2.7.',
  'Seconds: 5 when absent; wan2.5 takes 5 or 10, wan2.7 takes 2 to 15, wan3.0 up to 30.':
    'Số giây: bỏ trống là 5; wan2.5 nhận 5 hoặc 10, wan2.7 nhận từ 2 đến 15, wan3.0 đến 30.',
  'Let a language model write the prompt out; true when absent.':
    'Cho mô hình ngôn ngữ viết chi tiết lời mô tả; bỏ trống nghĩa là true.',
  'Put a mark into the corner; false when absent.': 'Gắn dấu ở góc; bỏ trống nghĩa là false.',
  'Make sound too, for wan2.5 and the flash models; true when absent.':
    'Tạo cả âm thanh, cho wan2.5 và các model flash; bỏ trống nghĩa là true.',
  'The same number makes films more alike, 0 to 2147483647.':
    'Cùng một số cho các video giống nhau hơn, từ 0 đến 2147483647.',
  'single or multi: one shot or several, for wan2.6.':
    'single hoặc multi: một hay nhiều cảnh quay, cho wan2.6.',
  'What the film is made from.': 'Nguyên liệu để tạo video.',
  'How it is made.': 'Cách tạo video.',
  'Page, from 1.': 'Trang, đếm từ 1.',
  'Tasks on a page, 10 when absent, at most 100.': 'Số tác vụ mỗi trang, bỏ trống là 10, tối đa 100.',
  'PENDING, RUNNING, SUCCEEDED, FAILED or CANCELED.': 'PENDING, RUNNING, SUCCEEDED, FAILED hoặc CANCELED.',
  'Only tasks of this model.': 'Chỉ các tác vụ của model này.',
  'From then on, Beijing time: 20261123000000.': 'Từ thời điểm này, giờ Bắc Kinh: 20261123000000.',
  'Until then.': 'Đến thời điểm này.',
};
