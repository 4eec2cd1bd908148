import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FaultName } from './faults.ts';
import { createJobs, type JobState } from './jobs.ts';

const faultsOf = (...names: FaultName[]): ReadonlySet<FaultName> => new Set(names);

test('a job goes by the clock', () => {
  const rows: [FaultName[], after: number, JobState['stage'], progress: number][] = [
    [[], 0, 'queued', 0],
    [[], 449, 'queued', 0],
    [[], 450, 'running', 1],
    [[], 1740, 'running', 50],
    [[], 2999, 'running', 99],
    [[], 3000, 'done', 100],
    [[], 9e9, 'done', 100],
    [['fail'], 2999, 'running', 99],
    [['fail'], 3000, 'failed', 100],
    [['slow'], 8999, 'queued', 0],
    [['slow'], 59_999, 'running', 99],
    [['slow'], 60_000, 'done', 100],
    [['slow', 'fail'], 60_000, 'failed', 100],
    [['stuck'], 9e9, 'running', 99],
    [['stuck', 'fail'], 9e9, 'running', 99],
  ];
  for (const [faults, after, stage, progress] of rows) {
    let now = 1000;
    const jobs = createJobs<string>({ clock: () => now });
    const entry = jobs.start('a', 'kite', faultsOf(...faults));
    now += after;
    const state = jobs.stageOf(entry);
    assert.deepEqual([state.stage, state.progress], [stage, progress], `${faults} after ${after} ms`);
  }
  let now = 0;
  const jobs = createJobs<string>({ clock: () => now, finishMs: 0 });
  assert.equal(jobs.stageOf(jobs.start('a', '', faultsOf())).stage, 'done');
  now = 5000;
  const quick = createJobs<string>({ clock: () => now });
  const entry = quick.start('a', '', faultsOf());
  now += 9000;
  assert.equal(quick.stageOf(entry).elapsedMs, 3000);
});

test('a cancelled job stays where it was; one that has ended cannot be cancelled', () => {
  let now = 0;
  const jobs = createJobs<string>({ clock: () => now });
  jobs.start('a', 'kite', faultsOf());
  jobs.start('b', 'kite', faultsOf());
  now = 1740;
  const cancelled = jobs.cancel('a');
  assert.ok(cancelled);
  assert.equal(jobs.cancel('a'), undefined);
  assert.equal(jobs.cancel('unknown'), undefined);
  now = 99_999;
  assert.deepEqual(jobs.stageOf(jobs.find('a')!), { stage: 'cancelled', progress: 50, elapsedMs: 1740 });
  assert.equal(jobs.cancel('b'), undefined);
  assert.equal(jobs.stageOf(jobs.find('b')!).stage, 'done');
});

test('the oldest jobs above the bound are forgotten', () => {
  const jobs = createJobs<number>({ keep: 3 });
  for (let i = 0; i < 5; i++) jobs.start(`job-${i}`, i, faultsOf());
  jobs.start('job-2', 22, faultsOf());
  assert.deepEqual(
    jobs.list().map(({ job }) => job),
    [3, 4, 22],
  );
  assert.equal(jobs.find('job-0'), undefined);
  assert.equal(jobs.find('job-3')?.job, 3);
});
