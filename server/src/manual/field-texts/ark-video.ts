/** Film tasks of Volcengine Ark. */
export const arkVideoTexts: Readonly<Record<string, string>> = {
  'text, image_url, video_url, audio_url or draft_task.':
    'text, image_url, video_url, audio_url hoặc draft_task.',
  'The prompt; at its end commands may stand: --rs 720p --rt 16:9 --dur 5 --fps 24 --seed 11 --cf false --wm true.':
    'Lời mô tả; cuối câu có thể kèm lệnh: --rs 720p --rt 16:9 --dur 5 --fps 24 --seed 11 --cf false --wm true.',
  'http(s) address, or data:image/png;base64,… with the format in lower case.':
    'Địa chỉ http(s), hoặc data:image/png;base64,… với tên định dạng viết thường.',
  'Address of a film (Seedance 2.0 and later).': 'Địa chỉ video (từ Seedance 2.0).',
  'Address of a sound (Seedance 2.0 and later).': 'Địa chỉ âm thanh (từ Seedance 2.0).',
  'Task of the draft that becomes a film.': 'Tác vụ bản nháp sẽ được dựng thành video.',
  'first_frame (a single picture needs no role), last_frame, reference_image; reference_video, reference_audio.':
    'first_frame (chỉ một ảnh thì không cần vai trò), last_frame, reference_image; reference_video, reference_audio.',
  'Prompt, pictures, films and sounds.': 'Lời mô tả, ảnh, video và âm thanh.',
  '480p, 720p, 1080p; 4k with Seedance 2.0.': '480p, 720p, 1080p; 4k với Seedance 2.0.',
  '16:9, 4:3, 1:1, 3:4, 9:16, 21:9, or adaptive: like the first picture.':
    '16:9, 4:3, 1:1, 3:4, 9:16, 21:9, hoặc adaptive: theo ảnh đầu.',
  'Seconds, 5 unless told: 2 to 12 with 1.0, 4 to 15 with 2.0, 4 to 30 with 2.5; -1: the model chooses (2.x).':
    'Số giây, mặc định 5: từ 2 đến 12 với 1.0, 4 đến 15 với 2.0, 4 đến 30 với 2.5; -1: model tự chọn (2.x).',
  'In place of duration, 1.0 only: 25 + 4n, from 29 to 289.':
    'Thay cho duration, chỉ với 1.0: 25 + 4n, từ 29 đến 289.',
  'The same seed gives a similar film; -1 is random.': 'Cùng seed cho video tương tự; -1 là ngẫu nhiên.',
  'Id of the task.': 'Id của tác vụ.',
  'Seedance 1.5 and later: with sound, unless false.': 'Từ Seedance 1.5: có âm thanh, trừ khi đặt false.',
  'Hold the camera still.': 'Giữ máy quay cố định.',
  'Put the maker’s mark into the film.': 'Chèn dấu của nhà cung cấp vào video.',
  'Also give the last picture, to go on from it in another task.':
    'Trả thêm ảnh cuối để nối tiếp trong tác vụ khác.',
  'Seedance 1.5 Pro: a cheap draft in 480p.': 'Seedance 1.5 Pro: bản nháp 480p giá rẻ.',
  'default, or flex: later and at half the price (1.x).': 'default, hoặc flex: chậm hơn và nửa giá (1.x).',
  'Seconds after which a task that has not ended is given up: 3600 to 259200.':
    'Số giây mà sau đó tác vụ chưa xong sẽ bị bỏ: từ 3600 đến 259200.',
  'Is sent the task, as a query shows it, whenever its state changes.':
    'Nhận tác vụ mỗi khi đổi trạng thái, cùng định dạng như khi truy vấn.',
  'Page, from 1.': 'Trang, đếm từ 1.',
  'Tasks a page, 10 unless told, at most 500.': 'Số tác vụ mỗi trang, mặc định 10, tối đa 500.',
  'queued, running, succeeded, failed, cancelled or expired.':
    'queued, running, succeeded, failed, cancelled hoặc expired.',
  'Only these tasks: repeat the parameter, or part the ids with commas.':
    'Chỉ các tác vụ này: lặp lại tham số, hoặc ghi các id cách nhau bằng dấu phẩy.',
  'Only tasks of this model.': 'Chỉ tác vụ của model này.',
  'Only default, or only flex.': 'Chỉ default, hoặc chỉ flex.',
};
