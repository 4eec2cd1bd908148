/** The measured servers: how each is made ready once, and started as often as a scenario wants a fresh process. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Target } from './load.ts';
import { findProgram, freePort, listeningPort, type Started, startOn, stop, until } from './machine.ts';
import { model, smallAnswer, smallRequest } from './wire.ts';

export const subjectNames = ['gateway', 'before', 'nginx', 'bare', 'portkey'] as const;
export type SubjectName = (typeof subjectNames)[number];

/** What every subject is given. `folder` is temporary, `cache` stays between runs. */
export type Place = {
  root: string;
  folder: string;
  cache: string;
  upstreamPort: number;
  serverCore: number | undefined;
  /** Another checkout of the gateway, installed: the subject `before`. */
  before: string | undefined;
};

export type Running = { started: Started; target: Target };

export type Subject = {
  name: SubjectName;
  /** Starts a fresh process and returns at the first chat call that it answered. `streaming`: buffering is off. */
  start(streaming: boolean): Promise<Running>;
};

const key = 'sk-benchbenchbenchbenchbenchbenchbenchbenchbenchben';
const accessToken = 'bench-access-token-0123456789abcdef';

type Answer = { status: number; body: string };

function call(port: number, method: string, path: string, headers: Record<string, string>, body?: string) {
  return new Promise<Answer | undefined>((resolve) => {
    const req = request(
      { host: '127.0.0.1', port, method, path, headers, agent: false, timeout: 5000 },
      (res) => {
        let text = '';
        res.setEncoding('utf8');
        res.on('data', (part: string) => {
          text += part;
        });
        res.on('end', () => resolve({ status: res.statusCode ?? 0, body: text }));
        res.on('error', () => resolve(undefined));
      },
    );
    req.on('timeout', () => req.destroy(new Error('timeout')));
    req.on('error', () => resolve(undefined));
    req.end(body);
  });
}

function contentIn(text: string): string | undefined {
  try {
    const body: { choices?: { message?: { content?: string } }[] } = JSON.parse(text);
    return body.choices?.[0]?.message?.content;
  } catch {
    return undefined;
  }
}

const expected = contentIn(smallAnswer);

/** Polls with the small call until the upstream's own text comes back; the process is ended when it never does. */
async function answering(name: string, started: Started, target: Target, ms: number): Promise<Running> {
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(smallRequest)),
    ...target.headers,
  };
  let last = '';
  try {
    await until(`${name}: no chat call answered`, started, ms, async () => {
      const answer = await call(target.port, 'POST', target.path, headers, smallRequest);
      if (answer) last = `last answer: ${answer.status} ${answer.body.slice(0, 400)}`;
      return answer?.status === 200 && contentIn(answer.body) === expected ? true : undefined;
    });
  } catch (error) {
    await stop(started);
    throw new Error(`${error instanceof Error ? error.message : error}\n${last}`.trim());
  }
  return { started, target };
}

const chatPath = '/v1/chat/completions';

function bare(place: Place): Subject {
  return {
    name: 'bare',
    async start() {
      const script = join(import.meta.dirname, 'bare-relay.ts');
      const origin = `http://127.0.0.1:${place.upstreamPort}`;
      const started = startOn(place.serverCore, [process.execPath, script, origin]);
      const port = await listeningPort(started);
      return answering('bare', started, { port, path: chatPath, headers: {}, pid: started.pid }, 10_000);
    },
  };
}

/** One worker, upstream connections kept, no access log, request bodies passed on as they come. */
function nginxConf(place: Place, port: number, streaming: boolean): string {
  const folder = join(place.folder, 'nginx');
  mkdirSync(folder, { recursive: true });
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  const conf = `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
worker_rlimit_nofile 16384;
pid ${folder}/pid;
error_log stderr error;
events { worker_connections 8192; }
http {
  ${temp.join('\n  ')}
  access_log off;
  tcp_nodelay on;
  keepalive_timeout 300s;
  keepalive_requests 1000000000;
  client_max_body_size 64m;
  upstream bench {
    server 127.0.0.1:${place.upstreamPort};
    keepalive 1100;
    keepalive_requests 1000000000;
    keepalive_timeout 300s;
  }
  server {
    listen 127.0.0.1:${port} backlog=2048;
    location / {
      proxy_pass http://bench;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_request_buffering off;
      proxy_buffering ${streaming ? 'off' : 'on'};
      proxy_read_timeout 300s;
    }
  }
}
`;
  const path = join(folder, `${port}.conf`);
  writeFileSync(path, conf);
  return path;
}

function nginx(place: Place): Subject | string {
  const program = findProgram('nginx');
  if (!program) return 'not installed';
  return {
    name: 'nginx',
    async start(streaming) {
      const port = await freePort();
      const started = startOn(place.serverCore, [program, '-c', nginxConf(place, port, streaming)]);
      return answering('nginx', started, { port, path: chatPath, headers: {}, pid: started.pid }, 10_000);
    },
  };
}

const portkeyVersion = '1.15.2';

/**
 * With the newer releases that its range resolves to, every streamed answer of Portkey is a 500, `TypeError: immutable`
 * (its issue 1389, open); found here with 1.14.2 and later. This one streams.
 */
