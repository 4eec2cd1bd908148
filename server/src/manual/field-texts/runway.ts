/** Runway. */
export const runwayTexts: Readonly<Record<string, string>> = {
  'gen4_turbo, gen4.5, veo3.1, veo3.1_fast or seedance2.':
    'gen4_turbo, gen4.5, veo3.1, veo3.1_fast hoặc seedance2.',
  'gen4.5, veo3.1, veo3.1_fast or seedance2.': 'gen4.5, veo3.1, veo3.1_fast hoặc seedance2.',
  'aleph2 or seedance2.': 'aleph2 hoặc seedance2.',
  'act_two.': 'act_two.',
  'gen4_image, gen4_image_turbo or gemini_2.5_flash.': 'gen4_image, gen4_image_turbo hoặc gemini_2.5_flash.',
  'A model that enlarges films; none is priced unless the operator does.':
    'Model tăng độ phân giải; chỉ dùng được khi người vận hành đã đặt giá.',
  'The first frame: an https address, a data URI, or a list of frames.':
    'Khung hình đầu: địa chỉ https, data URI, hoặc danh sách khung hình.',
  'https address or data URI.': 'Địa chỉ https hoặc data URI.',
  'first, or last where the model takes it.': 'first, hoặc last nếu model hỗ trợ.',
  'What is seen; up to 1000 characters.': 'Nội dung hình ảnh; tối đa 1000 ký tự.',
  'Size as width:height, for example 1280:720; which there are depends on the model.':
    'Kích thước dạng rộng:cao, ví dụ 1280:720; các giá trị tùy theo model.',
  'Seconds: 2 to 10 (default 10) for gen4_turbo and gen4.5, 4, 6 or 8 for Veo.':
    'Số giây: 2 đến 10 (mặc định 10) với gen4_turbo và gen4.5; 4, 6 hoặc 8 với Veo.',
  'The same seed gives similar results.': 'Cùng seed cho kết quả tương tự nhau.',
  'With sound; models that make sound do so unless told not to.':
    'Có âm thanh; model tạo được âm thanh sẽ luôn tạo trừ khi bạn tắt.',
  'low is less strict about known people.': 'low thì ít khắt khe hơn với người nổi tiếng.',
  'How strict the content rules are.': 'Mức độ khắt khe của bộ lọc nội dung.',
  'Taken from older clients and left out.': 'Chấp nhận từ các ứng dụng cũ nhưng bỏ qua.',
  'The film to change (aleph2).': 'Video cần chỉnh sửa (aleph2).',
  'The film to change (seedance2).': 'Video cần chỉnh sửa (seedance2).',
  'What it is.': 'Loại dữ liệu.',
  'Who acts: a picture or a film of somebody.': 'Nhân vật diễn: ảnh hoặc video của một người.',
  'A film of 3 to 30 seconds with the acting.': 'Video mẫu diễn xuất dài 3 đến 30 giây.',
  'Also follow the gestures, not only the face.': 'Theo cả cử chỉ, không chỉ khuôn mặt.',
  '1 to 5; 3 when absent.': 'Từ 1 đến 5; mặc định 3.',
  'The film to enlarge.': 'Video cần tăng độ phân giải.',
  'Pictures that the text speaks of; gen4_image_turbo needs one.':
    'Các ảnh được nhắc tới trong văn bản; gen4_image_turbo bắt buộc có một ảnh.',
  'Name by which the text means it: @name.': 'Tên dùng để nhắc tới ảnh trong văn bản: @tên.',
  'Id of the task.': 'Id của tác vụ.',
};
