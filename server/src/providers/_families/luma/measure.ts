import { type Json, textIn } from '../../../base/json.ts';
import { GatewayError } from '../../../spec/fault.ts';
import type { Measured } from '../../../spec/task.ts';
import { ratioOf } from '../../../spec/video.ts';

/** What a request of Luma's makes, in pixels and seconds. Source: https://docs.lumalabs.ai/docs/video-generation. */

/**
 * Pixels of a film at 16:9. The other ratios have about as many; Luma's price tables tell them apart no more than this.
 */
const sizes: Readonly<Record<string, readonly [width: number, height: number]>> = {
  '540p': [960, 540],
  '720p': [1280, 720],
  '1080p': [1920, 1080],
  '4k': [3840, 2160],
};

export const resolutions = Object.keys(sizes);
/** The ratios that Luma knows. */
export const ratios = ['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21'] as const;
export const durations = [5, 9] as const;

const framesPerSecond = 24;
const defaultResolution = '720p';
const defaultSeconds = 5;
/** The longest film that an upload to change may be (https://docs.lumalabs.ai/docs/modify-video). */
const longestUpload = 10;

/** '720p' where none is asked for. Throws field_invalid for one that Luma does not make. */
export function resolutionIn(body: Json): string {
  const asked = body['resolution'];
  if (asked === undefined || asked === null) return defaultResolution;
  const word = typeof asked === 'string' ? asked.trim().toLowerCase() : '';
  const known = word in sizes ? word : `${word}p` in sizes ? `${word}p` : undefined;
  if (known === undefined)
    throw new GatewayError('field_invalid', `resolution must be one of: ${resolutions.join(', ')}`, {
      param: 'resolution',
    });
  return known;
}

/** Seconds; 5 where none are asked for. Throws field_invalid for what is no duration ('5s', '5', 5). */
export function secondsIn(body: Json): number {
  const asked = body['duration'];
  if (asked === undefined || asked === null) return defaultSeconds;
  const seconds = Number(/^(\d{1,2})s?$/.exec(String(asked).trim())?.[1]);
  if (!(seconds >= 1 && seconds <= 30))
    throw new GatewayError('field_invalid', 'duration must be "5s" or "9s"', { param: 'duration' });
  return seconds;
}

/** Width and height of a film: the area of its resolution in its ratio, in even numbers. */
export function sizeOf(resolution: string, ratio: string | undefined): { width: number; height: number } {
  const [wide, high] = sizes[resolution] ?? sizes[defaultResolution]!;
  const shape = ratioOf(ratio ?? '16:9') ?? 16 / 9;
  const even = (side: number): number => Math.round(side / 2) * 2;
  if (Math.abs(shape - 16 / 9) < 0.01) return { width: wide, height: high };
  return { width: even(Math.sqrt(wide * high * shape)), height: even(Math.sqrt((wide * high) / shape)) };
}

/** Million pixels, in which Luma counts films. */
export function megapixelsOf(resolution: string, seconds: number): number {
  const [wide, high] = sizes[resolution] ?? sizes[defaultResolution]!;
  return (wide * high * framesPerSecond * seconds) / 1e6;
}

/** A film made from another one: its length is not in the request. `known`: seconds of that film, where they are known. */
export function followUpUsage(action: string, body: Json, known: number | undefined): Measured['usage'] {
  const seconds = known ?? longestUpload;
  if (action === 'add_audio') return { megapixels: megapixelsOf('540p', seconds) };
  return { megapixels: megapixelsOf(resolutionIn(body), seconds) };
}

/** The most that a request can consume. Throws field_invalid for what Luma would refuse. */
export function measured(action: string, body: Json): Measured {
  if (action === 'image' || action === 'reframe_image') return { usage: { images: 1 }, facts: { action } };
  if (action === 'upscale_video' || action === 'add_audio')
    return { usage: followUpUsage(action, body, undefined), facts: { action } };
  const resolution = resolutionIn(body);
  const seconds = action === 'video' ? secondsIn(body) : longestUpload;
  return {
    usage: { megapixels: megapixelsOf(resolution, seconds) },
    facts: { action, resolution, seconds },
  };
}

/** Refuses pictures and films that Luma could not fetch. */
export function refuseData(body: Json): void {
  for (const [param, url] of linksIn(body))
    if (!/^https?:\/\//i.test(url))
      throw new GatewayError(
        'field_invalid',
        `${param} must be an https address: this model fetches it itself`,
        {
          param,
        },
      );
}

function linksIn(value: unknown, path = ''): readonly (readonly [param: string, url: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => {
    const at = path === '' ? name : `${path}.${name}`;
    return name === 'url' && typeof one === 'string' ? [[at, one] as const] : linksIn(one, at);
  });
}

/** The ratio that a request names. */
export const ratioIn = (body: Json): string | undefined => textIn(body['aspect_ratio']);
