import { page } from '../../page.ts';
import { created, createVideo, picture, pictureNote, pollNote } from '../../samples/unified-video.ts';
import { text } from '../../shape.ts';

export default page({
  section: 'veo-unified',
  slug: 'create-video-reference-image',
  rows: ['R126'],
  title: { en: 'Create video (reference image)', vi: 'Tạo video (ảnh tham chiếu)' },
  intro: {
    en: 'With a model whose name ends in `-components` the pictures are no frames: they show persons, things or places that shall appear in the film. Up to three.',
    vi: 'Với model có đuôi `-components`, ảnh không phải là khung hình: chúng cho biết người, vật hoặc nơi chốn sẽ xuất hiện trong video. Tối đa ba ảnh.',
  },
  call: createVideo,
  examples: [
    {
      title: { en: 'Three pictures', vi: 'Ba ảnh' },
      request: {
        model: 'veo3.1-components',
        prompt: 'The girl in the red coat walks the dog through the park',
        images: [picture, picture, picture],
        aspect_ratio: '16:9',
      },
      expect: { reply: created('veo3.1-components') },
    },
    {
      title: { en: 'Four are too many', vi: 'Bốn ảnh là quá nhiều' },
      request: { model: 'veo3.1-components', prompt: 'A park', images: [picture, picture, picture, picture] },
      expect: {
        status: 400,
        reply: {
          error: {
            message: text(
              'veo-3.1-generate-001 takes at most 3 reference images (request id: req_01m82z82bj8x8aefgbh66wa9t4)',
              /^veo-3\.1-generate-001 takes at most 3 reference images \(request id: req_\w+\)$/,
            ),
            type: 'invalid_request_error',
            param: 'images',
            code: 'invalid_value',
          },
        },
      },
    },
  ],
  notes: [
    pictureNote,
    {
      en: 'Films with reference images last eight seconds.',
      vi: 'Video dùng ảnh tham chiếu luôn dài tám giây.',
    },
    pollNote,
  ],
  seeAlso: ['veo-unified/create-video-with-image', 'veo-unified/query-task'],
});
