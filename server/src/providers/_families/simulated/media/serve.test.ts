import assert from 'node:assert/strict';
import { test } from 'node:test';
import { soundOf } from '../../../../base/sound.ts';
import { mediaPath, mediaUrl, serveMedia } from './serve.ts';

const ask = (path: string, init?: RequestInit): Response => {
  const answer = serveMedia(new Request(`http://simulated${path}`, init));
  assert.ok(answer);
  return answer;
};
const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

const wav = mediaPath({ kind: 'tune', seconds: 1, text: 'a & b', format: 'wav' });

test('a path answers what it was made for', async () => {
  const picture = ask(mediaPath({ kind: 'picture', width: 300, height: 40, text: 'Größe 漢字', seed: 7 }));
  assert.equal(picture.headers.get('content-type'), 'image/png');
  const png = await bytesOf(picture);
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [300, 40]);

  const film = ask(
    mediaPath({ kind: 'film', width: 320, height: 180, seconds: 2.5, text: 'kite', sound: true }),
  );
  assert.equal(film.headers.get('content-type'), 'video/mp4');
  assert.deepEqual(soundOf(await bytesOf(film)), { type: 'mp4', seconds: 2.5 });

  for (const [format, type] of [
    [undefined, 'audio/mpeg'],
    ['mp3', 'audio/mpeg'],
    ['wav', 'audio/wav'],
  ] as const) {
    const tune = ask(mediaPath({ kind: 'tune', seconds: 3, text: '', ...(format && { format }) }));
    assert.equal(tune.headers.get('content-type'), type);
    assert.equal(soundOf(await bytesOf(tune))?.seconds?.toFixed(6), '3.000000');
  }
});

test('GET, HEAD and single ranges', async () => {
  const all = await bytesOf(ask(wav));
  const last = all.length - 1;
  const rows: [RequestInit, status: number, from: number, to: number][] = [
    [{}, 200, 0, last],
    [{ headers: { range: 'bytes=0-' } }, 206, 0, last],
    [{ headers: { range: 'bytes=10-19' } }, 206, 10, 19],
    [{ headers: { range: `bytes=${last}-999999` } }, 206, last, last],
    [{ headers: { range: 'bytes=-5' } }, 206, last - 4, last],
    [{ headers: { range: 'bytes=-99999999' } }, 206, 0, last],
    [{ headers: { range: 'bytes=5-2' } }, 200, 0, last],
    [{ headers: { range: 'bytes=0-1,4-5' } }, 200, 0, last],
    [{ headers: { range: 'lines=1-2' } }, 200, 0, last],
    [{ headers: { range: 'bytes=0-1', 'if-range': '"other"' } }, 200, 0, last],
  ];
  for (const [init, status, from, to] of rows) {
    const answer = ask(wav, init);
    const name = JSON.stringify(init);
    assert.equal(answer.status, status, name);
    assert.equal(answer.headers.get('accept-ranges'), 'bytes');
    assert.equal(answer.headers.get('content-length'), String(to - from + 1), name);
    assert.equal(
      answer.headers.get('content-range'),
      status === 206 ? `bytes ${from}-${to}/${all.length}` : null,
    );
    assert.ok((await bytesOf(answer)).equals(all.subarray(from, to + 1)), name);
  }
  for (const range of [`bytes=${all.length}-`, 'bytes=-0']) {
    const answer = ask(wav, { headers: { range } });
    assert.deepEqual([answer.status, answer.headers.get('content-range')], [416, `bytes */${all.length}`]);
  }
  const head = ask(wav, { method: 'HEAD' });
  assert.deepEqual(
    [head.status, head.headers.get('content-length'), head.body],
    [200, String(all.length), null],
  );
  const etag = head.headers.get('etag')!;
  assert.equal(ask(wav, { headers: { 'if-none-match': etag } }).status, 304);
  assert.equal(ask(wav, { method: 'POST' }).status, 405);
});

test('other paths are not its own; unknown names and wild parameters do no harm', async () => {
  for (const path of ['/', '/v1/videos', '/_media', '/x/_media/film.mp4'])
    assert.equal(serveMedia(new Request(`http://simulated${path}`)), undefined);
  assert.equal(ask('/_media/film.avi').status, 404);
  const png = await bytesOf(ask('/_media/picture.png?w=1e9&h=-3&seed=x&t='));
  assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [4096, 1]);
  assert.equal(soundOf(await bytesOf(ask('/_media/film.mp4?w=64&h=64&s=1e9')))?.seconds, 60);
  assert.equal(soundOf(await bytesOf(ask('/_media/tune.mp3?s=Infinity')))?.type, 'mp3');
  assert.ok(mediaPath({ kind: 'tune', seconds: Number.NaN, text: 'é\ud800'.repeat(9999) }).length < 6000);
});

test('the address is where the simulator is reached', () => {
  const url = 'http://simulated/v1/tasks';
  assert.equal(mediaUrl(new Request(url), wav), `http://simulated${wav}`);
  const headers = { 'x-simulated-base': 'http://127.0.0.1:4123/kling/' };
  assert.equal(mediaUrl(new Request(url, { headers }), wav), `http://127.0.0.1:4123/kling${wav}`);
});
