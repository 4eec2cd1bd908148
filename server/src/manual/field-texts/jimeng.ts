/** Jimeng's films. */
export const jimengTexts: Readonly<Record<string, string>> = {
  'What the film shows; at most 800 characters.': 'Nội dung video; tối đa 800 ký tự.',
  'First picture: http(s) address or data URL (JPEG, PNG).':
    'Ảnh đầu: địa chỉ http(s) hoặc data URL (JPEG, PNG).',
  'In place of image_url: the first picture, or the first and the last one.':
    'Thay cho image_url: ảnh đầu, hoặc ảnh đầu và ảnh cuối.',
  'Seconds: 5 (unless told) or 10.': 'Số giây: 5 (mặc định) hoặc 10.',
  '16:9 (unless told), 9:16, 1:1, 4:3, 3:4 or 21:9; a picture decides it itself.':
    '16:9 (mặc định), 9:16, 1:1, 4:3, 3:4 hoặc 21:9; khi có ảnh thì theo khuôn của ảnh.',
  '720p (unless told) or 1080p, with jimeng-video-3.0.': '720p (mặc định) hoặc 1080p, với jimeng-video-3.0.',
  'Taken for older clients; Jimeng 3.0 has nothing of the kind.':
    'Giữ lại cho ứng dụng cũ; Jimeng 3.0 không có tham số này.',
  'The same seed gives a similar film; -1 is random.': 'Cùng seed cho video tương tự; -1 là ngẫu nhiên.',
  'jimeng-video-3.0 (unless told), jimeng-video-3.0-1080p or jimeng-video-3.0-pro.':
    'jimeng-video-3.0 (mặc định), jimeng-video-3.0-1080p hoặc jimeng-video-3.0-pro.',
  'Id of the task.': 'Id của tác vụ.',
  'CVSync2AsyncSubmitTask, CVSync2AsyncGetResult or CVCancelTask.':
    'CVSync2AsyncSubmitTask, CVSync2AsyncGetResult hoặc CVCancelTask.',
  '2022-08-31; is not looked at.': '2022-08-31; không được kiểm tra.',
  'Which model and way: jimeng_t2v_v30, jimeng_i2v_first_v30, jimeng_i2v_first_tail_v30 (also in 1080p: …_1080p, …_1080), jimeng_ti2v_v30_pro.':
    'Model và cách tạo: jimeng_t2v_v30, jimeng_i2v_first_v30, jimeng_i2v_first_tail_v30 (bản 1080p: …_1080p, …_1080), jimeng_ti2v_v30_pro.',
  'Addresses of the first picture, or of the first and the last one.':
    'Địa chỉ ảnh đầu, hoặc ảnh đầu và ảnh cuối.',
  'The same pictures as base64, in place of image_urls.': 'Các ảnh đó ở dạng base64, thay cho image_urls.',
  '121 (5 seconds, unless told) or 241 (10 seconds).': '121 (5 giây, mặc định) hoặc 241 (10 giây).',
  'To ask or to cancel: id of the task.': 'Khi truy vấn hoặc hủy: id của tác vụ.',
};
