/** Pictures that are uploaded to be linked. */
export const imageHostingTexts: Readonly<Record<string, string>> = {
  'The picture, as a part of a form: PNG, JPEG, GIF or WebP, at most 10 MB.':
    'Ảnh, dưới dạng một phần của biểu mẫu: PNG, JPEG, GIF hoặc WebP, tối đa 10 MB.',
  'In place of a form, in JSON: a data: URL with base64, or base64 alone.':
    'Thay cho biểu mẫu, trong JSON: URL data: chứa base64, hoặc chỉ base64.',
  'The 32 digits of the link; an ending such as .png may follow.':
    'Dãy 32 ký tự trong liên kết; có thể kèm đuôi như .png.',
  'The 32 digits of the link that deletes.': 'Dãy 32 ký tự trong liên kết xóa.',
  'So many pictures a page: 50.': 'Số ảnh mỗi trang: mặc định 50.',
  'id of the last picture of the page before.': 'id của ảnh cuối cùng ở trang trước.',
};
