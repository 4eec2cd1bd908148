import type { CallRef } from '../../page.ts';
import { page } from '../../page.ts';
import { takenId } from '../../samples/unified-video.ts';
import { text } from '../../shape.ts';

const submit: CallRef = {
  dialect: 'gemini-video',
  method: 'POST',
  route: '/v1beta/models/:model:predictLongRunning',
};
const show: CallRef = {
  dialect: 'gemini-video',
  method: 'GET',
  route: '/v1beta/models/:model/operations/:operation',
};
const name = (model: string) =>
  text(
    `models/${model}/operations/task_01k9mzq2v8d4t6w1x3y5z7a9bc`,
    /^models\/[\w.-]+\/operations\/task_[0-9a-z]{26}$/,
  );

export default page({
  section: 'gemini-native',
  slug: 'video-generation-veo',
  rows: [],
  title: { en: 'Video generation (Veo, Gemini Omni)', vi: 'Tạo video (Veo, Gemini Omni)' },
  intro: {
    en: 'Films in Google’s own format, as `generateVideos` of Google’s SDKs sends it: `:predictLongRunning` gives the name of an operation, which is asked for until it is `done`. Unchanged SDKs work with the gateway as base URL, `files.download` too. Every video model can be used here, also those of other makers.',
    vi: 'Video theo định dạng của Google, đúng như `generateVideos` trong SDK của Google: `:predictLongRunning` trả về tên của một operation, hãy hỏi cho đến khi `done`. SDK giữ nguyên vẫn chạy khi đặt base URL là cổng này, kể cả `files.download`. Dùng được mọi model video, kể cả của nhà cung cấp khác.',
  },
  call: submit,
  examples: [
    {
      title: { en: 'Begin', vi: 'Bắt đầu' },
      params: { model: 'veo-3.1-fast-generate-001' },
      request: {
        instances: [{ prompt: 'A close-up of a calligrapher writing by candlelight' }],
        parameters: { aspectRatio: '16:9', durationSeconds: 8, resolution: '720p', negativePrompt: 'text' },
      },
      expect: { reply: { name: name('veo-3.1-fast-generate-001') } },
    },
    {
      title: { en: 'Ask until it is done', vi: 'Hỏi đến khi xong' },
      call: show,
      params: { model: 'veo3.1-fast', operation: takenId('veo-unified/create-video') },
      expect: {
        reply: {
          name: name('veo3.1-fast'),
          done: true,
          response: {
            '@type': 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse',
            generateVideoResponse: {
              raiMediaFilteredCount: 0,
              generatedSamples: [
                {
                  video: {
                    mimeType: 'video/mp4',
                    uri: text(
                      'http://127.0.0.1:3000/v1beta/files/video01k9mzq2v8d4t6w1x3y5z7a9bc0:download?alt=media',
                      /^https?:\/\/\S+\/v1beta\/files\/video[0-9a-z]{26}0:download\?alt=media$/,
                    ),
                  },
                },
              ],
            },
          },
        },
        comes: true,
      },
    },
    {
      title: { en: 'Gemini Omni, by the same call', vi: 'Gemini Omni, cùng một lệnh' },
      params: { model: 'gemini-omni-1.1-flash' },
      request: {
        instances: [{ prompt: 'A marble rolls down a wooden track' }],
        parameters: { durationSeconds: 5, resolution: '360p' },
      },
      expect: { reply: { name: name('gemini-omni-1.1-flash') } },
    },
  ],
  tables: [
    {
      title: { en: 'Google’s models, USD a second', vi: 'Model của Google, USD mỗi giây' },
      columns: [
        { en: 'Model', vi: 'Model' },
        { en: 'Channel', vi: 'Kênh' },
        '720p',
        '1080p',
        '4k',
        { en: 'Seconds', vi: 'Số giây' },
      ],
      rows: [
        ['`gemini-omni-1.1-flash`', 'Google AI Studio', '0.1014', '0.152', '0.3041', '3–10'],
        ['`veo-3.1-generate-001`', 'Vertex AI', '0.40', '0.40', '0.60', '4, 6, 8'],
        ['`veo-3.1-fast-generate-001`', 'Vertex AI', '0.10', '0.12', '0.30', '4, 6, 8'],
        ['`veo-3.1-lite-generate-001`', 'Vertex AI', '0.05', '0.08', '–', '4, 6, 8'],
      ],
    },
  ],
  notes: [
    {
      en: 'The film’s `uri` is fetched with your key (`x-goog-api-key`), as at Google.',
      vi: 'Tải `uri` của video bằng khóa của bạn (`x-goog-api-key`), như với Google.',
    },
    {
      en: 'On the Gemini API Google ended Veo 2 and 3 on 30 June 2026 and the previews of Veo 3.1 on 22 October 2026, and names Gemini Omni as what follows. Vertex AI still has Veo 3.1. Google itself offers Gemini Omni by its Interactions API only; the gateway turns this call into one.',
      vi: 'Trên Gemini API, Google đã ngừng Veo 2 và 3 từ 30/6/2026 và bản preview của Veo 3.1 từ 22/10/2026, thay bằng Gemini Omni. Vertex AI vẫn còn Veo 3.1. Google chỉ cung cấp Gemini Omni qua Interactions API; cổng tự chuyển đổi lệnh này.',
    },
    {
      en: 'To go on with a film, send the `uri` of an earlier one as `instances[0].video.uri`. 1080p, 4k, reference images and going on take eight seconds.',
      vi: 'Để nối tiếp một video, gửi `uri` của video trước trong `instances[0].video.uri`. 1080p, 4k, ảnh tham chiếu và nối tiếp yêu cầu tám giây.',
    },
    {
      en: 'What the content rules hold back is `done` without a film: `raiMediaFilteredReasons` says why, and nothing is charged.',
      vi: 'Nội dung bị bộ lọc giữ lại vẫn `done` nhưng không có video: `raiMediaFilteredReasons` nêu lý do và không bị tính tiền.',
    },
  ],
  seeAlso: ['gemini-native/video-understanding', 'veo-unified/create-video'],
});
