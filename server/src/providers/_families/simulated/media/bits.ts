/** Writes numbers bit by bit, the highest bit first. */
export class BitWriter {
  #bytes: number[] = [];
  #held = 0;
  #count = 0;

  /** The lowest `length` bits (at most 24) of a number. */
  bits(value: number, length: number): void {
    this.#held = (this.#held << length) | (value & ((1 << length) - 1));
    this.#count += length;
    while (this.#count >= 8) {
      this.#count -= 8;
      this.#bytes.push((this.#held >>> this.#count) & 255);
    }
    this.#held &= (1 << this.#count) - 1;
  }

  /** An unsigned Exp-Golomb number (ISO 14496-10, 9.1), below 2^16 - 1. */
  ue(value: number): void {
    const length = 31 - Math.clz32(value + 1);
    this.bits(0, length);
    this.bits(value + 1, length + 1);
  }

  /** A signed one. */
  se(value: number): void {
    this.ue(value > 0 ? 2 * value - 1 : -2 * value);
  }

  /** Bits written so far. */
  get length(): number {
    return this.#bytes.length * 8 + this.#count;
  }

  /** The bytes so far; the last one is filled with zeros. */
  bytes(): Buffer {
    return Buffer.from(
      this.#count === 0 ? this.#bytes : [...this.#bytes, (this.#held << (8 - this.#count)) & 255],
    );
  }
}
