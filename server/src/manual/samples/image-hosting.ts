import type { CallRef } from '../page.ts';
import { type Shape, taken, text, whole } from '../shape.ts';

/** What the pages on hosted pictures share. */

const call = (method: CallRef['method'], route: string): CallRef => ({
  dialect: 'image-hosting',
  method,
  route,
});
export const uploadPicture = call('POST', '/api/upload');
export const uploadToLsky = call('POST', '/api/v1/upload');
export const listPictures = call('GET', '/api/upload');
export const showPicture = call('GET', '/api/proxy/image/:image');
export const deletePicture = call('DELETE', '/api/proxy/image/:image');
export const deleteByLink = call('GET', '/api/proxy/delete/:link');

const sampleId = '3f2a9c0d5b6e47a18c9d0e1f2a3b4c5d';
const sampleDelete = '9b1c4e7f20d35a6881f0c2d4e6a8b0c1';
/** Bytes of photo.png. */
export const photoBytes = 70;

export const page = 'help-center/self-hosted-image-hosting-api';
export const pictureId = taken(sampleId, page, ['id']);
export const deleteId = taken(sampleDelete, page, ['delete_id']);

const digits = (sample: string): Shape => text(sample, /^[0-9a-f]{32}$/);

export const pictureLink = (ending = ''): Shape =>
  text(
    `https://your-gateway/api/proxy/image/${sampleId}${ending}`,
    new RegExp(`^https?://.+/api/proxy/image/[0-9a-f]{32}${ending.replace('.', '\\.')}$`),
  );
export const deleteLink = text(
  `https://your-gateway/api/proxy/delete/${sampleDelete}`,
  /^https?:\/\/.+\/api\/proxy\/delete\/[0-9a-f]{32}$/,
);
const milliseconds = (sample: number) => whole(sample, 1_000_000_000_000);

export const pictureObject: Shape = {
  url: pictureLink(),
  created: milliseconds(1_757_403_998_946),
  expires: milliseconds(1_788_939_998_946),
  id: digits(sampleId),
  content_type: 'image/png',
  size: photoBytes,
  delete_id: digits(sampleDelete),
  delete_url: deleteLink,
};

/** In words around the name that changes: Lsky's ready-made texts. */
const around = (before: string, after: string): Shape => {
  const escaped = (words: string) =>
    words
      .replace(/[[\]().*+?^$]/g, '\\$&')
      .replaceAll('NAME', '[0-9a-f]{32}')
      .replaceAll('https://your-gateway', 'https?://[^)"\\]]+');
  const link = `https://your-gateway/api/proxy/image/NAME.png`;
  const whole = `${before}${link}${after}`;
  return text(whole.replaceAll('NAME', sampleId), new RegExp(`^${escaped(whole)}$`));
};

export const lskyReply: Shape = {
  status: true,
  message: 'ok',
  data: {
    key: digits(sampleId),
    name: text(`${sampleId}.png`, /^[0-9a-f]{32}\.png$/),
    origin_name: 'photo.png',
    extension: 'png',
    size: 0.07,
    mimetype: 'image/png',
    links: {
      url: pictureLink('.png'),
      html: around('<img src="', '" alt="NAME.png">'),
      bbcode: around('[img]', '[/img]'),
      markdown: around('![NAME.png](', ')'),
      delete_url: deleteLink,
    },
  },
};
