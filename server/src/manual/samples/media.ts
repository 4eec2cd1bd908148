import { Varying } from '../shape.ts';

/** Media that are as small as media can be and still valid, as base64 without a prefix. */

/** A picture of one pixel. */
export const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
/** One page that says “Invoice 7: 3 lamps, 45 USD”. */
export const pdf =
  'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tpZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgMjAwIDUwXS9SZXNvdXJjZXM8PC9Gb250PDwvRiA0IDAgUj4+Pj4vQ29udGVudHMgNSAwIFI+PmVuZG9iago0IDAgb2JqPDwvVHlwZS9Gb250L1N1YnR5cGUvVHlwZTEvQmFzZUZvbnQvSGVsdmV0aWNhPj5lbmRvYmoKNSAwIG9iajw8L0xlbmd0aCA1NT4+c3RyZWFtCkJUIC9GIDEyIFRmIDEwIDIwIFRkIChJbnZvaWNlIDc6IDMgbGFtcHMsIDQ1IFVTRCkgVGogRVQKZW5kc3RyZWFtZW5kb2JqCnhyZWYKMCA2CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAwOSAwMDAwMCBuIAowMDAwMDAwMDUyIDAwMDAwIG4gCjAwMDAwMDAxMDEgMDAwMDAgbiAKMDAwMDAwMDIwOSAwMDAwMCBuIAowMDAwMDAwMjcwIDAwMDAwIG4gCnRyYWlsZXI8PC9TaXplIDYvUm9vdCAxIDAgUj4+CnN0YXJ0eHJlZgozNzAKJSVFT0YK';
/** A tone of 20 ms: 8 kHz, 8 bits. */
export const wav =
  'UklGRsQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YaAAAACAhYqNj4+OioWAe3ZycHBxdXl+hImNj4+Oi4aBfHdzcHBxdHh9g4iMj4+OjIeCfXdzcHBwc3d9goeLjo+PjIiDfXh0cXBwc3d8gYaLjo+PjYmEfnl1cXBwcnZ7gIWKjo+PjYqFgHp1cnBwcXV6f4SJjY+PjoqGgXt2cnBwcXR5foOIjI+PjouHgnx3c3BwcXR4fYKIjI+Pj4yIg314dHFw';
/** A red film of one second: VP8, 16 × 16. */
export const webm =
  'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQJChYECGFOAZwEAAAAAAAHUEU2bdLpNu4tTq4QVSalmU6yBoU27i1OrhBZUrmtTrIHGTbuMU6uEElTDZ1OsggEiTbuMU6uEHFO7a1OsggG+7AEAAAAAAABZAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBNgIRMYXZmV0GETGF2ZkSJiECPQAAAAAAAFlSua9euAQAAAAAAAE7XgQFzxYgAAAAAAAAAAZyBACK1nIN1bmSIgQCGhVZfVlA4g4EBI+ODhDuaygDgkLCBELqBEJqBAlWwhFW5gQFV7oEA7AEAAAAAAAACAAASVMNn0HNzzWPAi2PFiAAAAAAAAAABZ8iYRaOHRU5DT0RFUkSHi0xhdmMgbGlidnB4Z8ihRaOIRFVSQVRJT05Eh5MwMDowMDowMS4wMDAwMDAwMDAAH0O2dcLngQCjvYEAAIDwAgCdASoQABAAAEcIhYWImYSIAgICdaoD+AP6Ag1N7gD+/W7z/+Rv4+dG/8jj//xKnuOJ4//8RoAcU7trkbuPs4EAt4r3gQHxggF38IED';

/** Pictures that stand for generated ones, by their shape. */
const painted = {
  '1:1':
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mM4YaMBRAwQCgAjXgSxhgLRkwAAAABJRU5ErkJggg==',
  '16:9':
    'iVBORw0KGgoAAAANSUhEUgAAABAAAAAJCAIAAAC0SDtlAAAAFElEQVR42mM4YaNBEmIY1TAoNAAAvZiowXV1CFkAAAAASUVORK5CYII=',
  '3:4':
    'iVBORw0KGgoAAAANSUhEUgAAAAMAAAAECAIAAADETxJQAAAAEElEQVR42mM4YaMBQQx4WQAg9w4RFvNuZAAAAABJRU5ErkJggg==',
  '21:9':
    'iVBORw0KGgoAAAANSUhEUgAAABUAAAAJCAIAAABSYfAhAAAAFElEQVR42mM4YaNBCWIY1T+i9QMAsnfdfb1FVK0AAAAASUVORK5CYII=',
} as const;

export type Ratio = keyof typeof painted;

/** Width and height of a PNG, from its head; undefined for what is none. */
function sizeOf(data: string): readonly [width: number, height: number] | undefined {
  const bytes = Buffer.from(data, 'base64');
  return bytes.length > 24 && bytes.toString('latin1', 1, 4) === 'PNG'
    ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
    : undefined;
}

/** A picture of this shape that a model made: PNG as base64. `around`: what stands before and behind the base64. */
export function picture(ratio: Ratio, around: readonly [string, string] = ['', '']): Varying {
  const [before, behind] = around;
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  return new Varying(before + painted[ratio] + behind, (value, where) => {
    if (typeof value !== 'string' || !value.startsWith(before) || !value.endsWith(behind))
      return [`${where} is not ${before}…${behind}`];
    const size = sizeOf(value.slice(before.length, value.length - behind.length));
    if (!size) return [`${where} is not a PNG as base64`];
    const [width, height] = size;
    // Pixels are whole: one may be missing.
    return Math.abs(width * down - height * across) <= Math.max(across, down)
      ? []
      : [`${where} is a picture of ${width} × ${height}, not ${ratio}`];
  });
}
