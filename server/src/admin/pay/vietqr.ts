/**
 * The text of a VietQR code: EMVCo's fields as Napas uses them for a transfer to an account (QRIBFTTA). Banking apps read
 * the account, the amount and the text of the transfer from it.
 */
export type VietQr = {
  /** The bank's six digits. */
  readonly bin: string;
  readonly account: string;
  /** Whole VND; absent: the payer writes it. */
  readonly amount?: number;
  /** Text of the transfer: plain letters and digits pass every bank unchanged. */
  readonly content?: string;
};

/** Every field is its number, the length of its value, its value. */
function field(tag: string, value: string): string {
  if (value.length > 99) throw new RangeError(`field ${tag} of a VietQR code is longer than 99 characters`);
  return tag + String(value.length).padStart(2, '0') + value;
}

/** CRC-16/CCITT-FALSE, as four hex digits. */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}

export function vietQr({ bin, account, amount, content }: VietQr): string {
  const napas =
    field('00', 'A000000727') +
    field('01', field('00', bin) + field('01', account)) +
    field('02', 'QRIBFTTA');
  const text =
    field('00', '01') +
    field('01', amount === undefined ? '11' : '12') +
    field('38', napas) +
    field('53', '704') +
    (amount === undefined ? '' : field('54', String(amount))) +
    field('58', 'VN') +
    (content === undefined ? '' : field('62', field('08', content))) +
    '6304'; // the checksum covers its own number and length
  return text + crc16(text);
}
