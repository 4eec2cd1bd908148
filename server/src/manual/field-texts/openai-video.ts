/** OpenAI's videos API. */
export const openaiVideoTexts: Readonly<Record<string, string>> = {
  'What the video shows.': 'Mô tả nội dung video.',
  'Length of the video; which ones there are depends on the model.':
    'Thời lượng video (giây); các mức cho phép tùy model.',
  'Width x height (1280x720, 720x1280), a ratio (16:9) or a resolution (1080p).':
    'Rộng x cao (1280x720, 720x1280), tỉ lệ (16:9) hoặc độ phân giải (1080p).',
  'A picture to begin with: a file, an address, a data URL, or {"image_url"} or {"file_id"}. Two: the first and the last frame. More: what the video should look like.':
    'Ảnh mở đầu: tệp, địa chỉ, data URL, hoặc {"image_url"} hay {"file_id"}. Hai ảnh: khung hình đầu và cuối. Nhiều hơn: ảnh tham chiếu cho video.',
  'With or without a watermark, where the model has a choice.':
    'Có hay không có watermark, nếu model cho phép chọn.',
  'Sora only: true keeps the video unpublished; it then cannot be remixed.':
    'Chỉ dành cho Sora: true giữ video không công khai; khi đó không thể remix.',
  'Sora only: thanksgiving, comic, news, selfie, nostalgic or anime.':
    'Chỉ dành cho Sora: thanksgiving, comic, news, selfie, nostalgic hoặc anime.',
  'Sora only: at most two characters by their ids; name them in the prompt too.':
    'Chỉ dành cho Sora: tối đa hai nhân vật theo id; hãy nhắc tên nhân vật trong prompt.',
  'Address of a video that shows a character who should appear; no real people. Sora, Gemini Omni.':
    'Địa chỉ video có nhân vật cần xuất hiện; không dùng người thật. Sora, Gemini Omni.',
  'With character_url: where the character is seen, "start,end" in seconds, 1 to 3 apart.':
    'Dùng cùng character_url: đoạn có nhân vật, "bắt đầu,kết thúc" tính bằng giây, cách nhau 1 đến 3 giây.',
  'Sora only: id of a finished video to take the character from.':
    'Chỉ dành cho Sora: id của video đã hoàn thành để lấy nhân vật.',
  'What the video should not show.': 'Những gì không nên xuất hiện trong video.',
  'The same seed gives similar videos.': 'Cùng một seed cho các video gần giống nhau.',
  'With or without sound, where the model has a choice.':
    'Có hay không có âm thanh, nếu model cho phép chọn.',
  'Further fields of the model’s maker, as an object.':
    'Các trường khác của nhà cung cấp model, dạng đối tượng.',
  'Address that is told when the video is finished or has failed.':
    'Địa chỉ nhận thông báo khi video hoàn thành hoặc thất bại.',
  'What should be different.': 'Những gì cần thay đổi.',
  'As when a video is created; absent: as it was.': 'Như khi tạo video; bỏ trống: giữ nguyên.',
  'Another model than that of the video it goes on from.': 'Model khác với model của video gốc.',
  'The finished video: {"id"}, or a file.': 'Video đã hoàn thành: {"id"}, hoặc một tệp.',
  'How it goes on.': 'Diễn biến tiếp theo.',
  'Length of what is added: 4, 8, 12, 16 or 20 for Sora.':
    'Thời lượng phần thêm vào: 4, 8, 12, 16 hoặc 20 với Sora.',
  'The clip of 2 to 4 seconds that shows the character.': 'Đoạn video 2 đến 4 giây có nhân vật.',
  'Name of the character, for prompts.': 'Tên nhân vật, dùng trong prompt.',
  'Address of a video that shows the character; no real people. This or from_task.':
    'Địa chỉ video có nhân vật; không dùng người thật. Dùng trường này hoặc from_task.',
  'Id of a finished video. This or url.': 'Id của video đã hoàn thành. Dùng trường này hoặc url.',
  'Where the character is seen, "start,end" in seconds, 1 to 3 apart.':
    'Đoạn có nhân vật, "bắt đầu,kết thúc" tính bằng giây, cách nhau 1 đến 3 giây.',
  'Id of the video.': 'Id của video.',
  'Id of the character.': 'Id của nhân vật.',
  'video, thumbnail or spritesheet; absent: video. Pictures exist where the maker gives them.':
    'video, thumbnail hoặc spritesheet; bỏ trống: video. Chỉ có ảnh khi nhà cung cấp model cung cấp.',
  'So many videos a page: 20, at most 100.': 'Số video mỗi trang: mặc định 20, tối đa 100.',
  'By time; desc when absent.': 'Theo thời gian; mặc định là desc.',
  'Id of the video before the page.': 'Id của video đứng ngay trước trang này.',
};
