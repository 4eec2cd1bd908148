/** Suno: songs, lyrics, uploads. */
export const sunoTexts: Readonly<Record<string, string>> = {
  'Where the finished task is sent by POST (http or https).':
    'Địa chỉ nhận tác vụ đã kết thúc bằng POST (http hoặc https).',
  'The same as notify_hook, by its newer name.': 'Giống notify_hook, theo tên gọi mới hơn.',
  'The clip to cover, remaster or go on from.': 'Clip cần hát lại, làm mới hoặc viết tiếp.',
  'Seconds: where the part to replace begins.': 'Giây bắt đầu của đoạn cần thay.',
  'Seconds: where the part to replace ends.': 'Giây kết thúc của đoạn cần thay.',
  'Two clips to mix (task mashup_condition).': 'Hai clip cần trộn (tác vụ mashup_condition).',
  'What the song should be, in a sentence or two (inspiration mode). Where it is given, prompt is left out of account.':
    'Mô tả bài hát trong một hai câu (chế độ cảm hứng). Khi có trường này thì prompt bị bỏ qua.',
  'The lyrics, with tags such as [Verse] and [Chorus] (custom mode).':
    'Lời bài hát, kèm các thẻ như [Verse] và [Chorus] (chế độ tùy chỉnh).',
  'The model: chirp-v4, chirp-auk, chirp-v5 and so on. chirp-v5 where absent.':
    'Model: chirp-v4, chirp-auk, chirp-v5, v.v. Không gửi thì dùng chirp-v5.',
  'Title of the song.': 'Tên bài hát.',
  'Style, parted by commas.': 'Phong cách, ngăn cách bằng dấu phẩy.',
  'Styles to avoid, parted by commas.': 'Phong cách cần tránh, ngăn cách bằng dấu phẩy.',
  'Without voices.': 'Không có giọng hát.',
  'Length that is asked for, in seconds; only chirp-v5-5 (chirp-fenix) obeys it.':
    'Độ dài mong muốn, tính bằng giây; chỉ chirp-v5-5 (chirp-fenix) tuân theo.',
  'What is done, where it is no plain song: extend, upload_extend, artist_consistency, cover, infill, remaster, mashup_condition and others.':
    'Việc cần làm nếu không phải tạo bài hát thông thường: extend, upload_extend, artist_consistency, cover, infill, remaster, mashup_condition, v.v.',
  'The clip to go on from.': 'Clip cần viết tiếp.',
  'Seconds of that clip after which the new part begins.': 'Phần mới bắt đầu sau bấy nhiêu giây của clip đó.',
  'The task that made the clip.': 'Tác vụ đã tạo ra clip.',
  'The singer, as a persona call gave it.': 'Mã ca sĩ, lấy từ cuộc gọi tạo persona.',
  'The clip that the singer was taken from.': 'Clip đã dùng để tạo ca sĩ.',
  'The clip to cover.': 'Clip cần hát lại.',
  'The clip that the call is about.': 'Clip cần xử lý.',
  'False after a continuation, true after a replaced part.':
    'false sau khi viết tiếp, true sau khi thay một đoạn.',
  'TEXT.': 'TEXT.',
  'm or f.': 'm (nam) hoặc f (nữ).',
  'A picture to make the song from (task image_to_song).': 'Ảnh dùng để sáng tác (tác vụ image_to_song).',
  'Code of the language.': 'Mã ngôn ngữ.',
  'What special tasks need more.': 'Tham số thêm cho các tác vụ đặc biệt.',
  'What the lyrics are about.': 'Chủ đề của lời bài hát.',
  'The clip that the continuation gave, not the one that it goes on from.':
    'Clip do bước viết tiếp tạo ra, không phải clip gốc.',
  'The clip to take the voice from; it must be generated, not uploaded.':
    'Clip dùng để lấy giọng; phải do Suno tạo ra, không phải tệp tải lên.',
  'The same as root_clip_id.': 'Giống root_clip_id.',
  'Name of the singer.': 'Tên ca sĩ.',
  'What the singer is like.': 'Mô tả ca sĩ.',
  'Seconds of the clip where the voice begins.': 'Giây bắt đầu có giọng hát trong clip.',
  'Seconds of the clip where the voice ends.': 'Giây kết thúc giọng hát trong clip.',
  'Styles of the singer, parted by commas.': 'Phong cách của ca sĩ, ngăn cách bằng dấu phẩy.',
  'Clips of the singer.': 'Các clip của ca sĩ.',
  'May others use it.': 'Người khác có được dùng hay không.',
  'Styles to write out in more words (upsample-tags).': 'Phong cách cần viết chi tiết hơn (upsample-tags).',
  'Where the sound file is, for everybody.': 'Địa chỉ công khai của tệp âm thanh.',
  'Where the sound file is; absent where you send the file itself.':
    'Địa chỉ của tệp âm thanh; bỏ trống nếu bạn tự gửi tệp.',
  'Format of a file that you send yourself: mp3, wav.': 'Định dạng của tệp bạn tự gửi: mp3, wav.',
  'NORMAL or MUSIC_COPYRIGHT.': 'NORMAL hoặc MUSIC_COPYRIGHT.',
  'file_upload.': 'file_upload.',
  'Name of the file.': 'Tên tệp.',
  'Ids of tasks; unknown ones are left out of the answer.':
    'Id của các tác vụ; id không tồn tại bị bỏ qua trong kết quả.',
  'Only tasks of this action: MUSIC, LYRICS. All where absent or empty.':
    'Chỉ lấy tác vụ thuộc loại này: MUSIC, LYRICS. Bỏ trống là lấy tất cả.',
  'Id of the task.': 'Id của tác vụ.',
  'Id of the clip.': 'Id của clip.',
  'Id of the clip, or of a task, which stands for its first clip.':
    'Id của clip, hoặc id tác vụ (khi đó lấy clip đầu tiên).',
  'Id of the upload.': 'Id của lần tải lên.',
  'stems, stems-all, upsample-tags, mp4, regen-img, adjust-speed, fade and whatever the server has.':
    'stems, stems-all, upsample-tags, mp4, regen-img, adjust-speed, fade và những thao tác khác mà máy chủ hỗ trợ.',
  'timing, mp4, midi or waveform.': 'timing, mp4, midi hoặc waveform.',
  'midi, waveform or mp4-state.': 'midi, waveform hoặc mp4-state.',
  'Id of a separated track of it (midi).': 'Id của một track đã tách từ clip (midi).',
  'Id of the task (mp4-state).': 'Id của tác vụ (mp4-state).',
};
