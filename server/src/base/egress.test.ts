import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildConnector, Client } from 'undici';
import {
  addressAllowed,
  createEgress,
  EgressError,
  type EgressOptions,
  type EgressReason,
} from './egress.ts';

const publicAddress = '93.184.216.34';
const bounds = { maxBytes: 10_000, timeoutMs: 5_000 };
const because = (reason: EgressReason) => (error: unknown) =>
  error instanceof EgressError && error.reason === reason;

async function serve(
  t: TestContext,
  listener: RequestListener,
  host = '127.0.0.1',
  port = 0,
): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((done) => server.listen(port, host, done));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Public rules in full, with connections led to a local server: what a checked address would have reached. */
function publicEgress(port: number, options: Partial<EgressOptions> = {}) {
  const connected: (readonly string[])[] = [];
  const local = buildConnector({});
  const egress = createEgress({
    allowPrivate: false,
    resolve: async () => [publicAddress],
    connect: (checked) => {
      connected.push(checked.addresses);
      return new Client(checked.url.origin, {
        connect: (target, done) => local({ ...target, hostname: '127.0.0.1', port: String(port) }, done),
      });
    },
    ...options,
  });
  return { egress, connected };
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

const badUrls: readonly [url: string, reason: EgressReason][] = [
  ['', 'url_invalid'],
  ['/relative', 'url_invalid'],
  ['http://', 'url_invalid'],
  ['http://exa mple.com/', 'url_invalid'],
  ['http://a..b.com/', 'url_invalid'],
  ['http://a.com../', 'url_invalid'],
  ['http://999.1.1.1/', 'url_invalid'],
  ['http://[fe80::1%25eth0]/', 'url_invalid'],
  [`http://example.com/${'a'.repeat(9000)}`, 'url_invalid'],
  ['ftp://example.com/', 'scheme_refused'],
  ['file:///etc/passwd', 'scheme_refused'],
  ['gopher://127.0.0.1:6379/_x', 'scheme_refused'],
  ['data:text/plain,x', 'scheme_refused'],
  ['javascript:alert(1)', 'scheme_refused'],
  ['http://user@example.com/', 'credentials_refused'],
  ['http://:secret@example.com/', 'credentials_refused'],
  ['http://example.com:pass@127.0.0.1/', 'credentials_refused'],
  ['http://example.com:0/', 'port_refused'],
  ['http://example.com:99999/', 'url_invalid'],
  ['http://localhost/', 'host_refused'],
  ['http://LOCALHOST:80/', 'host_refused'],
  ['http://localhost./', 'host_refused'],
  ['http://a.localhost/', 'host_refused'],
  ['http://ｌｏｃａｌｈｏｓｔ/', 'host_refused'],
  ['http://redis:6379/', 'host_refused'],
  ['http://metadata.google.internal/computeMetadata/v1/', 'host_refused'],
  ['http://metadata.google.internal./', 'host_refused'],
  ['http://printer.local/', 'host_refused'],
  ['http://api.default.svc/', 'host_refused'],
  ['http://api.default.svc.cluster.local/', 'host_refused'],
  ['http://router.home.arpa/', 'host_refused'],
  ['http://127.0.0.1/', 'address_refused'],
  ['http://127.0.0.1./', 'address_refused'],
  ['http://127.1/', 'address_refused'],
  ['http://2130706433/', 'address_refused'],
  ['http://0x7f000001/', 'address_refused'],
  ['http://0x7f.1/', 'address_refused'],
  ['http://0177.0.0.1/', 'address_refused'],
  ['http://017700000001/', 'address_refused'],
  ['http://%31%32%37.0.0.1/', 'address_refused'],
  ['http://１２７.０.０.１/', 'address_refused'],
  ['http://①②⑦.0.0.1/', 'address_refused'],
  ['http://127。0。0。1/', 'address_refused'],
  ['http:\\\\127.0.0.1\\x', 'address_refused'],
  ['http:127.0.0.1', 'address_refused'],
  ['ht\ntp://127.0.0.1/', 'address_refused'],
  ['http://0/', 'address_refused'],
  ['http://0.0.0.0/', 'address_refused'],
  ['http://169.254.169.254/latest/meta-data/', 'address_refused'],
  ['http://0xa9fea9fe/', 'address_refused'],
  ['http://[::]/', 'address_refused'],
  ['http://[::1]/', 'address_refused'],
  ['http://[::ffff:127.0.0.1]/', 'address_refused'],
  ['http://[::ffff:7f00:1]/', 'address_refused'],
  ['http://[::127.0.0.1]/', 'address_refused'],
  ['http://[0:0:0:0:0:0:0:1]/', 'address_refused'],
];

test('bad URLs are refused, each for its reason, without a question to the resolver', async () => {
  const egress = createEgress({
    allowPrivate: false,
    resolve: async (host) => {
      throw new Error(`asked for ${host}`);
    },
  });
  for (const [url, reason] of badUrls) {
    await rejects(egress.check(url), because(reason), `${url} must be ${reason}`);
    await rejects(egress.send(url, bounds), because(reason), `${url} must be ${reason} when sent`);
  }
});

const addresses: readonly [address: string, publicly: boolean, privately: boolean][] = [
  ['93.184.216.34', true, true],
  ['8.8.8.8', true, true],
  ['2606:4700:4700::1111', true, true],
  ['10.1.2.3', false, true],
  ['172.16.0.1', false, true],
  ['172.31.255.255', false, true],
  ['172.32.0.1', true, true],
  ['192.168.1.1', false, true],
  ['127.0.0.1', false, true],
  ['127.255.255.254', false, true],
  ['100.64.0.1', false, true],
  ['::1', false, true],
  ['fc00::1', false, true],
  ['fd12:3456::1', false, true],
  ['::ffff:10.0.0.1', false, true],
  ['0.0.0.0', false, false],
  ['0.1.2.3', false, false],
  ['169.254.169.254', false, false],
  ['169.254.0.1', false, false],
  ['100.100.100.200', false, false],
  ['168.63.129.16', false, false],
  ['192.0.0.192', false, false],
  ['192.0.2.1', false, false],
  ['198.18.0.1', false, false],
  ['198.51.100.1', false, false],
  ['203.0.113.1', false, false],
  ['224.0.0.1', false, false],
  ['239.255.255.255', false, false],
  ['240.0.0.1', false, false],
  ['255.255.255.255', false, false],
  ['::', false, false],
  ['::7f00:1', false, false],
  ['::a00:1', false, false],
  ['fe80::1', false, false],
  ['fe80::1%eth0', false, false],
  ['fec0::1', false, false],
  ['ff02::1', false, false],
  ['fd00:ec2::254', false, false],
  ['::ffff:169.254.169.254', false, false],
  ['::ffff:0:127.0.0.1', false, false],
  ['64:ff9b::7f00:1', false, false],
  ['64:ff9b::808:808', false, false],
  ['64:ff9b:1::7f00:1', false, false],
  ['2002:7f00:1::', false, false],
  ['2001:0:4136:e378::1', false, false],
  ['2001:db8::1', false, false],
  ['3fff::1', false, false],
  ['100::1', false, false],
  ['5f00::1', false, false],
  ['4000::1', false, false],
  ['010.0.0.1', false, false],
  ['127.1', false, false],
  ['not an address', false, false],
  ['', false, false],
];

test('only public addresses pass; private ones where allowed; some never', async () => {
  for (const [address, publicly, privately] of addresses) {
    equal(addressAllowed(address, false), publicly, `${address} in public`);
    equal(addressAllowed(address, true), privately, `${address} with private ones allowed`);
    const resolve = async () => [publicAddress, address];
    const asked = createEgress({ allowPrivate: false, resolve }).check('https://files.example.com/a');
    if (publicly) deepEqual((await asked).addresses, [publicAddress, address]);
    else await rejects(asked, because('address_refused'), `${address} beside a public one`);
  }
});

test('the message names the host, not what it resolves to', async () => {
  const egress = createEgress({ allowPrivate: false, resolve: async () => ['10.9.8.7'] });
  await rejects(egress.check('http://files.example.com/secret?token=t'), (error: EgressError) => {
    match(error.message, /files\.example\.com/);
    ok(!/10\.9\.8\.7|secret|token/.test(error.message));
    return true;
  });
});

test('a name that is not found, finds nothing, or is never answered', async () => {
  const bare = { allowPrivate: false };
  const absent = createEgress({ ...bare, resolve: () => Promise.reject(new Error('ENOTFOUND')) });
  await rejects(absent.check('http://files.example.com/'), because('host_unknown'));
  const empty = createEgress({ ...bare, resolve: async () => [] });
  await rejects(empty.check('http://files.example.com/'), because('host_unknown'));
  const silent = createEgress({ ...bare, resolve: () => new Promise(() => {}) });
  await rejects(silent.check('http://files.example.com/', { timeoutMs: 20 }), because('timeout'));
  await rejects(silent.send('http://files.example.com/', { ...bounds, timeoutMs: 20 }), because('timeout'));
  const signal = AbortSignal.timeout(20);
  await rejects(silent.send('http://files.example.com/', { ...bounds, signal }), because('aborted'));
});

test('a real local server is reached where private addresses are allowed, and only there', async (t) => {
  let hits = 0;
  const port = await serve(t, async (request, response) => {
    hits++;
    response.setHeader('x-seen', `${request.method} ${request.url} ${request.headers.host}`);
    response.end(`got ${await text(request)} as ${request.headers['content-type']}`);
  });
  const url = `http://127.0.0.1:${port}/hook?a=1#part`;
  await rejects(createEgress({ allowPrivate: false }).send(url, bounds), because('address_refused'));
  equal(hits, 0);
  const open = createEgress({ allowPrivate: true });
  const headers = { 'Content-Type': 'text/plain', Host: 'elsewhere.example', 'Transfer-Encoding': 'chunked' };
  const answer = await open.send(url, { ...bounds, method: 'POST', headers, body: 'hello' });
  equal(answer.status, 200);
  equal(answer.body.toString(), 'got hello as text/plain');
  equal(answer.headers['x-seen'], `POST /hook?a=1 127.0.0.1:${port}`);
  equal(
    (await open.send(`http://localhost:${port}/x`, bounds)).headers['x-seen'],
    `GET /x localhost:${port}`,
  );
  await rejects(open.send('ftp://127.0.0.1/', bounds), because('scheme_refused'));
  await rejects(open.send('http://169.254.169.254/', bounds), because('address_refused'));
  await rejects(open.send(url, { ...bounds, headers: { a: 'b\r\nx: y' } }), because('request_invalid'));
});

test('the connection goes to the address that was checked, whatever the name says later', async (t) => {
  const port = await serve(t, (_request, response) => response.end('first'));
  await serve(t, (_request, response) => response.end('second'), '127.0.0.2', port);
  const answers = [['127.0.0.1'], ['127.0.0.2']];
  let asked = 0;
  const egress = createEgress({ allowPrivate: true, resolve: async () => answers[asked++] ?? [] });
  // The name does not exist anywhere, so a second look-up behind our back would fail.
  const url = `http://moves.example.invalid:${port}/`;
  equal((await egress.send(url, bounds)).body.toString(), 'first');
  equal(asked, 1);
  equal((await egress.send(url, bounds)).body.toString(), 'second');
  equal(asked, 2);
});

test('a name that turns private between two requests or two redirects is refused', async (t) => {
  let hits = 0;
  const port = await serve(t, (_request, response) => {
    hits++;
    response.writeHead(302, { location: '/again' }).end();
  });
  const answers = [[publicAddress], ['127.0.0.1']];
  const { egress, connected } = publicEgress(port, { resolve: async () => answers.shift() ?? ['127.0.0.1'] });
  await rejects(egress.send('http://moves.example.com/', bounds), because('address_refused'));
  equal(hits, 1);
  deepEqual(connected, [[publicAddress]]);
});

test('redirects to bad places are refused', async (t) => {
  const bad: readonly [location: string, reason: EgressReason][] = [
    ['http://127.0.0.1:1/', 'address_refused'],
    ['//169.254.169.254/latest', 'address_refused'],
    ['http://[::1]/', 'address_refused'],
    ['http://0x7f.1/', 'address_refused'],
    ['http://localhost/', 'host_refused'],
    ['file:///etc/passwd', 'scheme_refused'],
    ['http://user:pass@example.com/', 'credentials_refused'],
    ['http://exa mple/', 'redirect_invalid'],
    ['/loop', 'too_many_redirects'],
  ];
  for (const [location, reason] of bad) {
    for (const status of [301, 302, 303, 307, 308]) {
      const port = await serve(t, (_request, response) =>
        response.writeHead(status, { location }).end('moved'),
      );
      const { egress, connected } = publicEgress(port);
      await rejects(
        egress.send('http://files.example.com/', bounds),
        because(reason),
        `${status} ${location}`,
      );
      equal(connected.length, reason === 'too_many_redirects' ? 6 : 1);
    }
  }
  const port = await serve(t, (_request, response) => response.writeHead(302, { location: '/x' }).end());
  const none = publicEgress(port, { maxRedirects: 0 });
  await rejects(none.egress.send('http://files.example.com/', bounds), because('too_many_redirects'));
  equal(none.connected.length, 1);
});

test('a redirect keeps or drops method, body and credentials as the status and the origin say', async (t) => {
  const seen: string[] = [];
  const names = ['authorization', 'cookie', 'x-api-key', 'content-type', 'x-note'];
  const port = await serve(t, async (request, response) => {
    const kept = names.filter((name) => request.headers[name] !== undefined).join(' ');
    seen.push(`${request.method} ${request.headers.host} ${await text(request)} [${kept}]`);
    const step = /^\/(\d+)\/(same|other)$/.exec(request.url ?? '');
    if (!step) return response.end('done');
    const location = step[2] === 'same' ? '/end' : 'http://other.example.com/end';
    response.writeHead(Number(step[1]), { location }).end();
  });
  const { egress } = publicEgress(port);
  const headers = {
    Authorization: 'Bearer k',
    Cookie: 'a=b',
    'X-Api-Key': 'k',
    'Content-Type': 'text/plain',
    'X-Note': 'n',
  };
  const all = '[authorization cookie x-api-key content-type x-note]';
  const cases: readonly [method: 'POST' | 'PUT', path: string, second: string][] = [
    ['POST', '/301/same', 'GET a.example.com  [authorization cookie x-api-key x-note]'],
    ['POST', '/302/other', 'GET other.example.com  [x-note]'],
    ['PUT', '/302/same', `PUT a.example.com body ${all}`],
    ['PUT', '/303/same', 'GET a.example.com  [authorization cookie x-api-key x-note]'],
    ['POST', '/307/same', `POST a.example.com body ${all}`],
    ['POST', '/308/other', 'POST other.example.com body [content-type x-note]'],
  ];
  for (const [method, path, second] of cases) {
    seen.length = 0;
    const answer = await egress.send(`http://a.example.com${path}`, {
      ...bounds,
      method,
      headers,
      body: 'body',
    });
    equal(answer.body.toString(), 'done');
    deepEqual(seen, [`${method} a.example.com body ${all}`, second], `${method} ${path}`);
  }
});

test('an answer that is too large is refused by its length, or while it flows', async (t) => {
  let sent = 0;
  const port = await serve(t, (request, response) => {
    if (request.url === '/announced') response.setHeader('content-length', 1e9);
    const more = () => {
      while (!response.destroyed && sent < 1e8) {
        sent += 1000;
        if (!response.write(Buffer.alloc(1000))) return void response.once('drain', more);
      }
      response.end();
    };
    if (request.url === '/exact') response.end(Buffer.alloc(bounds.maxBytes));
    else more();
  });
  const egress = createEgress({ allowPrivate: true });
  await rejects(egress.send(`http://127.0.0.1:${port}/announced`, bounds), because('too_large'));
  await rejects(egress.send(`http://127.0.0.1:${port}/flows`, bounds), because('too_large'));
  ok(sent < 2e7, `the host got rid of ${sent} bytes`);
  equal((await egress.send(`http://127.0.0.1:${port}/exact`, bounds)).body.length, bounds.maxBytes);
});

test('slow headers, a slow body and a silent body end at the time bound', async (t) => {
  const port = await serve(t, (request, response) => {
    if (request.url === '/headers') return;
    response.write('x');
    if (request.url === '/silent') return;
    const drip = setInterval(() => response.write('x'), 10);
    response.once('close', () => clearInterval(drip));
  });
  const egress = createEgress({ allowPrivate: true });
  for (const path of ['headers', 'drip', 'silent']) {
    const start = performance.now();
    await rejects(
      egress.send(`http://127.0.0.1:${port}/${path}`, { ...bounds, timeoutMs: 150 }),
      because('timeout'),
      path,
    );
    ok(performance.now() - start < 2000, path);
  }
  const idle = { ...bounds, timeoutMs: 20_000, idleMs: 150 };
  await rejects(egress.send(`http://127.0.0.1:${port}/silent`, idle), because('timeout'));
  const signal = AbortSignal.timeout(100);
  await rejects(egress.send(`http://127.0.0.1:${port}/drip`, { ...bounds, signal }), because('aborted'));
});

test('a host that refuses, cuts or does not speak HTTP', async (t) => {
  const port = await serve(t, (_request, response) => {
    response.setHeader('content-length', 100);
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  const odd = createTcpServer((socket) => socket.on('error', () => {}).end('SSH-2.0-OpenSSH\r\n'));
  await new Promise<void>((done) => odd.listen(0, '127.0.0.1', done));
  t.after(() => odd.close());
  const egress = createEgress({ allowPrivate: true });
  await rejects(egress.send(`http://127.0.0.1:${port}/`, bounds), because('unreachable'));
  const oddPort = (odd.address() as AddressInfo).port;
  await rejects(egress.send(`http://127.0.0.1:${oddPort}/`, bounds), because('answer_invalid'));
  await rejects(egress.send('http://127.0.0.1:1/', bounds), because('unreachable'));
});

test('compressed answers are never unpacked, and refused where a media type is asked for', async (t) => {
  const bomb = gzipSync(Buffer.alloc(5_000_000));
  let wanted: string | undefined;
  const port = await serve(t, (request, response) => {
    wanted = request.headers['accept-encoding'];
    response.writeHead(request.url === '/missing' ? 404 : 200, {
      'content-type': 'image/png; q=1',
      'content-encoding': 'gzip',
    });
    response.end(bomb);
  });
  const egress = createEgress({ allowPrivate: true });
  const url = `http://127.0.0.1:${port}/`;
  const raw = await egress.send(url, bounds);
  deepEqual(raw.body, bomb);
  equal(wanted, 'identity');
  await rejects(egress.send(url, { ...bounds, accept: ['image/*'] }), because('encoding_refused'));
  await rejects(egress.send(url, { ...bounds, accept: ['image/jpeg', 'audio/*'] }), because('type_refused'));
  equal((await egress.send(`${url}missing`, { ...bounds, accept: ['audio/*'] })).status, 404);
});

test('an open body flows with back-pressure, and letting go of it closes the connection', async (t) => {
  let sent = 0;
  let closed = () => {};
  const gone = new Promise<void>((done) => {
    closed = done;
  });
  const port = await serve(t, (_request, response) => {
    response.once('close', closed);
    const more = () => {
      while (sent < 5e7) {
        sent += 65_536;
        if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  const egress = createEgress({ allowPrivate: true });
  const stream = await egress.open(`http://127.0.0.1:${port}/`, { maxBytes: 1e9, timeoutMs: 10_000 });
  equal(stream.status, 200);
  await new Promise((done) => setTimeout(done, 200));
  ok(sent < 2e7, `${sent} bytes went out to a reader that does not read`);
  stream.body.destroy();
  await gone;
});

test('proxy variables change nothing', async (t) => {
  const port = await serve(t, (_request, response) => response.end('direct'));
  const proxy = await serve(t, (_request, response) => response.end('through a proxy'));
  const names = ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY'];
  t.after(() => {
    for (const name of names) delete process.env[name];
  });
  for (const name of names) process.env[name] = `http://127.0.0.1:${proxy}`;
  const answer = await createEgress({ allowPrivate: true }).send(`http://127.0.0.1:${port}/`, bounds);
  equal(answer.body.toString(), 'direct');
});
