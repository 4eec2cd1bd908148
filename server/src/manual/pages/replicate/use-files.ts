import { page } from '../../page.ts';
import { byModel, fresh, pathOf, replicateCall, replicateFile } from '../../samples/replicate.ts';
import { taken, text, Varying } from '../../shape.ts';

const from = 'replicate/upload-file';
const file = taken('k4u01kb2m3n4p5q6r7s8t9v0w1x2y', from, ['id']);
const link = taken('http://127.0.0.1:3000/replicate/v1/files/k4u01kb2m3n4p5q6r7s8t9v0w1x2y', from, [
  'urls',
  'get',
]);
const anyList = new Varying([{ id: 'k4u01kb2m3n4p5q6r7s8t9v0w1x2y', name: 'photo.png' }], (value, where) =>
  Array.isArray(value) && value.length > 0 ? [] : [`${where} is no list`],
);
const rembg = 'lucataco/remove-bg';

export default page({
  section: 'replicate',
  slug: 'use-files',
  rows: [],
  title: { en: 'Use, list and delete files', vi: 'Dùng, liệt kê và xóa tệp' },
  intro: {
    en: 'A file that was uploaded stands in an input by its address. It is forgotten after a day, or when you delete it.',
    vi: 'Tệp đã tải lên được dùng trong input bằng địa chỉ của nó. Tệp bị xóa sau một ngày, hoặc khi bạn xóa.',
  },
  call: replicateCall('GET', '/files/:file'),
  examples: [
    {
      title: { en: 'Show a file', vi: 'Xem một tệp' },
      params: { file },
      expect: { reply: replicateFile({}) },
    },
    {
      title: { en: 'A task with the file', vi: 'Tác vụ dùng tệp' },
      call: byModel,
      params: pathOf(rembg),
      request: { input: { image: link } },
      expect: {
        status: 201,
        reply: fresh(rembg, {
          image: text('data:image/png;base64,iVBORw0KGgo…', /^data:image\/png;base64,iVBOR/),
        }),
      },
    },
    {
      title: { en: 'Its bytes', vi: 'Nội dung tệp' },
      call: replicateCall('GET', '/files/:file/download'),
      params: { file },
      expect: { bytes: { type: 'image/png', least: 60 } },
    },
    {
      title: { en: 'Your files, newest first', vi: 'Các tệp của bạn, mới nhất trước' },
      call: replicateCall('GET', '/files'),
      expect: { reply: { previous: null, next: null, results: anyList } },
    },
    {
      title: { en: 'Delete a file', vi: 'Xóa tệp' },
      call: replicateCall('DELETE', '/files/:file'),
      params: { file },
      expect: { status: 204, empty: true },
    },
  ],
  seeAlso: ['replicate/upload-file', 'chatgpt-files/use-files'],
});
