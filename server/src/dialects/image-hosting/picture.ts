import type { RequestHead } from '../../spec/call.ts';
import { GatewayError } from '../../spec/fault.ts';
import type { FileDesk, Upload } from '../../spec/files.ts';
import { JpegSize, type PictureSize, sizeBytes, sizeIn } from './picture-size.ts';

/** Largest picture, bytes. The documented service advises about 10 MB. */
export const largestPicture = 10 * 1024 * 1024;
/** What opens a picture needs four bytes for each pixel, however small its file is. */
const mostPixels = 100_000_000;
const longestSide = 30_000;
/** Enough to tell every type by. */
const headBytes = 16;

/** Endings of the types that are taken: the four that models read. SVG and HTML can hold scripts, so they are not. */
export const endings: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** The type of a picture by its first bytes, whatever it is called; undefined for what is not taken. */
export function pictureType(bytes: Buffer): string | undefined {
  const head = bytes.toString('latin1', 0, headBytes);
  if (head.startsWith('\x89PNG\r\n\x1a\n') && head.slice(12) === 'IHDR') return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && /^WEBPVP8[ LX]$/.test(head.slice(8))) return 'image/webp';
  return undefined;
}

export const tooLarge = (): GatewayError =>
  new GatewayError('body_too_large', `a picture may have at most ${largestPicture / 1024 / 1024} MB`);

/** Looks at a picture on its way to the desk. `type` is known once the upload is whole. */
export class PictureDesk implements FileDesk {
  readonly #desk: FileDesk;
  #head: Buffer = Buffer.alloc(0);
  #type: string | undefined;
  #jpeg: JpegSize | undefined;
  #sized = false;
  readonly begun: undefined;

  constructor(desk: FileDesk) {
    this.#desk = desk;
  }

  async begin(expected?: number): Promise<Upload> {
    const upload = await this.#desk.begin(expected);
    const look = (bytes: Buffer) => this.#look(bytes);
    return {
      get size() {
        return upload.size;
      },
      note: upload.note,
      async write(bytes) {
        look(bytes);
        if (upload.size + bytes.length > largestPicture) throw tooLarge();
        await upload.write(bytes);
      },
      cut: (size) => upload.cut(size),
      finish: (about) => upload.finish(about),
      putAside: (note) => upload.putAside(note),
      drop: () => upload.drop(),
    };
  }

  /** Throws media_type_unsupported as soon as it is seen to be no picture, body_too_large for one of too many pixels. */
  #look(bytes: Buffer): void {
    if (this.#sized) return;
    const known = this.#head.length;
    if (known < sizeBytes) {
      this.#head = Buffer.concat([this.#head, bytes.subarray(0, sizeBytes - known)]);
      if (this.#head.length >= headBytes) this.#type ??= this.#known();
    }
    if (this.#type === 'image/jpeg') this.#lookOn(known, bytes);
    else if (this.#head.length === sizeBytes) this.#check(sizeIn(this.type, this.#head));
  }

  #lookOn(known: number, bytes: Buffer): void {
    if (this.#jpeg) this.#jpeg.read(bytes);
    else {
      this.#jpeg = new JpegSize();
      this.#jpeg.read(this.#head);
      this.#jpeg.read(bytes.subarray(this.#head.length - known));
    }
    const { found } = this.#jpeg;
    if (found !== undefined) this.#check(found === 'damaged' ? undefined : found);
  }

  #check(size: PictureSize | undefined): void {
    if (!size || size.width === 0 || size.height === 0)
      throw new GatewayError(
        'media_type_unsupported',
        'the picture is damaged: it does not say how wide and high it is',
      );
    const { width, height } = size;
    if (width > longestSide || height > longestSide || width * height > mostPixels)
      throw new GatewayError(
        'body_too_large',
        `a picture may have at most ${mostPixels / 1_000_000} megapixels and ${longestSide} pixels a side; this one has ${width} × ${height}`,
      );
    this.#sized = true;
  }

  #known(): string {
    const type = pictureType(this.#head);
    if (type === undefined)
      throw new GatewayError(
        'media_type_unsupported',
        'unsupported file format: send a PNG, JPEG, GIF or WebP picture',
      );
    return type;
  }

  /** Throws media_type_unsupported. */
  get type(): string {
    return this.#type ?? this.#known();
  }

  /** The type of the whole picture. Throws media_type_unsupported where it ended before it said how large it is. */
  get wholeType(): string {
    const { type } = this;
    if (!this.#sized) this.#check(undefined);
    return type;
  }
}

/** What `image` holds: a data: URL, or base64 alone. Throws field_invalid. */
export function decoded(image: unknown): Buffer {
  const wrong = (message: string) => new GatewayError('field_invalid', message, { param: 'image' });
  if (typeof image !== 'string') throw wrong('send the picture as base64 text in image');
  const text = image.startsWith('data:') ? image.slice(image.indexOf(',') + 1) : image.trim();
  // Node passes over what is no base64; only what comes to its full length was all of it.
  const digits = text.length - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length !== Math.floor((digits * 3) / 4))
    throw wrong('image is no base64: send a data: URL, or base64 alone');
  return bytes;
}

/** The whole body of a request whose picture stands in JSON. Throws body_too_large. */
export async function collected(head: RequestHead, body: AsyncIterable<Buffer>): Promise<Buffer> {
  /** Base64, and what stands around it. */
  const most = Math.ceil(largestPicture / 3) * 4 + 4096;
  if (Number(head.headers['content-length'] ?? 0) > most) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
