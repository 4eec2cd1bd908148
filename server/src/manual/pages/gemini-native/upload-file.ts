import { page } from '../../page.ts';
import { geminiFile, uploadToGemini } from '../../samples/uploads.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'gemini-native',
  slug: 'upload-file',
  rows: [],
  title: { en: 'Upload a file', vi: 'Tải tệp lên' },
  intro: {
    en: 'Google’s Files API, as its SDKs use it (`files.upload`): upload once, then name the file by its `uri`. The gateway keeps the file itself for 48 hours and puts its bytes into each request, so it works with models of every maker.',
    vi: 'Files API của Google, đúng như các SDK của Google dùng (`files.upload`): tải lên một lần rồi dùng `uri` của tệp. Cổng tự giữ tệp trong 48 giờ và đưa nội dung tệp vào từng yêu cầu, nên dùng được với model của mọi hãng.',
  },
  call: uploadToGemini,
  examples: [
    {
      title: { en: 'In one request, as a form', vi: 'Trong một yêu cầu, dạng biểu mẫu' },
      form: { file: { sample: 'invoice.pdf' } },
      expect: { reply: { file: geminiFile() } },
    },
    {
      title: { en: 'As Google’s SDKs do it: begin', vi: 'Theo cách của SDK Google: bắt đầu' },
      headers: {
        'X-Goog-Upload-Protocol': 'resumable',
        'X-Goog-Upload-Command': 'start',
        'X-Goog-Upload-Header-Content-Length': '549',
        'X-Goog-Upload-Header-Content-Type': 'application/pdf',
      },
      request: { file: { displayName: 'invoice.pdf' } },
      expect: {
        headers: {
          'x-goog-upload-url': text(
            'https://your-gateway/upload/v1beta/files?upload_id=v1.Zm9v&upload_protocol=resumable',
            /^https?:\/\/.+\/upload\/v1beta\/files\?upload_id=v1\.[\w-]+&upload_protocol=resumable$/,
          ),
          'x-goog-upload-status': 'active',
        },
        empty: true,
      },
    },
  ],
  notes: [
    {
      en: 'Send the bytes to the address in `x-goog-upload-url`, with `X-Goog-Upload-Command: upload, finalize` and `X-Goog-Upload-Offset: 0`; no key is needed there. In several pieces: `upload` with each offset, and `upload, finalize` with the last. `query` says how many bytes have come, `cancel` gives up. An upload that nobody goes on with for an hour is over.',
      vi: 'Gửi nội dung tệp đến địa chỉ trong `x-goog-upload-url`, kèm `X-Goog-Upload-Command: upload, finalize` và `X-Goog-Upload-Offset: 0`; ở bước này không cần khóa. Nếu chia nhiều phần: dùng `upload` với từng offset, và `upload, finalize` với phần cuối. `query` cho biết đã nhận bao nhiêu byte, `cancel` để hủy. Lượt tải lên bị bỏ dở quá một giờ sẽ hết hiệu lực.',
    },
    {
      en: 'Google’s other two ways work too: `multipart/related` with the metadata first, and the bytes alone with `X-Goog-Upload-Protocol: raw`.',
      vi: 'Hai cách khác của Google cũng dùng được: `multipart/related` với phần metadata đứng trước, và chỉ gửi nội dung tệp kèm `X-Goog-Upload-Protocol: raw`.',
    },
    {
      en: 'Names are given by the gateway: a `file.name` of your own is refused. A file is `ACTIVE` at once.',
      vi: 'Tên tệp do cổng đặt: nếu bạn tự gửi `file.name`, yêu cầu bị từ chối. Tệp ở trạng thái `ACTIVE` ngay.',
    },
    {
      en: 'A file may be as large as a request (64 MB unless the operator says otherwise); an account has 1 GB for all of its files.',
      vi: 'Một tệp được lớn bằng một yêu cầu (64 MB nếu quản trị viên không đặt khác); mỗi tài khoản có 1 GB cho tất cả các tệp.',
    },
  ],
  seeAlso: ['gemini-native/use-files', 'chatgpt-files/upload-file', 'gemini-native/document-understanding'],
});
