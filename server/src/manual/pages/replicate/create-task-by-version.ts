import { sheets } from '../../../catalogue/replicate/index.ts';
import { page } from '../../page.ts';
import { byVersion, createExample, fresh, must, priceNote } from '../../samples/replicate.ts';
import { text } from '../../shape.ts';

const told = /version/;

export default page({
  section: 'replicate',
  slug: 'create-task-by-version',
  rows: ['R224'],
  title: {
    en: 'Create task - via model version (predictions)',
    vi: 'Tạo tác vụ theo phiên bản model (predictions)',
  },
  intro: {
    en: 'Runs a model that is named in the body: `version` is `owner/name:version`, the 64 digits of a version alone, or `owner/name`.',
    vi: 'Chạy model được nêu trong body: `version` là `owner/name:version`, chỉ 64 ký tự của phiên bản, hoặc `owner/name`.',
  },
  call: byVersion,
  examples: [
    createExample('stability-ai/stable-diffusion', 'version', {
      en: 'By name and version',
      vi: 'Theo tên và phiên bản',
    }),
    {
      title: {
        en: 'An official model has no version to name',
        vi: 'Model chính thức không cần nêu phiên bản',
      },
      request: { version: 'google/imagen-4-fast', input: { prompt: 'A lemon on a blue plate' } },
      expect: { status: 201, reply: fresh('google/imagen-4-fast', { prompt: 'A lemon on a blue plate' }) },
    },
    {
      title: { en: 'Without a version', vi: 'Thiếu phiên bản' },
      request: { input: { prompt: 'A lemon' } },
      expect: {
        status: 422,
        reply: {
          title: 'Input validation failed',
          detail: text('you must provide version (request id: req_01m82z82bj8x8aefgbh66wa9t4)', told),
          status: 422,
          code: 'field_invalid',
          invalid_fields: [
            { type: 'field_invalid', field: 'version', description: 'you must provide version' },
          ],
        },
      },
    },
  ],
  tables: [
    {
      title: { en: 'Versions of community models', vi: 'Phiên bản của các model cộng đồng' },
      columns: ['model', 'version'],
      rows: sheets.flatMap(({ name, versions }) => (versions ? [[name, versions[0]]] : [])),
    },
  ],
  notes: [
    priceNote(must('stability-ai/stable-diffusion')),
    {
      en: 'An operator can add any other model of Replicate: it is then named in the same way.',
      vi: 'Người vận hành có thể thêm bất kỳ model nào khác của Replicate; cách gọi vẫn như trên.',
    },
  ],
  seeAlso: ['replicate/query-task', 'replicate/access-tutorial'],
});
