import { advance, drawLine, hashOf, rgbOf, wrap } from './font.ts';
import { type Grid, nextPicture, parameterSets, wholePicture } from './h264.ts';
import { tuneFrames } from './mp3.ts';
import { mp4Of, type Track } from './mp4.ts';

export type FilmRequest = {
  /** Pixels, 1 to 4096; an odd side grows by one, as the colours of H.264 need even ones. */
  readonly width: number;
  readonly height: number;
  /** More than 0, at most 600. Rounded to pictures. */
  readonly seconds: number;
  readonly text?: string;
  /** Puts a tune (MP3) beside the pictures. */
  readonly sound?: boolean;
};

/** Pictures a second; each second begins with one that needs no other. */
const rate = 24;

/**
 * A film as an MP4 (H.264 baseline, 24 pictures a second) that ordinary players and browsers play and seek in: a
 * background that changes each second, a ball that runs across, a bar of how much has gone by and, where there is
 * room, the text, all drawn in blocks of 16 x 16 pixels. The same input gives the same bytes; 10 seconds of
 * 1280 x 720 are some 80 kB. RangeError for sizes and lengths outside the bounds.
 */
export function makeFilm({ width, height, seconds, text = '', sound = false }: FilmRequest): Buffer {
  for (const side of [width, height])
    if (!Number.isInteger(side) || side < 1 || side > 4096)
      throw new RangeError(`a side of ${side} pixels; 1 to 4096 are drawn`);
  if (!(seconds > 0 && seconds <= 600))
    throw new RangeError(`a film of ${seconds} seconds; up to 600 are made`);
  const size = { width: width + (width % 2), height: height + (height % 2) };
  const across = Math.ceil(size.width / 16);
  const down = Math.ceil(size.height / 16);
  const count = Math.max(1, Math.round(seconds * rate));
  const hash = hashOf(text);

  const samples: Buffer[] = [];
  const entries: number[] = [];
  let scene: Grid = new Uint32Array(across * down);
  let before = scene;
  for (let index = 0; index < count; index++) {
    const second = Math.floor(index / rate);
    if (index % rate === 0) scene = sceneOf(across, down, hash, second, text);
    const grid = scene.slice();
    moveOn(grid, across, down, count === 1 ? 1 : index / (count - 1), (index % rate) / rate);
    if (index % rate === 0) entries.push(index);
    const unit =
      index % rate === 0
        ? wholePicture(grid, across, second % 2)
        : nextPicture(grid, before, across, index % rate);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(unit.length);
    samples.push(Buffer.concat([length, unit]));
    before = grid;
  }

  const pictures: Track = {
    kind: 'picture',
    scale: rate * 512,
    delta: 512,
    samples,
    entries,
    ...size,
    ...parameterSets(size.width, size.height, rate),
  };
  if (!sound) return mp4Of([pictures]);
  const tune = tuneFrames(count / rate, text);
  return mp4Of([
    pictures,
    {
      kind: 'mp3',
      scale: tune.rate,
      delta: tune.samples,
      samples: tune.frames,
      rate: tune.rate,
      bitrate: tune.bitrate,
    },
  ]);
}

/** A colour of the film, 0xYYBBRR (ITU-R BT.601, studio range). */
function colourOf([red, green, blue]: readonly [number, number, number]): number {
  const bright = Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255);
  const toBlue = Math.round(128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255);
  const toRed = Math.round(128 + (112 * red - 93.786 * green - 18.214 * blue) / 255);
  return (bright << 16) | (toBlue << 8) | toRed;
}

const white = colourOf([255, 255, 255]);
const grey = colourOf([60, 60, 70]);
const amber = colourOf([255, 190, 40]);

/** What stands still for a second: bands of one hue and the text. */
function sceneOf(across: number, down: number, hash: number, second: number, text: string): Grid {
  const grid = new Uint32Array(across * down);
  const hue = ((hash % 360) + second * 25) % 360;
  for (let y = 0; y < down; y++) {
    const band = Math.floor((y * 8) / down) / 8;
    grid.fill(colourOf(rgbOf((hue + band * 40) % 360, 0.5, 0.3 + band * 0.25)), y * across, (y + 1) * across);
  }
  // The last rows are the ball's and the bar's.
  const room = Math.floor((down - 5) / advance.down);
  const most = Math.floor((across - 1) / advance.across);
  if (most < 3) return grid;
  wrap(text, most, room).forEach((line, index) => {
    drawLine(line, (x, y, length) => {
      const at = (1 + index * advance.down + y) * across + 1 + x;
      grid.fill(white, at, at + length);
    });
  });
  return grid;
}

/** `part`: of the film gone by; `beat`: of the second. */
function moveOn(grid: Grid, across: number, down: number, part: number, beat: number): void {
  const size = Math.max(1, Math.min(3, Math.floor(down / 4)));
  const left = Math.round(beat * (across - size));
  if (down > size)
    for (let y = down - 1 - size; y < down - 1; y++)
      grid.fill(amber, y * across + left, y * across + Math.min(across, left + size));
  const bar = (down - 1) * across;
  const gone = Math.round(part * across);
  grid.fill(white, bar, bar + gone);
  grid.fill(grey, bar + gone, bar + across);
}
