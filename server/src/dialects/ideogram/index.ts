import type { Dialect, SubmitEndpoint } from '../../spec/dialect.ts';
import { readDescribe, readGenerate, readRemix, readUpscale, readV3 } from './read.ts';
import { describeBody, generateBody, remixBody, upscaleBody, type V3Part, v3Bodies } from './wire.ts';
import { writeFault, written } from './write.ts';

type Submit = Pick<SubmitEndpoint, 'path' | 'name' | 'rows' | 'summary' | 'body' | 'read'> &
  Partial<Pick<SubmitEndpoint, 'form'>>;

const submit = (endpoint: Submit): SubmitEndpoint => ({
  does: 'submit-task',
  method: 'POST',
  kind: 'image',
  typeName: 'ideogram',
  written,
  ...endpoint,
});

const v3 = (part: V3Part, row: string, summary: SubmitEndpoint['summary']): SubmitEndpoint =>
  submit({
    path: `/ideogram/v1/ideogram-v3/${part}`,
    name: `v3-${part}`,
    form: true,
    rows: [row],
    summary,
    body: v3Bodies[part],
    read: readV3(part),
  });

const edit = v3('edit', 'R092', { en: 'Edit a part of a picture', vi: 'Sửa một phần của ảnh' });

/** Ideogram's API: requests are answered when their pictures are there. */
export const ideogram: Dialect = {
  id: 'ideogram',
  wire: 'ideogram',
  title: { en: 'Ideogram', vi: 'Ideogram' },
  endpoints: [
    v3('generate', 'R091', { en: 'Make pictures with Ideogram 3.0', vi: 'Tạo ảnh bằng Ideogram 3.0' }),
    edit,
    v3('remix', 'R093', { en: 'Make pictures after a picture', vi: 'Tạo ảnh mới dựa trên một ảnh' }),
    v3('reframe', 'R094', { en: 'Give a picture another shape', vi: 'Đổi khung hình của ảnh' }),
    v3('replace-background', 'R095', { en: 'Replace a background', vi: 'Thay nền của ảnh' }),
    // Ideogram's newer name of the edit.
    { ...edit, path: '/ideogram/v1/ideogram-v3/inpaint', name: 'v3-inpaint', rows: [], alias: true },
    submit({
      path: '/ideogram/generate',
      name: 'generate',
      rows: ['R096'],
      summary: { en: 'Make pictures with an earlier model', vi: 'Tạo ảnh bằng model đời trước' },
      body: generateBody,
      read: readGenerate,
    }),
    submit({
      path: '/ideogram/remix',
      name: 'remix',
      form: true,
      rows: ['R097'],
      summary: { en: 'Make pictures after a picture, earlier models', vi: 'Trộn ảnh bằng model đời trước' },
      body: remixBody,
      read: readRemix,
    }),
    submit({
      path: '/ideogram/upscale',
      name: 'upscale',
      form: true,
      rows: ['R098'],
      summary: { en: 'Make a picture larger', vi: 'Phóng to ảnh' },
      body: upscaleBody,
      read: readUpscale,
    }),
    submit({
      path: '/ideogram/describe',
      name: 'describe',
      form: true,
      rows: ['R099'],
      summary: { en: 'Describe a picture', vi: 'Mô tả ảnh' },
      body: describeBody,
      read: readDescribe,
    }),
  ],
  writeFault,
  // Nothing of this wire streams.
  writeStreamFault: () => '',
  keepAlive: '',
};
