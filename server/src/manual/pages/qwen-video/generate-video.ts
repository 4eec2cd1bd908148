import { page } from '../../page.ts';
import { submittedWan, submitWan, wanPrompt } from '../../samples/qwen-video.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'qwen-video',
  slug: 'generate-video',
  rows: ['R179'],
  title: { en: 'Generate video', vi: 'Tạo video' },
  intro: {
    en: 'Makes a film with a Wan model of Alibaba, in the wire of DashScope (Model Studio). The answer names the task; the film takes one to five minutes.',
    vi: 'Tạo video bằng model Wan của Alibaba theo định dạng DashScope (Model Studio). Câu trả lời cho mã tác vụ; video cần từ một đến năm phút.',
  },
  call: submitWan,
  examples: [
    {
      title: { en: 'From a picture', vi: 'Từ một ảnh' },
      request: {
        model: 'wan2.5-i2v-preview',
        input: { prompt: wanPrompt, img_url: 'https://example.com/cat.png' },
        parameters: { resolution: '480P', duration: 5, prompt_extend: true, audio: true },
      },
      expect: { reply: submittedWan },
    },
    {
      title: { en: 'From text', vi: 'Từ văn bản' },
      request: {
        model: 'wan2.5-t2v-preview',
        input: { prompt: 'A paper boat on a rainy street', negative_prompt: 'people' },
        parameters: { size: '832*480', duration: 5, watermark: false },
      },
      expect: { reply: submittedWan },
    },
    {
      title: {
        en: 'wan2.7 and later: all media in one list',
        vi: 'Từ wan2.7: mọi ảnh và video trong một danh sách',
      },
      request: {
        model: 'wan2.7-i2v',
        input: {
          prompt: 'He opens the wooden box',
          media: [
            { type: 'first_frame', url: 'https://example.com/closed.png' },
            { type: 'last_frame', url: 'https://example.com/open.png' },
          ],
        },
        parameters: { resolution: '720P', duration: 4 },
      },
      expect: { reply: submittedWan },
    },
    {
      title: { en: 'A size with an x is refused', vi: 'Kích thước viết bằng chữ x bị từ chối' },
      request: {
        model: 'wan2.5-t2v-preview',
        input: { prompt: 'A paper boat' },
        parameters: { size: '1280x720' },
      },
      expect: {
        status: 400,
        reply: {
          code: 'InvalidParameter',
          message: "parameters.size must be width*height with an asterisk, for example '1280*720'",
          request_id: text('req_01kb2m3n4p5q6r7s8t9v0w1x2z', /^req_/),
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Models', vi: 'Các model' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Made from', vi: 'Nguyên liệu' },
        { en: 'Resolutions', vi: 'Độ phân giải' },
        { en: 'Seconds', vi: 'Số giây' },
      ],
      rows: [
        [
          'wan3.0-video, wan3.0-video-prime',
          {
            en: 'Text, frames, references, a film: input.media',
            vi: 'Văn bản, khung hình, tham chiếu, video: input.media',
          },
          '480P, 720P, 1080P',
          '2–30',
        ],
        ['wan2.7-t2v', { en: 'Text', vi: 'Văn bản' }, '720P, 1080P', '2–15'],
        [
          'wan2.7-i2v',
          { en: 'Frames or a clip: input.media', vi: 'Khung hình hoặc đoạn video: input.media' },
          '720P, 1080P',
          '2–15',
        ],
        [
          'wan2.7-r2v',
          { en: 'References: input.media', vi: 'Tham chiếu: input.media' },
          '720P, 1080P',
          '2–15',
        ],
        [
          'wan2.7-videoedit',
          { en: 'A film: input.media', vi: 'Một video: input.media' },
          '720P, 1080P',
          '2–10',
        ],
        ['wan2.5-t2v-preview', { en: 'Text, size', vi: 'Văn bản, size' }, '480P, 720P, 1080P', '5, 10'],
        [
          'wan2.5-i2v-preview',
          { en: 'Picture: input.img_url', vi: 'Ảnh: input.img_url' },
          '480P, 720P, 1080P',
          '5, 10',
        ],
        ['wan2.2-t2v-plus', { en: 'Text, size', vi: 'Văn bản, size' }, '480P, 1080P', '5'],
        ['wan2.2-i2v-plus', { en: 'Picture: input.img_url', vi: 'Ảnh: input.img_url' }, '480P, 1080P', '5'],
        [
          'wan2.2-i2v-flash',
          { en: 'Picture: input.img_url', vi: 'Ảnh: input.img_url' },
          '480P, 720P, 1080P',
          '5',
        ],
      ],
    },
  ],
  notes: [
    {
      en: 'Charged by the second of film and its resolution, by what the maker reports in `usage`; failed tasks are free. Films that are handed in to be changed or gone by count too.',
      vi: 'Tính tiền theo số giây và độ phân giải của video, dựa trên `usage` do nhà cung cấp báo; tác vụ thất bại không mất tiền. Video đưa vào để sửa hoặc tham chiếu cũng được tính.',
    },
    {
      en: 'The header `X-DashScope-Async: enable` may be left out. The official SDK works with `/api/v1` of this gateway as its base address.',
      vi: 'Có thể bỏ tiêu đề `X-DashScope-Async: enable`. SDK chính thức dùng được khi đặt địa chỉ gốc là `/api/v1` của cổng này.',
    },
    {
      en: 'Pictures may be given as `data:` URLs with base64; films and voices need an address.',
      vi: 'Ảnh có thể gửi dạng URL `data:` chứa base64; video và giọng nói phải có địa chỉ.',
    },
  ],
  seeAlso: ['qwen-video/video-query', 'qwen-video/first-and-last-frame', 'qwen-video/cancel-task'],
});
