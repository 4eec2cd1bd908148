/** Luma. */
export const lumaTexts: Readonly<Record<string, string>> = {
  'What the film shows.': 'Nội dung video.',
  'What the film shows; needed without a picture.': 'Nội dung video; bắt buộc nếu không có ảnh.',
  'What happens next.': 'Chuyện gì xảy ra tiếp theo.',
  'What is heard.': 'Âm thanh cần nghe thấy.',
  'What is not wanted.': 'Những gì không mong muốn.',
  'ray-2 (default), ray-flash-2 or ray-1-6.': 'ray-2 (mặc định), ray-flash-2 hoặc ray-1-6.',
  'photon-1 (default) or photon-flash-1.': 'photon-1 (mặc định) hoặc photon-flash-1.',
  'ray-v2 (default: Ray 2), ray-v1 (Ray 1.6), or a name of Luma’s: ray-2, ray-flash-2.':
    'ray-v2 (mặc định: Ray 2), ray-v1 (Ray 1.6), hoặc tên của Luma: ray-2, ray-flash-2.',
  '540p, 720p (default), 1080p or 4k.': '540p, 720p (mặc định), 1080p hoặc 4k.',
  '5s (default) or 9s.': '5s (mặc định) hoặc 9s.',
  'Width to height: 1:1, 16:9 (default), 9:16, 4:3, 3:4, 21:9 or 9:21.':
    'Tỉ lệ rộng : cao: 1:1, 16:9 (mặc định), 9:16, 4:3, 3:4, 21:9 hoặc 9:21.',
  'The end goes over into the beginning.': 'Đoạn cuối nối liền với đoạn đầu.',
  'What the film begins and ends with: pictures, or films to go on from.':
    'Video bắt đầu và kết thúc bằng gì: ảnh, hoặc video có sẵn để tạo tiếp.',
  'What the frame is taken from.': 'Khung hình lấy từ đâu.',
  'Address of the picture; with type image.': 'Địa chỉ ảnh; dùng khi type là image.',
  'Id of a completed generation; with type generation.':
    'Id của một tác vụ đã hoàn tất; dùng khi type là generation.',
  'Camera moves by their keys.': 'Các chuyển động máy quay, theo tên khóa.',
  'Is sent the generation whenever it dreams, is completed or has failed.':
    'Địa chỉ nhận đối tượng tác vụ mỗi khi bắt đầu tạo, hoàn tất hoặc thất bại.',
  'Address that is sent the finished or failed generation.':
    'Địa chỉ nhận đối tượng tác vụ khi hoàn tất hoặc thất bại.',
  'Let Luma write the prompt out; not every upstream can.':
    'Để Luma viết chi tiết hơn cho prompt; không phải nguồn nào cũng hỗ trợ.',
  'Address of the picture that the film begins with.': 'Địa chỉ ảnh mở đầu video.',
  'Address of the picture that the film ends with.': 'Địa chỉ ảnh kết thúc video.',
  'Address of the file.': 'Địa chỉ tệp.',
  'The film to change.': 'Video cần chỉnh sửa.',
  'How the changed film begins.': 'Khung hình đầu của video sau khi sửa.',
  'adhere_1 to 3, flex_1 to 3 or reimagine_1 to 3: from near to far.':
    'adhere_1 đến 3, flex_1 đến 3 hoặc reimagine_1 đến 3: từ giống đến khác bản gốc.',
  'jpg or png.': 'jpg hoặc png.',
  'Ids of generations; unknown ones are left out.': 'Các id tác vụ; id không tồn tại sẽ bị bỏ qua.',
  'Id of the generation.': 'Id của tác vụ.',
  'How many; 10 when absent.': 'Số lượng; mặc định 10.',
  'How many of the newest to pass over.': 'Số tác vụ mới nhất cần bỏ qua.',
};
