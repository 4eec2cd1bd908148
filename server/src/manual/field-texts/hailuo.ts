/** Hailuo (MiniMax). */
export const hailuoTexts: Readonly<Record<string, string>> = {
  'MiniMax-Hailuo-2.3 (text, first frame), MiniMax-Hailuo-2.3-Fast (first frame), MiniMax-Hailuo-02 (text, first frame, first and last frame), or an older T2V-01, I2V-01, S2V-01.':
    'MiniMax-Hailuo-2.3 (văn bản, khung đầu), MiniMax-Hailuo-2.3-Fast (khung đầu), MiniMax-Hailuo-02 (văn bản, khung đầu, khung đầu và cuối), hoặc các model cũ T2V-01, I2V-01, S2V-01.',
  'What happens, at most 2,000 characters. Camera moves stand in brackets: [Push in], [Pan left, Tilt up]. May be left out with a first frame.':
    'Nội dung video, tối đa 2.000 ký tự. Chuyển động máy quay đặt trong ngoặc vuông: [Push in], [Pan left, Tilt up]. Có thể bỏ trống khi có khung đầu.',
  'Seconds: 6 (default) or 10; 1080P has 6 only.': 'Số giây: 6 (mặc định) hoặc 10; 1080P chỉ có 6.',
  '768P (default), 1080P; 512P from a first frame with MiniMax-Hailuo-02; 720P with the older models.':
    '768P (mặc định), 1080P; 512P khi có khung đầu với MiniMax-Hailuo-02; 720P với các model cũ.',
  'The picture that the film begins with: address or data URL, JPG, PNG or WebP below 20 MB. It gives the film its shape.':
    'Ảnh mở đầu video: địa chỉ hoặc data URL, dạng JPG, PNG hoặc WebP dưới 20 MB. Ảnh này quyết định tỉ lệ khung hình.',
  'The picture that the film ends with, for MiniMax-Hailuo-02 in 768P or 1080P; cut to the shape of the first.':
    'Ảnh kết thúc video, dùng với MiniMax-Hailuo-02 ở 768P hoặc 1080P; được cắt theo tỉ lệ của ảnh đầu.',
  'character.': 'character.',
  'One picture of a face: address or data URL, in a list.':
    'Một ảnh khuôn mặt: địa chỉ hoặc data URL, đặt trong danh sách.',
  'Who the film is about, for S2V-01.': 'Nhân vật của video, dùng với S2V-01.',
  'Let MiniMax improve the prompt; true when absent.':
    'Cho MiniMax tự cải thiện lời mô tả; bỏ trống nghĩa là true.',
  'Improve the prompt in less time.': 'Rút ngắn thời gian cải thiện lời mô tả.',
  'Put a mark into the film that it was made by a machine.': 'Gắn dấu cho biết video do máy tạo ra.',
  'Your address, which is told of each change of the task.':
    'Địa chỉ của bạn, được báo mỗi khi tác vụ thay đổi.',
  'The task, as the submission answered it.': 'Mã tác vụ, như trong câu trả lời khi gửi.',
  'The file of a finished task; the task’s own id will do.':
    'Mã tệp của một tác vụ đã xong; dùng chính mã tác vụ cũng được.',
};
