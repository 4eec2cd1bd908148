/** The unified video format. */
export const videoUnifiedTexts: Readonly<Record<string, string>> = {
  'What the film shows.': 'Mô tả nội dung video.',
  'Pictures by address or as data URLs: the first frame, then the last; for models that end in -components things to appear.':
    'Ảnh dưới dạng địa chỉ hoặc data URL: khung hình đầu, rồi khung hình cuối; với model có đuôi -components là các đối tượng sẽ xuất hiện.',
  '16:9 or 9:16; some models know more.': '16:9 hoặc 9:16; một số model hỗ trợ thêm tỉ lệ khác.',
  'Veo: put the prompt into better English first.':
    'Veo: viết lại mô tả sang tiếng Anh tốt hơn trước khi tạo.',
  'Veo: a larger film, 1080p.': 'Veo: video lớn hơn, 1080p.',
  'portrait or landscape, in place of aspect_ratio.': 'portrait hoặc landscape, dùng thay cho aspect_ratio.',
  'small (720p) or large (1080p); also 1280x720, 1080p.':
    'small (720p) hoặc large (1080p); cũng nhận 1280x720, 1080p.',
  'Seconds.': 'Số giây.',
  'false: without a watermark.': 'false: không có watermark.',
  'true: not published by the maker.': 'true: nhà cung cấp model không công khai video.',
  'A film of a character that shall appear; no real people.':
    'Video của nhân vật sẽ xuất hiện; không dùng người thật.',
  'From which second to which it is seen there: "1,3".':
    'Nhân vật xuất hiện từ giây nào đến giây nào trong video đó: "1,3".',
  'The first frame: an address, or a file of a form.': 'Khung hình đầu: địa chỉ, hoặc tệp trong form.',
  'Width x height: 1280x720; or 720p, 1080p.': 'Rộng x cao: 1280x720; hoặc 720p, 1080p.',
  'Seconds, by another name.': 'Số giây, tên khác của duration.',
  'How many films; all are charged.': 'Số video; tất cả đều bị tính tiền.',
  'The same seed gives similar films.': 'Cùng một seed cho các video gần giống nhau.',
  'What shall not be seen.': 'Những gì không được xuất hiện.',
  'More fields, as the model’s maker names them; fields beside it go before them.':
    'Các trường khác, theo tên của nhà cung cấp model; trường nằm bên ngoài được ưu tiên hơn.',
  'Id of the task, as its creation gave it.': 'Id tác vụ mà lệnh tạo trả về.',
};
