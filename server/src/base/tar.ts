/** Writing and reading of tar archives (ustar, with the base-256 sizes of GNU tar for files over 8 GB). */

const blockBytes = 512;

export type TarEntry = {
  readonly name: string;
  readonly size: number;
  readonly modifiedAt: number;
  /** Exactly `size` bytes. */
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

const octal = (value: number, width: number): string => value.toString(8).padStart(width - 1, '0') + '\0';

function headerOf({ name, size, modifiedAt }: Pick<TarEntry, 'name' | 'size' | 'modifiedAt'>): Buffer {
  if (Buffer.byteLength(name) > 100) throw new RangeError(`the name ${name} is longer than 100 bytes`);
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0);
  block.write(octal(0o600, 8), 100);
  block.write(octal(0, 8), 108);
  block.write(octal(0, 8), 116);
  if (size < 8 ** 11) block.write(octal(size, 12), 124);
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write(octal(Math.floor(modifiedAt / 1000), 12), 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((all, byte) => all + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

export async function* writeTar(entries: AsyncIterable<TarEntry>): AsyncGenerator<Uint8Array> {
  for await (const entry of entries) {
    yield headerOf(entry);
    let written = 0;
    for await (const chunk of entry.bytes) {
      written += chunk.length;
      if (written > entry.size) throw new Error(`${entry.name} is longer than was said`);
      yield chunk;
    }
    if (written < entry.size) throw new Error(`${entry.name} is shorter than was said`);
    if (written % blockBytes > 0) yield Buffer.alloc(blockBytes - (written % blockBytes));
  }
  yield Buffer.alloc(2 * blockBytes);
}

/** Gives as many bytes as are asked for, however they come. */
class Bytes {
  readonly #from: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(from: AsyncIterable<Uint8Array>) {
    this.#from = from[Symbol.asyncIterator]();
  }

  /** At most so many, at least one; undefined at the end. */
  async some(most: number): Promise<Buffer | undefined> {
    while (this.#rest.length === 0) {
      const next = await this.#from.next();
      if (next.done) return undefined;
      this.#rest = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
    const part = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(part.length);
    return part;
  }

  async exactly(count: number): Promise<Buffer | undefined> {
    const parts: Buffer[] = [];
    for (let left = count; left > 0; ) {
      const part = await this.some(left);
      if (!part) {
        if (parts.length === 0) return undefined;
        throw new Error('the archive ends too early');
      }
      parts.push(part);
      left -= part.length;
    }
    return Buffer.concat(parts);
  }
}

/** Hands every file to `take`, whose reading must end before the next file comes. */
export async function readTar(
  from: AsyncIterable<Uint8Array>,
  take: (file: { name: string; size: number; bytes: AsyncIterable<Uint8Array> }) => Promise<void>,
): Promise<void> {
  const bytes = new Bytes(from);
  for (;;) {
    const block = await bytes.exactly(blockBytes);
    if (!block) throw new Error('the archive ends too early');
    if (block.every((byte) => byte === 0)) return;
    const told = Number.parseInt(block.toString('latin1', 148, 156), 8);
    const counted = block.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
    if (told !== counted) throw new Error('this is no tar archive, or it is damaged');
    const name = block.toString('utf8', 0, 100).replace(/\0.*$/s, '');
    const size =
      block[124] === 0x80
        ? Number(block.readBigUInt64BE(128))
        : Number.parseInt(block.toString('latin1', 124, 136), 8);
    let left = size;
    async function* content() {
      while (left > 0) {
        const part = await bytes.some(left);
        if (!part) throw new Error(`the archive ends inside ${name}`);
        left -= part.length;
        yield part;
      }
    }
    await take({ name, size, bytes: content() });
    for await (const _skipped of content()); // what nobody read
    if (size % blockBytes > 0) await bytes.exactly(blockBytes - (size % blockBytes));
  }
}
