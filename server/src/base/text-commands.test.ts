import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readTextCommands } from './text-commands.ts';

const names = { rs: 'resolution', resolution: 'resolution', dur: 'duration' };

it('takes known commands out of a text, the last of several', () => {
  const table: readonly (readonly [string, string, object])[] = [
    ['a cat', 'a cat', {}],
    ['a cat --rs 720p --dur 5', 'a cat', { resolution: '720p', duration: '5' }],
    ['--rs 480p a cat --resolution 1080p', 'a cat', { resolution: '1080p' }],
    ['a cat\n--dur\n5', 'a cat', { duration: '5' }],
    ['a --style raw --rs', 'a --style raw --rs', {}],
    ['a --constructor x --toString y', 'a --constructor x --toString y', {}],
    ['a--rs 720p', 'a--rs 720p', {}],
    ['', '', {}],
  ];
  for (const [text, left, commands] of table)
    assert.deepEqual(readTextCommands(text, names), { text: left, commands }, text);
});
