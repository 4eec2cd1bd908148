/**
 * `npm run test:clients [-- words]`: the real command-line tools against the gateway, or those runs whose name holds one
 * of the words (`codex`, `gemini-cli/openai-chat`). Installs the tools first, into this folder. Prints a table; exit
 * code 1 when a run failed. `--keep` leaves the folders of all runs, not only of those that failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { liveKey, startGateway } from '../support/gateway.ts';
import { type ClosedNetwork, startClosedNetwork } from './closed-network.ts';
import { type Tool, type ToolId, tools } from './configurations.ts';
import { programOf, runTool } from './run-tool.ts';
import { lastWords, newWork, nextPrompt, outputName, prompt, type Work } from './script.ts';
import { type ScriptedUpstream, startScriptedUpstream, type WireId, wires } from './scripted-upstream.ts';

const here = fileURLToPath(new URL('./', import.meta.url));

/** `model`: as the client names it; `upstream`: its name at the upstream, where that differs. */
type Case = {
  readonly tool: ToolId;
  readonly wire: WireId;
  readonly model: string;
  readonly upstream?: string;
  /** Then the conversation goes on with another model, of this upstream. */
  readonly next?: { readonly wire: WireId; readonly model: string };
};

const claude = 'claude-opus-5';
const gpt = 'gpt-5.5';
const pro = 'gemini-3.1-pro-preview';
const open = 'deepseek-v4-pro';
/** OpenAI serves it on one wire alone, so clients of the chat wire are converted. */
const onlyResponses = 'gpt-5.3-codex';

const on = {
  'openai-responses': { wire: 'openai-responses', model: 'gpt-5.2' },
  'anthropic-messages': { wire: 'anthropic-messages', model: 'claude-opus-4-8' },
  gemini: { wire: 'gemini', model: 'gemini-3-flash-preview' },
  'openai-chat': { wire: 'openai-chat', model: 'deepseek-v4-flash' },
} as const;

/** Each tool on its own wire and on foreign ones; names that a tool knows make it use more of its features. */
const cases: readonly Case[] = [
  { tool: 'codex', wire: 'openai-responses', model: gpt },
  { tool: 'codex', wire: 'openai-responses', model: 'gpt-6.1-sol' },
  { tool: 'codex', wire: 'anthropic-messages', model: claude },
  { tool: 'codex', wire: 'anthropic-messages', model: gpt, upstream: claude },
  { tool: 'codex', wire: 'anthropic-messages', model: 'gpt-6.1-sol', upstream: claude },
  { tool: 'codex', wire: 'gemini', model: pro },
  { tool: 'codex', wire: 'gemini', model: gpt, upstream: pro },
  { tool: 'codex', wire: 'openai-chat', model: open },
  { tool: 'codex', wire: 'openai-chat', model: gpt, upstream: open },
  { tool: 'claude-code', wire: 'anthropic-messages', model: claude },
  { tool: 'claude-code', wire: 'openai-responses', model: gpt },
  { tool: 'claude-code', wire: 'openai-responses', model: claude, upstream: gpt },
  { tool: 'claude-code', wire: 'openai-chat', model: open },
  { tool: 'claude-code', wire: 'gemini', model: pro },
  { tool: 'claude-code', wire: 'gemini', model: claude, upstream: pro },
  { tool: 'gemini-cli', wire: 'gemini', model: pro },
  { tool: 'gemini-cli', wire: 'openai-responses', model: gpt },
  { tool: 'gemini-cli', wire: 'openai-responses', model: pro, upstream: gpt },
  { tool: 'gemini-cli', wire: 'anthropic-messages', model: claude },
  { tool: 'gemini-cli', wire: 'openai-chat', model: open },
  { tool: 'opencode', wire: 'openai-chat', model: open },
  { tool: 'opencode', wire: 'anthropic-messages', model: claude },
  { tool: 'opencode', wire: 'openai-responses', model: onlyResponses },
  { tool: 'opencode', wire: 'gemini', model: pro },
  { tool: 'cline', wire: 'openai-chat', model: open },
  { tool: 'cline', wire: 'anthropic-messages', model: claude },
  { tool: 'cline', wire: 'openai-responses', model: onlyResponses },
  { tool: 'cline', wire: 'gemini', model: pro },
  // A conversation that moves to another maker: nobody gets the thoughts of the other.
  { tool: 'codex', wire: 'openai-responses', model: gpt, next: on['openai-responses'] },
  { tool: 'codex', wire: 'openai-responses', model: gpt, next: on['anthropic-messages'] },
  { tool: 'codex', wire: 'anthropic-messages', model: claude, next: on.gemini },
  { tool: 'codex', wire: 'gemini', model: pro, next: on['openai-responses'] },
  { tool: 'claude-code', wire: 'anthropic-messages', model: claude, next: on['openai-responses'] },
  { tool: 'claude-code', wire: 'openai-responses', model: gpt, next: on['anthropic-messages'] },
  { tool: 'claude-code', wire: 'gemini', model: pro, next: on['anthropic-messages'] },
  { tool: 'claude-code', wire: 'anthropic-messages', model: claude, next: on['openai-chat'] },
  { tool: 'gemini-cli', wire: 'gemini', model: pro, next: on['anthropic-messages'] },
  { tool: 'gemini-cli', wire: 'gemini', model: pro, next: on.gemini },
  { tool: 'gemini-cli', wire: 'anthropic-messages', model: claude, next: on.gemini },
  { tool: 'gemini-cli', wire: 'openai-responses', model: gpt, next: on.gemini },
  { tool: 'opencode', wire: 'openai-chat', model: open, next: on['anthropic-messages'] },
  { tool: 'opencode', wire: 'anthropic-messages', model: claude, next: on.gemini },
];

