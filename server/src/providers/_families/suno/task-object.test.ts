import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectOf } from '../../../base/json.ts';
import cases from './cases/answers.json' with { type: 'json' };
import { readTask } from './task-object.ts';

for (const { source, task, report, hidden } of cases)
  test(source, () => {
    const { native, ...read } = readTask(task);
    assert.deepEqual(read, report);
    for (const name of hidden) assert.ok(!(name in objectOf(native)), `${name} is the operator's`);
    if (!Array.isArray(task)) assert.deepEqual(native?.['data'], task.data, 'the data pass as they are');
  });

test('whatever comes as a task is read without an exception', () => {
  for (const value of [
    null,
    1,
    'x',
    [],
    [null],
    {},
    { data: [[{}]] },
    { status: 7, data: { data: { data: [] } } },
  ])
    assert.equal(readTask(value).status, undefined);
});
