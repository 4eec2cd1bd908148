import { isMainThread, Worker } from 'node:worker_threads';

/**
 * Ends a test process that does not end: loaded into each by test/run.ts. A thread of its own does it, because a loop
 * that never yields hears no timer and no signal.
 */
const longestFileMs = 5 * 60_000;

if (isMainThread && process.env['NODE_TEST_CONTEXT'])
  new Worker(
    `setTimeout(() => {
       require('node:fs').writeSync(2, 'This file took longer than ${longestFileMs / 1000} s and was ended.\\n');
       process.kill(process.pid, 'SIGKILL');
     }, ${longestFileMs});`,
    { eval: true, execArgv: [], name: 'watchdog' },
  ).unref();
