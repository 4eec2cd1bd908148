/** Kling. */
export const klingTexts: Readonly<Record<string, string>> = {
  'Name of the model.': 'Tên model.',
  'The same as model_name.': 'Giống model_name.',
  'Told of each change of the task by POST, as page Callback protocol says.':
    'Địa chỉ nhận POST mỗi khi tác vụ thay đổi, xem trang Giao thức callback.',
  'Your own name of the task; queries take it in place of task_id.':
    'Tên tác vụ do bạn đặt; khi truy vấn dùng được thay cho task_id.',
  'What is to be seen, up to 2500 characters.': 'Mô tả nội dung cần tạo, tối đa 2500 ký tự.',
  'What is not to be seen.': 'Những gì không muốn xuất hiện.',
  'Address, or base64 without the data: prefix. JPG or PNG, up to 10 MB, at least 300 pixels a side.':
    'Địa chỉ, hoặc base64 không có tiền tố data:. JPG hoặc PNG, tối đa 10 MB, mỗi cạnh ít nhất 300 điểm ảnh.',
  'What of the picture is kept.': 'Giữ lại phần nào của ảnh.',
  '0 to 1: how alike the picture.': 'Từ 0 đến 1: mức độ giống ảnh gốc.',
  '0 to 1: how alike the face.': 'Từ 0 đến 1: mức độ giống khuôn mặt.',
  '1k or 2k.': '1k hoặc 2k.',
  '16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3 or 21:9.': '16:9, 9:16, 1:1, 4:3, 3:4, 3:2, 2:3 hoặc 21:9.',
  '0 to 1: how closely the prompt is followed. Not for models from 2.0 on.':
    'Từ 0 đến 1: mức độ bám sát prompt. Không dùng cho model từ 2.0 trở đi.',
  'std (720p), pro (1080p); 4k with models of version 3.':
    'std (720p), pro (1080p); 4k với các model phiên bản 3.',
  'on: with sound. kling-v2-6 (mode pro) and models of version 3.':
    'on: có âm thanh. Dùng với kling-v2-6 (chế độ pro) và các model phiên bản 3.',
  'Voices that the prompt names as <<<voice_1>>>, with sound.':
    'Các giọng được gọi trong prompt là <<<voice_1>>>, dùng khi có âm thanh.',
  'Movement of the camera; older models only.': 'Chuyển động máy quay; chỉ dành cho model cũ.',
  'simple takes config, the others are ready movements.':
    'simple dùng kèm config, các giá trị khác là chuyển động có sẵn.',
  'One of the movements, -10 to 10.': 'Một trong các chuyển động, từ -10 đến 10.',
  '16:9, 9:16 or 1:1.': '16:9, 9:16 hoặc 1:1.',
  'Seconds: 5 or 10; 3 to 15 with models of version 3.':
    'Số giây: 5 hoặc 10; từ 3 đến 15 với các model phiên bản 3.',
  'Several shots; models of version 3. Excludes prompt.':
    'Nhiều cảnh quay; chỉ với các model phiên bản 3. Không dùng cùng prompt.',
  'Only with multi_shot.': 'Chỉ dùng cùng với multi_shot.',
  'Up to 6 shots; their durations make up duration.':
    'Tối đa 6 cảnh; tổng thời lượng các cảnh bằng duration.',
  'Elements made before, named in the prompt as <<<element_1>>>.':
    'Các phần tử đã tạo trước đó, được gọi trong prompt là <<<element_1>>>.',
  'enabled: true also makes a copy with a watermark.': 'enabled: true sẽ tạo thêm một bản có dấu bản quyền.',
  'The last frame; needs mode pro with most models.': 'Khung hình cuối; với đa số model cần chế độ pro.',
  'What stands still, white on black; older models only.':
    'Vùng đứng yên, màu trắng trên nền đen; chỉ dành cho model cũ.',
  'What moves where: a mask and a path of points each; older models only.':
    'Vùng nào di chuyển theo đường nào: mỗi mục gồm một mặt nạ và một dãy điểm; chỉ dành cho model cũ.',
  'One to four pictures.': 'Từ một đến bốn ảnh.',
  'Who wears it: address or base64.': 'Ảnh người mặc: địa chỉ hoặc base64.',
  'What is worn: address or base64.': 'Ảnh trang phục: địa chỉ hoặc base64.',
  'The task that made the video; not needed.': 'Tác vụ đã tạo video; không bắt buộc.',
  'Id of a video in the result of a task, or of the task; or video_url.':
    'Id của video trong kết quả tác vụ, hoặc id của tác vụ; hoặc dùng video_url.',
  'MP4 or MOV, up to 100 MB, 2 to 10 seconds.': 'MP4 hoặc MOV, tối đa 100 MB, dài 2 đến 10 giây.',
  'Speaks a text, or follows a sound.': 'Nói một đoạn văn bản, hoặc theo một âm thanh.',
  'What is said, up to 120 characters.': 'Nội dung lời nói, tối đa 120 ký tự.',
  'Who says it.': 'Giọng đọc.',
  'Language of the voice.': 'Ngôn ngữ của giọng đọc.',
  '0.8 to 2.': 'Từ 0.8 đến 2.',
  'Where the sound is.': 'Âm thanh nằm ở đâu.',
  'Base64 of the sound, up to 5 MB.': 'Âm thanh dạng base64, tối đa 5 MB.',
  'Address of the sound.': 'Địa chỉ của âm thanh.',
  'The video to go on from: its id in the result of a task, or the id of that task.':
    'Video cần làm tiếp: id của video trong kết quả tác vụ, hoặc id của tác vụ đó.',
  'Name of the effect.': 'Tên hiệu ứng.',
  'Older effects only.': 'Chỉ dành cho hiệu ứng cũ.',
  'std or pro; older effects only.': 'std hoặc pro; chỉ dành cho hiệu ứng cũ.',
  'The picture of an effect for one.': 'Ảnh của hiệu ứng một người.',
  'The pictures of an effect for two: left, right.': 'Hai ảnh của hiệu ứng hai người: bên trái, bên phải.',
  'Older effects only: 5 or 10.': 'Chỉ dành cho hiệu ứng cũ: 5 hoặc 10.',
  'What the effect is made of.': 'Dữ liệu để tạo hiệu ứng.',
  'images, videos, audio or general.': 'images, videos, audio hoặc general.',
  'What is to be seen.': 'Mô tả nội dung cần tạo.',
  'Prompt, pictures and videos, one item each.': 'Prompt, ảnh và video, mỗi thứ một mục.',
  'prompt, first_frame, last_frame, element, refer_image, base_video and others.':
    'prompt, first_frame, last_frame, element, refer_image, base_video và các loại khác.',
  'Of a prompt.': 'Dùng cho mục prompt.',
  'Of a picture or video.': 'Dùng cho mục ảnh hoặc video.',
  'How it is made.': 'Các thiết lập khi tạo.',
  '720p, 1080p or 4k.': '720p, 1080p hoặc 4k.',
  'Seconds.': 'Số giây.',
  'native, original or off.': 'native, original hoặc off.',
  'Callback, your own name of the task, watermark.': 'Callback, tên tác vụ do bạn đặt, dấu bản quyền.',
  'Page, from 1.': 'Trang, đếm từ 1.',
  'Tasks a page, 30 unless told, at most 500.': 'Số tác vụ mỗi trang, mặc định 30, tối đa 500.',
  'The task, by its id or by your own external_task_id.':
    'Tác vụ, theo id hoặc theo external_task_id do bạn đặt.',
  'Ids, parted by commas.': 'Các id, cách nhau bằng dấu phẩy.',
  'Your own names, parted by commas.': 'Các tên do bạn đặt, cách nhau bằng dấu phẩy.',
};
