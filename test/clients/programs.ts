import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fill } from '../../server/src/manual/clients/client.ts';
import { pages } from '../../server/src/manual/index.ts';
import type { ProgramPage } from '../../server/src/manual/page.ts';
import { folderOf, type Language, type Program } from '../../server/src/manual/program.ts';
import { mismatches } from '../../server/src/manual/shape.ts';
import { startClosedNetwork } from './closed-network.ts';

/** Runs the programs of the manual's pages as they stand, against a gateway whose simulators answer. */

const here = fileURLToPath(new URL('./', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const [requirements, constraints] = [join(here, 'requirements.txt'), join(here, 'constraints.txt')];
const environment = join(here, '.venv');
const isWindows = process.platform === 'win32';
const pythonOfVenv = join(environment, isWindows ? 'Scripts/python.exe' : 'bin/python');

/** The longest a program may take, milliseconds: the first import of a large library on a busy machine takes most of it. */
const longestMs = 120_000;

export type Ran = {
  /** Page and file. */
  readonly name: string;
  /** `undefined`: it was not run, and `detail` says why. */
  readonly ok: boolean | undefined;
  readonly detail: string;
  readonly seconds: number;
};

export const programPages: readonly ProgramPage[] = pages.flatMap((page) => (page.program ? [page] : []));

/** What runs a language's files, or why nothing does. */
type Runner = { readonly command: string } | { readonly lacks: string };

/**
 * The virtual environment of requirements.txt, made when it is not there or the lists have changed. Throws when pip fails;
 * a machine without Python, or without its venv, is told of.
 */
function python(): Runner {
  // The pinned numpy wants 3.11.
  const found = ['python3', 'python'].find((name) => {
    const { status, stdout } = spawnSync(name, ['-c', 'import sys; print(sys.version_info >= (3, 11))'], {
      encoding: 'utf8',
    });
    return status === 0 && stdout.trim() === 'True';
  });
  if (found === undefined) return { lacks: 'there is no Python 3.11 or newer' };
  const mark = join(environment, '.installed');
  const wanted = readFileSync(requirements, 'utf8') + readFileSync(constraints, 'utf8');
  const works = spawnSync(pythonOfVenv, ['--version']).status === 0;
  if (works && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return { command: pythonOfVenv };
  console.log('Installing the Python libraries into test/clients/.venv (about 400 MB) …');
  rmSync(environment, { recursive: true, force: true });
  const made = spawnSync(found, ['-m', 'venv', environment], { encoding: 'utf8' });
  if (made.status !== 0) {
    rmSync(environment, { recursive: true, force: true });
    return { lacks: `${found} -m venv fails: ${(made.stdout + made.stderr).trim().slice(0, 300)}` };
  }
  const pip = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    requirements,
    '-c',
    constraints,
  ];
  const { status } = spawnSync(pythonOfVenv, pip, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`pip install -r ${requirements} failed (${status})`);
  writeFileSync(mark, wanted);
  return { command: pythonOfVenv };
}

/** Debian's php-cli with php-curl, or another PHP that has it. */
function php(): Runner {
  const { status, stdout } = spawnSync('php', ['-r', 'echo extension_loaded("curl") ? "curl" : "bare";'], {
    encoding: 'utf8',
  });
  if (status !== 0) return { lacks: 'there is no PHP: apt install php-cli php-curl' };
  return stdout === 'curl' ? { command: 'php' } : { lacks: 'PHP has no curl: apt install php-curl' };
}

const runners: Readonly<Record<Language, () => Runner>> = {
  python,
  node: () => ({ command: process.execPath }),
  php,
};

/**
 * Runs every program whose page or file holds one of the words, one after the other, each in a folder and a home of its
 * own and with nothing in its environment but what its page names. `gateway.url` has no path; `gateway.key` is a test key.
 */
export async function runPrograms(
  gateway: { readonly url: string; readonly key: string },
  words: readonly string[] = [],
  tell: (ran: Ran) => void = () => {},
): Promise<readonly Ran[]> {
  const chosen = programPages.filter(
    (page) => words.length === 0 || words.some((word) => nameOf(page).includes(word)),
  );
  const known = new Map<Language, Runner>();
  const all: Ran[] = [];
  for (const page of chosen) {
    const { language } = page.program;
    const runner = known.get(language) ?? runners[language]();
    known.set(language, runner);
    const ran =
      'lacks' in runner
        ? { name: nameOf(page), ok: undefined, detail: runner.lacks, seconds: 0 }
        : await runProgram(page, runner.command, gateway);
    tell(ran);
    all.push(ran);
  }
  return all;
}

const nameOf = ({ id, program }: ProgramPage): string => `program ${id} (${program.file})`;

async function runProgram(
  page: ProgramPage,
  command: string,
  gateway: { readonly url: string; readonly key: string },
): Promise<Ran> {
  const { program } = page;
  const root = mkdtempSync(join(tmpdir(), 'key4u-program-'));
  const network = await startClosedNetwork();
  const started = Date.now();
  let wrong: readonly string[];
  try {
    layOut(program, root);
    const { code, output, errors } = await once(command, program, root, {
      ...bare(root, network.url),
      ...Object.fromEntries(
        program.environment.flatMap(({ name, value }) =>
          value === undefined
            ? []
            : [[name, fill(value, { origin: gateway.url, key: gateway.key, model: '' })]],
        ),
      ),
    });
    const lines = output.replaceAll('\r\n', '\n').replace(/\n$/, '').split('\n');
    wrong = [
      ...(code === 0 ? [] : [`it ended with ${code}: ${errors.trim().slice(-800)}`]),
      ...mismatches(program.prints, lines, 'output'),
      ...[...network.asked].map((host) => `it asked for ${host}`),
    ];
  } finally {
    await network.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  }
  const seconds = (Date.now() - started) / 1000;
  return { name: nameOf(page), ok: wrong.length === 0, detail: wrong.join('\n'), seconds };
}

/** A folder with the program, the files that it reads, and a home. */
function layOut({ language, file, reads = [] }: Program, root: string): void {
  const folder = join(root, 'work');
  mkdirSync(folder);
  mkdirSync(join(root, 'home'));
  const from = fileURLToPath(folderOf(language));
  for (const name of [file, ...reads]) copyFileSync(join(from, name), join(folder, name));
  // Where `npm install` would have put the package.
  if (language === 'node') linkFolder(modules, join(folder, 'node_modules'));
}

function linkFolder(from: string, to: string): void {
  try {
    symlinkSync(from, to, 'junction');
  } catch {
    cpSync(from, to, { recursive: true });
  }
}

/** An environment in which only loopback is reached: everything else goes to a proxy that lets nothing through. */
const bare = (root: string, proxy: string): Record<string, string> => ({
  HOME: join(root, 'home'),
  USERPROFILE: join(root, 'home'),
  TMPDIR: root,
  PATH: [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter),
  ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
  LANG: 'C.UTF-8',
  PYTHONUTF8: '1',
  HTTP_PROXY: proxy,
  HTTPS_PROXY: proxy,
  http_proxy: proxy,
  https_proxy: proxy,
  NO_PROXY: '127.0.0.1,localhost',
  no_proxy: '127.0.0.1,localhost',
});

function once(
  command: string,
  { file, typed = [] }: Program,
  root: string,
  env: Record<string, string>,
): Promise<{ code: number | string; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [file], { cwd: join(root, 'work'), env, timeout: longestMs });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk;
    });
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? String(signal), output, errors }));
    // A program that reads nothing may be gone before this is written.
    child.stdin.on('error', () => {});
    child.stdin.end(typed.map((line) => `${line}\n`).join(''));
  });
}
