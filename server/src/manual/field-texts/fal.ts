/** fal.ai. */
export const falTexts: Readonly<Record<string, string>> = {
  'What is to be seen.': 'Nội dung cần tạo.',
  'Picture to work on: http(s) address or data URI.': 'Ảnh cần xử lý: địa chỉ http(s) hoặc data URI.',
  'Pictures to work on: http(s) addresses or data URIs.': 'Các ảnh cần xử lý: địa chỉ http(s) hoặc data URI.',
  'First frame: http(s) address or data URI.': 'Khung hình đầu: địa chỉ http(s) hoặc data URI.',
  'Last frame: http(s) address or data URI.': 'Khung hình cuối: địa chỉ http(s) hoặc data URI.',
  'Pictures of who or what is to be seen.': 'Ảnh của nhân vật hoặc vật thể cần xuất hiện.',
  'White where the picture may change; same size as the picture.':
    'Màu trắng là vùng được phép thay đổi; cùng kích thước với ảnh.',
  'Pixels; 512 when absent.': 'Số pixel; mặc định 512.',
  'Size of the picture: a word, or width and height.':
    'Kích thước ảnh: một từ định sẵn, hoặc width và height.',
  'Address of the weights.': 'Địa chỉ tệp trọng số.',
  'How strong they are; 1 when absent.': 'Mức độ ảnh hưởng; mặc định 1.',
  'LoRA weights to merge in.': 'Các trọng số LoRA cần ghép vào.',
  'The same seed gives similar results.': 'Cùng seed cho kết quả tương tự nhau.',
  'How many pictures.': 'Số lượng ảnh.',
  'The most pictures that one of them may become.': 'Số ảnh tối đa mà mỗi lượt có thể tạo ra.',
  'What is not to be seen.': 'Những gì không được xuất hiện.',
  'fal then keeps nothing of the result; the gateway gives a link to it all the same.':
    'fal sẽ không lưu kết quả; cổng vẫn trả về liên kết tới kết quả.',
  'Check for unsafe content.': 'Kiểm tra nội dung không an toàn.',
  'Check the result for unsafe content.': 'Kiểm tra nội dung không an toàn trong kết quả.',
  'Format of the picture.': 'Định dạng ảnh.',
  '1 is the strictest, 6 the least strict.': '1 là khắt khe nhất, 6 là thoáng nhất.',
  'Shape.': 'Tỉ lệ khung hình.',
  'Resolution.': 'Độ phân giải.',
  'Length.': 'Độ dài.',
  'Faster, and not quite as good.': 'Nhanh hơn nhưng chất lượng kém hơn một chút.',
  'Steps of the model.': 'Số bước chạy của model.',
  'How closely the prompt is followed.': 'Mức độ bám sát prompt.',
  'The same for the second stage.': 'Tương tự, cho giai đoạn thứ hai.',
  'Shift of the noise.': 'Độ dịch của nhiễu.',
  'How far from the picture: 1 makes it anew.': 'Mức độ khác so với ảnh gốc: 1 là tạo mới hoàn toàn.',
  'One picture for each round, whatever the prompt says.':
    'Mỗi lượt chỉ tạo một ảnh, bất kể prompt yêu cầu gì.',
  'Look things up in the web first; costs more.': 'Tra cứu trên web trước; tốn thêm phí.',
  'Think first; high costs more.': 'Suy luận trước; high tốn thêm phí.',
  'Let the prompt be written better.': 'Tự động viết lại prompt cho tốt hơn.',
  'How the prompt is written better.': 'Cách viết lại prompt cho tốt hơn.',
  'With sound; without it is cheaper.': 'Có âm thanh; không âm thanh thì rẻ hơn.',
  'Rewrite a prompt that the content rules refuse.': 'Viết lại prompt bị bộ lọc nội dung từ chối.',
  'What is to be seen; what else there is depends on the model.':
    'Nội dung cần tạo; các trường khác tùy theo model.',
  'Picture to work on, where the model takes one.': 'Ảnh cần xử lý, nếu model hỗ trợ.',
  'The id that the submit answered.': 'Id nhận được khi gửi yêu cầu.',
  'The model’s first word behind fal-ai, or auto; the id alone decides.':
    'Từ đầu tiên của model sau fal-ai, hoặc auto; chỉ id là quyết định.',
  'An address that is told of the end; fal’s webhook body is sent there.':
    'Địa chỉ nhận thông báo khi kết thúc, theo nội dung webhook của fal.',
  '1: with the model’s log lines.': '1: kèm các dòng log của model.',
};
