import type { ChannelPulse, PulseCell } from '../admin/index.ts';
import { bucketCount, bucketOf, quantileOf } from '../base/log-histogram.ts';
import { isFailure, outcomesOf } from '../spec/insight.ts';
import type { CallRecord } from '../spec/records.ts';
import type { TaskRow } from '../spec/task-rows.ts';

/**
 * The last hour of every channel, minute by minute, as this node saw it: what an operator looks at first when something
 * is wrong. Kept in memory, because a minute is too short for the database and a call pays only a few additions.
 */
const minuteMs = 60_000;
const minutes = 60;

type Cell = { minute: number; calls: number; failed: number; cost: number; firstByte: Uint32Array };

/** What a channel's end of a call tells. */
type Beat = Pick<CallRecord, 'at' | 'channel' | 'fault' | 'cost' | 'firstByteMs' | 'attempts'>;

const newCell = (minute: number): Cell => ({
  minute,
  calls: 0,
  failed: 0,
  cost: 0,
  firstByte: new Uint32Array(bucketCount),
});

export class Pulse {
  readonly #channels = new Map<number, Cell[]>();

  settled(call: Beat): void {
    const minute = Math.floor(call.at / minuteMs);
    for (const { channel, fault } of outcomesOf(call)) {
      if (channel === 0) continue; // a simulator
      const cell = this.#cell(channel, minute);
      cell.calls++;
      if (isFailure(fault)) cell.failed++;
    }
    if (!call.channel) return;
    const cell = this.#cell(call.channel, minute);
    cell.cost += call.cost;
    if (call.fault === null && call.firstByteMs !== null) cell.firstByte[bucketOf(call.firstByteMs)]!++;
  }

  taskEnded({ finishedAt, channel, fault, cost }: TaskRow, now: number): void {
    this.settled({
      at: finishedAt ?? now,
      channel: channel || null,
      fault,
      cost,
      firstByteMs: null,
      attempts: [],
    });
  }

  #cell(channel: number, minute: number): Cell {
    let cells = this.#channels.get(channel);
    if (!cells) {
      cells = [];
      this.#channels.set(channel, cells);
    }
    const place = minute % minutes;
    let cell = cells[place];
    if (!cell || cell.minute !== minute) {
      cell = newCell(minute);
      cells[place] = cell;
    }
    return cell;
  }

  /** Cells of the last 60 minutes, the oldest first, the running one last; only of channels that did something. */
  channels(now: number): ChannelPulse[] {
    const last = Math.floor(now / minuteMs);
    const first = last - minutes + 1;
    const found: ChannelPulse[] = [];
    for (const [channel, kept] of this.#channels) {
      const live = kept.filter((cell) => cell && cell.minute >= first && cell.minute <= last);
      if (live.length === 0) {
        this.#channels.delete(channel); // it is quiet, or gone
        continue;
      }
      const cells = Array.from({ length: minutes }, (_, index): PulseCell => {
        const cell = live.find(({ minute }) => minute === first + index);
        return cell
          ? {
              calls: cell.calls,
              failed: cell.failed,
              cost: cell.cost,
              firstByteMs: quantileOf(cell.firstByte, 0.5),
            }
          : { calls: 0, failed: 0, cost: 0, firstByteMs: null };
      });
      const firstByte = new Uint32Array(bucketCount);
      for (const cell of live) for (let n = 0; n < bucketCount; n++) firstByte[n]! += cell.firstByte[n]!;
      found.push({ channel, cells, firstByteMs: quantileOf(firstByte, 0.5) });
    }
    return found;
  }
}
