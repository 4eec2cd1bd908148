import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveKey, startGateway, type TestGateway } from '../support/gateway.ts';
import { type Case, type Leg, nameOf } from './cases.ts';
import { startClosedNetwork } from './closed-network.ts';
import { type Tool, tools } from './configurations.ts';
import { picture } from './picture.ts';
import { programOf, runTool } from './run-tool.ts';
import { lastWords, newWork, nextPrompt, outputName, pictureName, prompt, type Work } from './script.ts';
import {
  type ScriptedUpstream,
  type Seen,
  startScriptedUpstream,
  type WireId,
  wires,
} from './scripted-upstream.ts';
import type { Signed } from './wires/shared.ts';

export type Row = {
  readonly name: string;
  readonly state: 'pass' | 'FAIL' | 'skipped';
  readonly seconds: number;
  /** What the upstreams were made to do, call by call. */
  readonly did: string;
  readonly notes: readonly string[];
};

/** What the legs of a case share. */
type Place = {
  readonly root: string;
  readonly home: string;
  readonly work: Work;
  readonly proxy: string;
  /** Encrypted thoughts belong to an account at their maker: one for each wire, through all legs. */
  readonly signed: Map<WireId, Signed>;
};

/** Runs one case. `keep`: leaves its folder in place, as for one that fails. */
export async function runCase(one: Case, keep: boolean): Promise<Row> {
  const tool: Tool = tools[one.tool];
  const name = nameOf(one);
  if (programOf(tool) === undefined) {
    const why = `${tool.package} ${tool.version} has no program for ${process.platform}-${process.arch}`;
    return { name, state: 'skipped', seconds: 0, did: '', notes: [why] };
  }
  const root = mkdtempSync(join(tmpdir(), 'key4u-client-'));
  const [home, folder] = [join(root, 'home'), join(root, 'work')];
  mkdirSync(home);
  mkdirSync(folder);
  const work = newWork(folder, one.looks === true);
  for (const [file, text] of Object.entries(work.files)) writeFileSync(join(folder, file), text);
  if (work.looks) writeFileSync(join(folder, pictureName), picture());
  const network = await startClosedNetwork();
  const place: Place = { root, home, work, proxy: network.url, signed: new Map() };
  const started = Date.now();
  const seen: Seen[] = [];
  let wrong: readonly string[] = [];
  for (const [index, leg] of one.legs.entries()) {
    if (!leg || wrong.length > 0) break;
    wrong = await runLeg(tool, leg, place, index, seen);
  }
  await network.close();
  const seconds = (Date.now() - started) / 1000;
  const kept = keep || wrong.length > 0;
  if (kept) writeFileSync(join(root, 'upstream.json'), JSON.stringify(seen, null, 2));
  else rmSync(root, { recursive: true, force: true });
  return {
    name,
    state: wrong.length > 0 ? 'FAIL' : 'pass',
    seconds,
    did: seen.map(({ turn }) => turn).join(', '),
    notes: [
      ...new Set(wrong),
      // Not a failure: it went nowhere, and the tool did its work without.
      ...(network.asked.size > 0 ? [`asked for ${[...network.asked].join(', ')}, in vain`] : []),
      ...(kept ? [`kept: ${root}`] : []),
    ],
  };
}

/** One leg, with a gateway of its own. Returns what was wrong. */
async function runLeg(
  tool: Tool,
  { wire, model, upstream: there }: Leg,
  { root, home, work, proxy, signed }: Place,
  index: number,
  seen: Seen[],
): Promise<readonly string[]> {
  const isFirst = index === 0;
  const ours = signed.get(wire) ?? new Set<string>();
  signed.set(wire, ours);
  const upstream = await startScriptedUpstream(wire, work, liveKey, ours);
  const gateway = await startGateway();
  try {
    await gateway.addChannel({
      url: upstream.url,
      provider: wires[wire].provider.manifest.id,
      models: { [model]: there ?? model },
      keys: [`sk-upstream-account-${wire}`],
    });
    const { code, output } = await runTool(
      tool,
      { origin: gateway.url, key: liveKey, model, prompt: isFirst ? prompt : nextPrompt },
      { home, folder: work.folder, proxy },
      !isFirst,
    );
    writeFileSync(join(root, `printed-${index + 1}.txt`), output);
    return [
      ...(code === 0 ? [] : [`it ended with ${code}: ${output.trim().slice(-600)}`]),
      ...(output.includes(lastWords) ? [] : [`it does not say the last words: ${output.trim().slice(-300)}`]),
      ...wrongOutput(work),
      ...wrongAtUpstream(upstream),
      ...(isFirst || wasToldAll(upstream, work) ? [] : ['the upstream was not told the conversation before']),
      ...(await wrongInLog(gateway)),
    ];
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  } finally {
    seen.push(...upstream.seen);
    await gateway.close();
    await upstream.close();
  }
}

function wrongOutput({ folder, expected }: Work): string[] {
  const path = join(folder, outputName);
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

const wasToldAll = ({ seen }: ScriptedUpstream, { expected }: Work): boolean =>
  seen.some(({ body }) => body.includes(expected.slice(0, 20)) && body.includes(nextPrompt));

/** Every call was answered, charged, and is in the log; the ledger adds up. */
async function wrongInLog(gateway: TestGateway): Promise<string[]> {
  await gateway.settled();
  await gateway.verifyLedger();
  const rows = await gateway.logs();
  if (rows.length === 0) return ['no call is in the log'];
  return rows.flatMap(({ request_id: id, status, fault, cost_usd: cost }) => [
    ...(fault === null && status === 200 ? [] : [`call ${id}: status ${status}, fault ${fault}`]),
    ...(Number(cost) > 0 || fault !== null ? [] : [`call ${id} cost nothing`]),
  ]);
}
