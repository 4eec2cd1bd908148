/** Films in Google's own format. */
export const geminiVideoTexts: Readonly<Record<string, string>> = {
  'What the film shows and what is heard in it.': 'Video có hình ảnh gì và âm thanh gì.',
  'The first frame.': 'Khung hình đầu tiên.',
  'The last frame; needs a first one.': 'Khung hình cuối; phải có khung hình đầu.',
  'image/png, image/jpeg or image/webp; video/mp4 for films.':
    'image/png, image/jpeg hoặc image/webp; video dùng video/mp4.',
  'The picture.': 'Ảnh tham chiếu.',
  'asset.': 'asset.',
  'Pictures of persons and things that shall appear; Veo 3.1 takes three.':
    'Ảnh của người và vật sẽ xuất hiện trong video; Veo 3.1 nhận tối đa ba ảnh.',
  'The address of a film that an earlier operation gave.': 'Địa chỉ video mà một tác vụ trước đó trả về.',
  'A film to go on from.': 'Video cần nối tiếp.',
  '16:9 or 9:16.': '16:9 hoặc 9:16.',
  'Veo 3 and 3.1: 4, 6 or 8. Gemini Omni: 3 to 10. Absent: 8.':
    'Veo 3 và 3.1: 4, 6 hoặc 8. Gemini Omni: 3 đến 10. Bỏ trống: 8.',
  '720p, 1080p or 4k; Gemini Omni also 360p. Absent: 720p.':
    '720p, 1080p hoặc 4k; Gemini Omni có thêm 360p. Bỏ trống: 720p.',
  'allow_all, allow_adult or dont_allow.': 'allow_all, allow_adult hoặc dont_allow.',
  'How many films, 1 to 4; all are charged.': 'Số video, 1 đến 4; tất cả đều bị tính tiền.',
  'false: without sound, where the channel is Vertex AI.': 'false: không có âm thanh, khi kênh là Vertex AI.',
  'The same seed gives similar films; Vertex AI and Gemini Omni.':
    'Cùng một seed cho các video gần giống nhau; dùng với Vertex AI và Gemini Omni.',
  'One instance: the prompt and its pictures.': 'Một phần tử: mô tả và các ảnh đi kèm.',
  'How the film is made.': 'Các tùy chọn tạo video.',
  'The first of them is called.': 'Địa chỉ đầu tiên sẽ được gọi.',
  'Addresses that hear of the end of it.': 'Địa chỉ nhận thông báo khi tác vụ kết thúc.',
  'Id of the task: what stands behind operations/ in its name.':
    'Id tác vụ: phần đứng sau operations/ trong name.',
};
