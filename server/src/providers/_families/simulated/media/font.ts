/**
 * A font of 5 x 7 points for the printable ASCII characters. A glyph is seven rows from the top, each a digit to the
 * base of 32 whose five bits are the points from the left.
 */
const glyphs = (
  '0000000 4444404 aaa0000 aavavaa 4fke5u4 op248j3 cik8lid 4480000 2488842 8422248 04lel40 044v440 0000c48 000v000 ' +
  '00000cc 01248g0 ehjlphe 4c4444e eh1248v v2421he 26aiv22 vgu11he 68guhhe v124888 ehhehhe ehhf12c 0cc0cc0 0cc0c48 ' +
  '248g842 00v0v00 8421248 eh12404 ehnlngf ehhvhhh uhhuhhu ehggghe sihhhis vgguggv vgguggg ehgnhhf hhhvhhh e44444e ' +
  '72222ic hikokih ggggggv hrllhhh hhpljhh ehhhhhe uhhuggg ehhhlid uhhukih fgge11u v444444 hhhhhhe hhhhha4 hhhllla ' +
  'hha4ahh hhha444 v1248gv e88888e 0g84210 e22222e 4ah0000 000000v 8420000 00e1fhf ggmphhu 00egghe 11djhhf 00ehvge ' +
  '698s888 0fhhf1e ggmphhh 40c444e 20622ic ggikoki c44444e 00qllhh 00mphhh 00ehhhe 00uhugg 00djf11 00mpggg 00ege1u ' +
  '88s8896 00hhhjd 00hhha4 00hhlla 00ha4ah 00hhf1e 00v248v 2448442 4444444 8442448 008l200'
)
  .split(' ')
  .map((rows) => [...rows].map((row) => Number.parseInt(row, 32)));
/** For what the font does not have. */
const box = [31, 17, 17, 17, 17, 17, 31];

/** Points from one character to the next, and from one line to the next. */
export const advance = { across: 6, down: 9 };

/** A text as lines of at most `across` characters; what does not fit into `down` lines ends in dots. */
export function wrap(text: string, across: number, down: number): string[] {
  if (across < 1 || down < 1) return [];
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    let rest = [...word];
    if (line !== '' && [...line].length + 1 + rest.length <= across) {
      line += ` ${word}`;
      continue;
    }
    if (line !== '') lines.push(line);
    for (; rest.length > across; rest = rest.slice(across)) lines.push(rest.slice(0, across).join(''));
    line = rest.join('');
    if (lines.length > down) break;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= down) return lines;
  const last = [...(lines[down - 1] ?? '')].slice(0, Math.max(0, across - 2)).join('');
  return [...lines.slice(0, down - 1), across > 2 ? `${last}..` : last];
}

/** Calls `fill` for each run of points in a row: from (x, y), so many to the right, in points from the first glyph. */
export function drawLine(line: string, fill: (x: number, y: number, length: number) => void): void {
  [...line].forEach((character, index) => {
    const rows = glyphs[(character.codePointAt(0) ?? 0) - 32] ?? box;
    rows.forEach((row, y) => {
      for (let x = 0; x < 5; ) {
        const from = x;
        while (x < 5 && row & (16 >> x)) x++;
        if (x > from) fill(index * advance.across + from, y, x - from);
        else x++;
      }
    });
  });
}

/** A number of 32 bits for a text (FNV-1a over UTF-16 units, then mixed so that all bits count). */
export function hashOf(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Red, green and blue (0 to 255) of a hue (degrees), saturation and lightness (0 to 1). */
export function rgbOf(hue: number, saturation: number, lightness: number): readonly [number, number, number] {
  const part = (n: number): number => {
    const k = (n + hue / 30) % 12;
    const swing = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - swing * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [part(0), part(8), part(4)];
}
