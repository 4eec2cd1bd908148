/** Files that are uploaded: OpenAI's format and Google's. */
export const filesTexts: Readonly<Record<string, string>> = {
  'The file.': 'Tệp cần tải lên.',
  'What the file is for; user_data fits everything.':
    'Mục đích của tệp; user_data dùng được cho mọi trường hợp.',
  'created_at.': 'created_at.',
  'Seconds after which the file is deleted: one hour to 30 days.':
    'Số giây sau đó tệp bị xóa: từ một giờ đến 30 ngày.',
  'Only files for this purpose.': 'Chỉ các tệp có mục đích này.',
  'So many files a page.': 'Số tệp mỗi trang.',
  'By time; desc when absent.': 'Theo thời gian; mặc định là desc.',
  'Id of the file before the page.': 'Id của tệp đứng ngay trước trang này.',
  'Id of the file.': 'Id của tệp.',
  'What the file is called.': 'Thông tin về tệp.',
  'A name for people.': 'Tên hiển thị.',
  'Type of the file; the header X-Goog-Upload-Header-Content-Type goes before it.':
    'Kiểu tệp; header X-Goog-Upload-Header-Content-Type được ưu tiên hơn.',
  'Of an upload that was begun: stands in the address that came back.':
    'Mã của lượt tải lên đã bắt đầu: có sẵn trong địa chỉ được trả về.',
  'Id of the file: what stands behind files/ in its name.': 'Id của tệp: phần đứng sau files/ trong tên tệp.',
  'media: the bytes of the file.': 'media: trả về nội dung tệp.',
  'So many files a page: 10, at most 100.': 'Số tệp mỗi trang: mặc định 10, tối đa 100.',
};
