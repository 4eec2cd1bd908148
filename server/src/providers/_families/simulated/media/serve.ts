import { createHash } from 'node:crypto';
import { makeFilm } from './film.ts';
import { drawPicture } from './png.ts';
import { makeTune } from './tune.ts';

/** What a media address can ask for. */
export type Media =
  | {
      readonly kind: 'picture';
      readonly width: number;
      readonly height: number;
      readonly text: string;
      readonly seed?: number;
    }
  | {
      readonly kind: 'film';
      readonly width: number;
      readonly height: number;
      readonly seconds: number;
      readonly text?: string;
      readonly sound?: boolean;
    }
  | {
      readonly kind: 'tune';
      readonly seconds: number;
      readonly text?: string;
      /** 'mp3' where absent. */
      readonly format?: 'wav' | 'mp3';
    };

const prefix = '/_media/';
/** Pixels; seconds; characters. What lies outside is brought inside. */
const bounds = {
  side: 4096,
  filmSide: 1920,
  filmSeconds: 60,
  tuneSeconds: 480,
  text: 300,
  seed: 2 ** 32 - 1,
};
const keptResults = 8;

const within = (value: number, most: number, least: number): number =>
  Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : least;
const whole = (value: number, most: number, least = 1): number => Math.round(within(value, most, least));
const seconds = (value: number, most: number): number => Math.round(within(value, most, 0.1) * 1000) / 1000;
const short = (text: string): string =>
  [...text.slice(0, bounds.text * 2)].slice(0, bounds.text).join('').toWellFormed();

/**
 * The path of a picture, film or tune that `serveMedia` answers at any time after: all it needs is in it. Sizes,
 * lengths and texts are brought inside the bounds.
 */
export function mediaPath(media: Media): string {
  const query = new URLSearchParams();
  if (media.kind !== 'tune') {
    const most = media.kind === 'film' ? bounds.filmSide : bounds.side;
    query.set('w', String(whole(media.width, most)));
    query.set('h', String(whole(media.height, most)));
  }
  if (media.kind !== 'picture')
    query.set(
      's',
      String(seconds(media.seconds, media.kind === 'film' ? bounds.filmSeconds : bounds.tuneSeconds)),
    );
  if (media.text) query.set('t', short(media.text));
  if (media.kind === 'picture' && media.seed !== undefined)
    query.set('seed', String(whole(media.seed, bounds.seed, 0)));
  if (media.kind === 'film' && media.sound) query.set('sound', '1');
  const name =
    media.kind === 'picture'
      ? 'picture.png'
      : media.kind === 'film'
        ? 'film.mp4'
        : `tune.${media.format ?? 'mp3'}`;
  return `${prefix}${name}?${query}`;
}

/**
 * The absolute address of a path for the answers of a simulator. Behind a server the header `x-simulated-base` says
 * under which address the simulator is reached (without a slash at the end); else it is the request's own origin.
 */
export function mediaUrl(request: Request, path: string): string {
  const base = request.headers.get('x-simulated-base') ?? new URL(request.url).origin;
  return base.replace(/\/+$/, '') + path;
}

type Made = { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string; readonly etag: string };
const made = new Map<string, Made>();

/** Makes what the address asks for, or takes it from the last few; undefined for an unknown name. */
function mediaAt(url: URL): Made | undefined {
  const file = url.pathname.slice(prefix.length);
  const query = url.searchParams;
  const number = (name: string, fallback: number): number => {
    const text = query.get(name);
    return text === null || text.trim() === '' || !Number.isFinite(Number(text)) ? fallback : Number(text);
  };
  const text = short(query.get('t') ?? '');
  const most = file === 'film.mp4' ? bounds.filmSide : bounds.side;
  const size = { width: whole(number('w', 512), most), height: whole(number('h', 512), most) };
  let type: string;
  let key: string;
  let make: () => Buffer;
  if (file === 'picture.png') {
    const seed = whole(number('seed', 0), bounds.seed, 0);
    type = 'image/png';
    key = JSON.stringify([file, size, text, seed]);
    make = () => drawPicture({ ...size, text, seed });
  } else if (file === 'film.mp4') {
    const wanted = {
      ...size,
      seconds: seconds(number('s', 5), bounds.filmSeconds),
      text,
      sound: query.get('sound') === '1',
    };
    type = 'video/mp4';
    key = JSON.stringify([file, wanted]);
    make = () => makeFilm(wanted);
  } else if (file === 'tune.mp3' || file === 'tune.wav') {
    const format = file === 'tune.mp3' ? 'mp3' : 'wav';
    const wanted = { seconds: seconds(number('s', 5), bounds.tuneSeconds), text, format } as const;
    type = format === 'mp3' ? 'audio/mpeg' : 'audio/wav';
    key = JSON.stringify([file, wanted]);
    make = () => makeTune(wanted);
  } else return undefined;

  const last = made.get(key);
  made.delete(key);
  const result = last ?? {
    bytes: new Uint8Array(make()),
    type,
    etag: `"${createHash('sha256').update(key).digest('hex').slice(0, 24)}"`,
  };
  made.set(key, result);
  for (const oldest of made.keys()) {
    if (made.size <= keptResults) break;
    made.delete(oldest);
  }
  return result;
}

/** The bytes that `Range` asks for (RFC 9110, 14.2): `whole` where it is absent, not ours to read or of several parts. */
function rangeOf(header: string | null, length: number): { from: number; to: number } | 'whole' | 'outside' {
  const parts = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/.exec(header?.trim() ?? '');
  if (parts === null) return 'whole';
  const [, first, last, suffix] = parts;
  const from = suffix === undefined ? Number(first) : Math.max(0, length - Number(suffix));
  const to = last === undefined || last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (last && Number(last) < Number(first)) return 'whole';
  return from >= length || suffix === '0' ? 'outside' : { from, to };
}

/** Answers GET and HEAD of the paths of `mediaPath`, with single ranges (206, 416); undefined for other paths. */
export function serveMedia(request: Request): Response | undefined {
  const url = new URL(request.url);
  if (!url.pathname.startsWith(prefix)) return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  const media = mediaAt(url);
  if (media === undefined) return new Response('no such media\n', { status: 404 });
  const { bytes, type, etag } = media;
  const headers = new Headers({
    'content-type': type,
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=86400',
    etag,
  });
  if (request.headers.get('if-none-match')?.includes(etag))
    return new Response(null, { status: 304, headers });
  const isSame = (request.headers.get('if-range') ?? etag) === etag;
  const range =
    isSame && request.method === 'GET' ? rangeOf(request.headers.get('range'), bytes.length) : 'whole';
  if (range === 'outside') {
    headers.set('content-range', `bytes */${bytes.length}`);
    return new Response(null, { status: 416, headers });
  }
  const part = range === 'whole' ? bytes : bytes.subarray(range.from, range.to + 1);
  if (range !== 'whole') headers.set('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`);
  headers.set('content-length', String(part.length));
  return new Response(request.method === 'HEAD' ? null : part, {
    status: range === 'whole' ? 200 : 206,
    headers,
  });
}
