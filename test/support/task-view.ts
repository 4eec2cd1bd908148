import type { TaskView } from '../../server/src/spec/task.ts';

/** A task as a dialect is given it, waiting unless told. */
export const viewOf = (parts: Partial<TaskView> = {}): TaskView => ({
  id: 'task_01k9zzzzzzzzzzzzzzzzzzzzzz',
  requestId: 'req_01k9zzzzzzzzzzzzzzzzzzzzzz',
  status: 'queued',
  progress: 0,
  dialect: 'video-unified',
  kind: 'video',
  action: 'generate',
  model: 'a-model',
  outputs: [],
  memo: {},
  createdAt: 1_763_800_000_000,
  usage: {},
  facts: {},
  hold: 0,
  cost: 0,
  mode: 'test',
  origin: 'http://gateway.example',
  version: 1,
  ...parts,
});