const nameOf = ({ tool, wire, model, upstream, next }: Case) =>
  `${tool}/${wire}/${model}${upstream === undefined ? '' : `=${upstream}`}${next ? ` > ${next.wire}` : ''}`;

type Row = {
  readonly name: string;
  readonly state: 'pass' | 'FAIL' | 'skipped';
  readonly seconds: number;
  /** What the upstream was made to do, call by call. */
  readonly did: string;
  readonly notes: readonly string[];
};

async function runCase(one: Case, keep: boolean): Promise<Row> {
  const tool: Tool = tools[one.tool];
  const name = nameOf(one);
  if (programOf(tool) === undefined)
    return {
      name,
      state: 'skipped',
      seconds: 0,
      did: '',
      notes: [`${tool.package} ${tool.version} has no program for ${process.platform}-${process.arch}`],
    };
  const root = mkdtempSync(join(tmpdir(), 'key4u-client-'));
  const [home, folder] = [join(root, 'home'), join(root, 'work')];
  mkdirSync(home);
  mkdirSync(folder);
  const work = newWork(folder);
  for (const [file, text] of Object.entries(work.files)) writeFileSync(join(folder, file), text);
  const upstream = await startScriptedUpstream(one.wire, work, liveKey);
  const second = one.next && (await startScriptedUpstream(one.next.wire, work, liveKey));
  const gateway = await startGateway();
  const network = await startClosedNetwork();
  const started = Date.now();
  const wrong: string[] = [];
  try {
    await gateway.addChannel({
      url: upstream.url,
      provider: wires[one.wire].provider.manifest.id,
      models: { [one.model]: one.upstream ?? one.model },
    });
    const place = { home, folder, proxy: network.url };
    const values = { origin: gateway.url, key: liveKey, model: one.model, prompt };
    let { code, output } = await runTool(tool, values, place);
    if (code === 0 && one.next && second) {
      const { wire, model } = one.next;
      const provider = wires[wire].provider.manifest.id;
      await gateway.addChannel({ url: second.url, provider, models: [model] });
      writeFileSync(join(root, 'output-before.txt'), output);
      ({ code, output } = await runTool(tool, { ...values, model, prompt: nextPrompt }, place, true));
      wrong.push(...wrongAtUpstream(second), ...notGoneOn(second, work));
    }
    if (code !== 0) wrong.push(`it ended with ${code}: ${output.trim().slice(-600)}`);
    else if (!output.includes(lastWords))
      wrong.push(`it does not say the last words: ${output.trim().slice(-300)}`);
    wrong.push(...wrongOutput(join(folder, outputName), work.expected), ...wrongAtUpstream(upstream));
    wrong.push(...(await wrongInLog(gateway)));
    writeFileSync(join(root, 'output.txt'), output);
  } catch (error) {
    wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await gateway.close();
    await upstream.close();
    await second?.close();
    await network.close();
  }
  const seconds = (Date.now() - started) / 1000;
  const kept = keep || wrong.length > 0;
  const seen = [...upstream.seen, ...(second?.seen ?? [])];
  if (kept) writeFileSync(join(root, 'upstream.json'), JSON.stringify(seen, null, 2));
  else rmSync(root, { recursive: true, force: true });
  return {
    name,
    state: wrong.length > 0 ? 'FAIL' : 'pass',
    seconds,
    did: seen.map(({ turn }) => turn).join(', '),
    notes: [...wrong, ...asksOf(network), ...(kept ? [`kept: ${root}`] : [])],
  };
}

