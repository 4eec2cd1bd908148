import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { callRecord, taskRow } from '../../../test/support/rows.ts';
import { Pulse } from './pulse.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 2, 15, 12);
const one = (some: Parameters<typeof callRecord>[0] = {}) =>
  callRecord({ at: noon, channel: 1, cost: 10, firstByteMs: 100, attempts: [], ...some });

test('every channel that was asked has its minute: who served, who gave way, who broke', () => {
  const pulse = new Pulse();
  pulse.settled(one());
  pulse.settled(one({ fault: 'upstream_cut' }));
  pulse.settled(one({ fault: 'upstream_refused' }));
  pulse.settled(
    one({
      at: noon + minute,
      channel: 2,
      attempts: [
        { channel: 1, key: 1, outcome: 'upstream_timeout', status: null, ms: 10 },
        { channel: 2, key: 2, outcome: 'ok', status: 200, ms: 10 },
      ],
    }),
  );
  pulse.settled(one({ channel: null })); // a simulator
  pulse.taskEnded(taskRow({ channel: 2, cost: 70, finishedAt: noon }), noon);
  const seen = pulse.channels(noon + minute);
  const counts = seen.map(({ channel, cells }) => [
    channel,
    cells.length,
    ...cells.slice(-2).map(({ calls, failed, cost }) => [calls, failed, cost]),
  ]);
  deepEqual(counts, [
    [1, 60, [3, 1, 30], [1, 1, 0]],
    [2, 60, [1, 0, 70], [1, 0, 10]],
  ]);
  equal(seen[0]?.cells.at(-2)?.firstByteMs, seen[0]?.firstByteMs);
  equal(seen[0]?.cells.at(-1)?.firstByteMs, null);
});

test('an hour later nothing of it is left, and a minute takes the place of the one an hour before', () => {
  const pulse = new Pulse();
  pulse.settled(one());
  equal(pulse.channels(noon + 59 * minute)[0]?.cells[0]?.calls, 1);
  pulse.settled(one({ at: noon + 60 * minute }));
  const [only] = pulse.channels(noon + 60 * minute);
  deepEqual([only?.cells[0]?.calls, only?.cells.at(-1)?.calls], [0, 1]);
  deepEqual(pulse.channels(noon + 180 * minute), []);
});
