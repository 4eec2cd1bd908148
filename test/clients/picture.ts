import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** A PNG of 96 × 96 pixels with colours that run. */
export function picture(): Buffer {
  const side = 96;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8); // 8 bits, RGB
  const row = (y: number) => [0, ...Array.from({ length: side }, (_, x) => [x * 2, y * 2, 128]).flat()];
  const pixels = Buffer.from(Array.from({ length: side }, (_, y) => row(y)).flat());
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** How PNG, JPEG and WebP begin in base64: a tool may write a picture anew. */
export const pictureInBase64 = /iVBORw0KGgo|\/9j\/[A-Za-z0-9+/]{20}|UklGR[A-Za-z0-9+/]{20}/;