/** Not a failure: it went nowhere and the tool did its work without. */
const asksOf = ({ asked }: ClosedNetwork) =>
  asked.size > 0 ? [`asked for ${[...asked].join(', ')}, in vain`] : [];

function wrongOutput(path: string, expected: string): string[] {
  if (!existsSync(path)) return [`${outputName} was not written`];
  const found = readFileSync(path, 'utf8');
  // Tools may add or leave out the last line end.
  return found.trimEnd() === expected.trimEnd() ? [] : [`${outputName} holds ${JSON.stringify(found)}`];
}

const wrongAtUpstream = ({ seen, leaks }: ScriptedUpstream): string[] => [
  ...leaks.map((leak) => `the upstream saw ${leak}`),
  ...seen.flatMap(({ method, path, status, refused }) =>
    refused === undefined
      ? []
      : [`the upstream refused ${method} ${path}: ${status} ${refused.slice(0, 500)}`],
  ),
];

/** The second upstream must have been told what happened before. */
const notGoneOn = ({ seen }: ScriptedUpstream, { expected }: Work): string[] =>
  seen.some(({ body }) => body.includes(expected.slice(0, 20)) && body.includes(nextPrompt))
    ? []
    : ['the second upstream was not told of the conversation before'];

async function wrongInLog(gateway: Awaited<ReturnType<typeof startGateway>>): Promise<string[]> {
  await gateway.settled();
  const rows = await gateway.logs();
  const wrong = rows.flatMap(({ request_id: id, status, fault, cost_usd: cost }) => [
    ...(fault === null && status === 200 ? [] : [`call ${id}: status ${status}, fault ${fault}`]),
    ...(Number(cost) > 0 || fault !== null ? [] : [`call ${id} cost nothing`]),
  ]);
  await gateway.verifyLedger();
  return rows.length === 0 ? ['no call is in the log'] : wrong;
}

/** Installs what the lock file says, unless that was done. Scripts of packages are not run: some fetch from elsewhere. */
function install(): void {
  const mark = join(here, 'node_modules/.installed');
  const lock = readFileSync(join(here, 'package-lock.json'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing the tools into test/clients/node_modules (about 1.7 GB) …');
  const npm = process.env['npm_execpath'];
  const words = ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...words], { cwd: here, stdio: 'inherit' })
    : spawnSync('npm', words, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`npm ci in test/clients failed (${status})`);
  writeFileSync(mark, lock);
}

/** The wires it has seen of a tool, so that a look shows what is covered. */
function summary(rows: readonly Row[]): string {
  const count = (state: Row['state']) => rows.filter((row) => row.state === state).length;
  return `${count('pass')} passed, ${count('FAIL')} failed, ${count('skipped')} skipped`;
}

async function main(words: readonly string[]): Promise<boolean> {
  const keep = words.includes('--keep');
  const wanted = words.filter((word) => !word.startsWith('--'));
  install();
  const chosen = cases.filter(
    (one) => wanted.length === 0 || wanted.some((word) => nameOf(one).includes(word)),
  );
  const rows: Row[] = [];
  for (const one of chosen) {
    const row = await runCase(one, keep);
    rows.push(row);
    console.log(
      `${row.state.padEnd(7)} ${row.seconds.toFixed(1).padStart(5)} s  ${row.name.padEnd(58)} ${row.did}`,
    );
    for (const note of row.notes) console.log(`          ${note.replaceAll('\n', '\n          ')}`);
  }
  console.log(`\n${summary(rows)}`);
  return rows.length > 0 && rows.every(({ state }) => state !== 'FAIL');
}

process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