const honoServerVersion = '1.13.8';

/** Its server listens on every address and has no option for it; this makes 127.0.0.1 the default of `listen`. */
const onLoopback =
  "import{Server}from'node:net';const l=Server.prototype.listen;" +
  "Server.prototype.listen=function(p,h,...r){return typeof p==='object'?l.call(this,{...p,host:'127.0.0.1'},h,...r):" +
  "l.call(this,p,'127.0.0.1',...(typeof h==='function'?[h]:[]),...r)};";

function portkey(place: Place): Subject | string {
  const folder = join(place.cache, `portkey-${portkeyVersion}-${honoServerVersion}`);
  const script = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js');
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    const npm = findProgram('npm');
    if (!npm) return 'npm not found, cannot install it';
    mkdirSync(folder, { recursive: true });
    const wanted = {
      private: true,
      dependencies: { '@portkey-ai/gateway': portkeyVersion },
      overrides: { '@hono/node-server': honoServerVersion },
    };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(wanted));
    process.stderr.write(`installing @portkey-ai/gateway ${portkeyVersion} into ${folder}\n`);
    const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-workspaces'];
    const ran = spawnSync(npm, ['install', ...flags], { cwd: folder, encoding: 'utf8', timeout: 180_000 });
    if (ran.status !== 0 || !existsSync(script)) {
      const why = (ran.error?.message ?? ran.stderr).trim().split('\n').slice(-2).join(' ');
      return `cannot be installed from npm: ${why}`;
    }
    writeFileSync(done, '');
  }
  return {
    name: 'portkey',
    async start() {
      const port = await freePort();
      const preload = `data:text/javascript,${encodeURIComponent(onLoopback)}`;
      const started = startOn(
        place.serverCore,
        [process.execPath, '--import', preload, script, '--headless', `--port=${port}`],
        { NODE_ENV: 'production', TRUSTED_CUSTOM_HOSTS: '127.0.0.1,localhost' },
      );
      const headers = {
        authorization: 'Bearer sk-x',
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `http://127.0.0.1:${place.upstreamPort}/v1`,
      };
      return answering('portkey', started, { port, path: chatPath, headers, pid: started.pid }, 20_000);
    },
  };
}

/** The gateway with one channel and one price, added the way an operator adds them. */
async function gateway(
  place: Place,
  name: 'gateway' | 'before' = 'gateway',
  root = place.root,
): Promise<Subject | string> {
  const cli = join(root, 'server/bin/key4u.mjs');
  const data = join(place.folder, name);
  mkdirSync(data, { recursive: true });
  const launch = (port: number) =>
    // The flag is the one of `npm start`: see package.json.
    startOn(place.serverCore, [process.execPath, '--max-semi-space-size=8', cli, 'start'], {
      PORT: String(port),
      HOST: '127.0.0.1',
      KEY4U_DATA_DIR: data,
      KEY4U_ADMIN_EMAIL: 'bench@example.com',
      KEY4U_ADMIN_PASSWORD: 'bench-password-0123456789',
      KEY4U_LIVE_KEY: key,
      KEY4U_ACCESS_TOKEN: accessToken,
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    });
  const target = (port: number, pid: number): Target => ({
    port,
    path: chatPath,
    headers: { authorization: `Bearer ${key}` },
    pid,
  });

  const port = await freePort();
  const first = launch(port);
  try {
    await until(`${name}: not ready`, first, 30_000, async () =>
      (await call(port, 'GET', '/readyz', {}))?.status === 200 ? true : undefined,
    );
    const base = `http://127.0.0.1:${place.upstreamPort}/v1`;
    const channel = [
      '--name',
      'bench',
      '--provider',
      'openai-compatible',
      '--base-url',
      base,
      '--key',
      'sk-x',
    ];
    for (const args of [
      ['channel', 'add', ...channel, '--models', model],
      ['model', 'price', model, '--input', '1', '--output', '2'],
    ]) {
      const server = ['--url', `http://127.0.0.1:${port}`, '--access-token', accessToken];
      const ran = spawnSync(process.execPath, [cli, ...args, ...server], {
        encoding: 'utf8',
        timeout: 30_000,
      });
      if (ran.status !== 0) {
        throw new Error(
          `key4u ${args[0]} ${args[1]} ended with ${ran.status}\n${ran.stdout}${ran.stderr}`.trim(),
        );
      }
    }
    await answering(name, first, target(port, first.pid), 15_000);
  } catch (error) {
    return `does not start: ${error instanceof Error ? error.message : error}`;
  } finally {
    await stop(first);
  }
  return {
    name,
    async start() {
      const port = await freePort();
      const started = launch(port);
      return answering(name, started, target(port, started.pid), 30_000);
    },
  };
}

/** Makes a subject ready; a text says why it cannot be measured here. */
export function prepare(name: SubjectName, place: Place): Promise<Subject | string> | Subject | string {
  switch (name) {
    case 'gateway':
      return gateway(place);
    case 'before':
      return place.before === undefined
        ? 'no other checkout was named with --before'
        : gateway(place, name, place.before);
    case 'nginx':
      return nginx(place);
    case 'bare':
      return bare(place);
    case 'portkey':
      return portkey(place);
  }
}
