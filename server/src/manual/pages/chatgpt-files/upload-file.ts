import { page } from '../../page.ts';
import { fileObject, uploadFile } from '../../samples/uploads.ts';

export default page({
  section: 'chatgpt-files',
  slug: 'upload-file',
  rows: [],
  title: { en: 'Upload a file', vi: 'Tải tệp lên' },
  intro: {
    en: 'Upload a picture, a PDF, a text or a sound once, and name it by its id in as many requests as you like. The gateway keeps it itself and puts its bytes into the request, so one file works with models of every maker, in all formats of this gateway.',
    vi: 'Tải ảnh, PDF, văn bản hoặc âm thanh lên một lần rồi dùng id của tệp trong bao nhiêu yêu cầu cũng được. Cổng tự giữ tệp và đưa nội dung tệp vào yêu cầu, nên một tệp dùng được với model của mọi hãng, trong mọi định dạng của cổng.',
  },
  call: uploadFile,
  examples: [
    {
      title: { en: 'A PDF, for a day', vi: 'Một tệp PDF, giữ trong một ngày' },
      form: {
        purpose: 'user_data',
        'expires_after[anchor]': 'created_at',
        'expires_after[seconds]': 86_400,
        file: { sample: 'invoice.pdf' },
      },
      expect: { reply: fileObject() },
    },
  ],
  notes: [
    {
      en: 'A file may be as large as a request (64 MB unless the operator says otherwise), and so may all files together that one request names. An account has 1 GB for its files; the operator can change that.',
      vi: 'Một tệp được lớn bằng một yêu cầu (64 MB nếu quản trị viên không đặt khác), và tổng các tệp trong cùng một yêu cầu cũng vậy. Mỗi tài khoản có 1 GB cho các tệp; quản trị viên có thể thay đổi.',
    },
    {
      en: 'Uploading and keeping costs nothing. What a model reads of a file is charged as input, each time.',
      vi: 'Tải lên và lưu giữ không mất phí. Phần nội dung tệp mà model đọc được tính là đầu vào, mỗi lần dùng.',
    },
    {
      en: 'Without `expires_after` a file is kept until you delete it, for a year at most.',
      vi: 'Nếu không có `expires_after`, tệp được giữ đến khi bạn xóa, tối đa một năm.',
    },
    {
      en: 'Anthropic’s SDKs upload to the same address: with the header `anthropic-version` the answers have Anthropic’s shape, and ids begin with `file_`.',
      vi: 'SDK của Anthropic tải lên cùng địa chỉ này: khi có header `anthropic-version`, câu trả lời theo cấu trúc của Anthropic và id bắt đầu bằng `file_`.',
    },
    {
      en: 'Batches, fine-tuning and vector stores are not part of this gateway, whatever the `purpose`.',
      vi: 'Cổng này không có xử lý theo lô (batch), tinh chỉnh (fine-tuning) và kho vector, dù `purpose` là gì.',
    },
  ],
  seeAlso: ['chatgpt-files/use-files', 'gemini-native/upload-file'],
});
