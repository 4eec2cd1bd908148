/**
 * `node test/clients/programs-run.ts [words]`: the programs of the manual's Python and Node pages alone, or those whose
 * page or file holds one of the words. Prints a line for each; exit code 1 when one failed or none was found.
 */
import { startGateway, testKey } from '../support/gateway.ts';
import { type Ran, runPrograms } from './programs.ts';

const stateOf = ({ ok }: Ran) => (ok === undefined ? 'skipped' : ok ? 'pass' : 'FAIL');

function show(ran: Ran): void {
  console.log(`${stateOf(ran).padEnd(7)} ${ran.seconds.toFixed(1).padStart(5)} s  ${ran.name}`);
  if (ran.detail !== '') console.log(ran.detail.replace(/^/gm, ' '.repeat(17)));
}

/** Against a gateway of its own, whose test key is answered by simulators. Shows each as it ends. */
export async function runAllPrograms(words: readonly string[] = []): Promise<readonly Ran[]> {
  const gateway = await startGateway();
  try {
    return await runPrograms({ url: gateway.url, key: testKey }, words, show);
  } finally {
    await gateway.close();
  }
}

if (import.meta.main) {
  const all = await runAllPrograms(process.argv.slice(2));
  const count = (state: string) => all.filter((ran) => stateOf(ran) === state).length;
  console.log(`\n${count('pass')} passed, ${count('FAIL')} failed, ${count('skipped')} skipped`);
  process.exitCode = all.length > 0 && count('FAIL') === 0 ? 0 : 1;
}
