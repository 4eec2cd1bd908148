import { crc32, deflateSync } from 'node:zlib';

/** Pixels of the longer side by the size that was asked for: a sixteenth of the upstream's. */
const sides: Readonly<Record<string, number>> = { '512': 32, '1K': 64, '2K': 128, '4K': 256 };

/** A small picture of the asked shape as PNG: a gradient whose colour depends on the prompt. */
export function paint(prompt: string, ratio = '1:1', size = '1K'): Buffer {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  const longest = sides[size.toUpperCase()] ?? 64;
  const scale = longest / Math.max(across, down, 1);
  const width = Math.max(1, Math.round(across * scale) || longest);
  const height = Math.max(1, Math.round(down * scale) || longest);
  const colour = crc32(prompt);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + width * 3) + 1 + x * 3;
      rows[at] = (colour + x * 2) & 0xff;
      rows[at + 1] = ((colour >>> 8) + y * 2) & 0xff;
      rows[at + 2] = (colour >>> 16) & 0xff;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8); // 8 bits, true colour
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const out = Buffer.alloc(8 + named.length);
  out.writeUInt32BE(content.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(crc32(named), 4 + named.length);
  return out;
}
