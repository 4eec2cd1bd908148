import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeSound } from '../../providers/_families/openai-media/simulator/sounds.ts';
import { type FaultCode, GatewayError } from '../../spec/fault.ts';
import { openaiAudio } from './index.ts';
import { readFile } from './read-file.ts';
import { readSpeech } from './read-speech.ts';

const speech = (body: object) => readSpeech(Buffer.from(JSON.stringify(body)));
const plain = { model: 'tts-1', input: 'Xin chào 👋', voice: 'alloy' };

const refused = (run: () => unknown, code: FaultCode, words: RegExp, param?: string) =>
  assert.throws(
    run,
    (error) =>
      error instanceof GatewayError &&
      error.code === code &&
      words.test(error.message) &&
      error.detail.param === param,
  );

describe('speech', () => {
  it('flows as bytes, and counts characters by code points', () => {
    const call = speech(plain);
    assert.deepEqual([call.kind, call.endpoint, call.stream, call.flow], ['speech', 'speech', true, 'bytes']);
    assert.equal(call.facts['characters'], 10);
    assert.equal(call.facts['response_format'], 'mp3');
    assert.deepEqual(call.bounds.units, { characters: 10 });
  });
  it('flows as events when asked', () =>
    assert.equal(speech({ ...plain, stream_format: 'sse' }).flow, undefined));
  it('bounds the sound of a slow voice higher', () => {
    const usual = speech(plain).bounds.outputTokens!;
    assert.ok(speech({ ...plain, speed: 0.25 }).bounds.outputTokens! > usual * 1.2);
    assert.equal(speech({ ...plain, speed: 4 }).bounds.outputTokens, usual);
  });
  it('takes a voice of one’s own and unknown fields', () => {
    assert.equal(speech({ ...plain, voice: { id: 'voice_1' }, emotion: 'glad' }).model, 'tts-1');
  });
  for (const [what, body, param] of [
    ['no model', { input: 'a', voice: 'alloy' }, 'model'],
    ['no input', { model: 'm', voice: 'alloy' }, 'input'],
    ['an empty input', { ...plain, input: '' }, 'input'],
    ['no voice', { model: 'm', input: 'a' }, 'voice'],
    ['a speed out of range', { ...plain, speed: 9 }, 'speed'],
  ] as const)
    it(`refuses ${what}`, () => refused(() => speech(body), 'field_invalid', /./, param));
  it('refuses two models', () =>
    refused(
      () => readSpeech(Buffer.from('{"model":"a","model":"b","input":"x","voice":"v"}')),
      'field_invalid',
      /once/,
      'model',
    ));
});

async function form(
  fields: Record<string, string | File>,
  endpoint: 'transcriptions' | 'translations' = 'transcriptions',
) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  const request = new Request('http://x', { method: 'POST', body: data });
  const type = request.headers.get('content-type')!;
  const body = Buffer.from(await request.arrayBuffer());
  return () => readFile(endpoint, body, { params: {}, query: '', headers: { 'content-type': type } });
}

const wav = (seconds: number) =>
  new File([new Uint8Array(makeSound('wav', seconds))], 'a.wav', { type: 'audio/wav' });

describe('transcriptions and translations', () => {
  it('read the model behind the file, and the length of the sound', async () => {
    const call = (
      await form({ file: wav(12.5), prompt: 'hi', model: 'gpt-4o-transcribe', stream: 'true' })
    )();
    assert.deepEqual([call.model, call.stream, call.flow], ['gpt-4o-transcribe', true, undefined]);
    assert.match(call.contentType!, /boundary=/);
    assert.deepEqual(call.facts, { response_format: 'json', audio_type: 'wav', seconds: 12.5 });
    assert.ok(call.bounds.inputTokens >= 125 && call.bounds.outputTokens! > 100);
    const endpoint = openaiAudio.endpoints.find(({ path }) => path.endsWith('/transcriptions'));
    assert.ok(endpoint?.does === 'relay');
    assert.deepEqual(endpoint.texts(call), ['hi']);
  });
  it('whisper does not stream', async () =>
    assert.equal((await form({ file: wav(1), model: 'whisper-1', stream: 'true' }))().stream, false));
  it('bound what tells no length by its size', async () => {
    const file = new File([new Uint8Array(75_000)], 'a.amr');
    const call = (await form({ file, model: 'whisper-1' }))();
    assert.equal(call.facts['seconds'], undefined);
    assert.deepEqual(call.bounds.units, { seconds: 101 });
  });
  for (const [what, fields, words, param] of [
    ['no file', { model: 'm' }, /file/, 'file'],
    ['a text in place of the file', { model: 'm', file: 'abc' }, /file name/, 'file'],
    ['an empty file', { model: 'm', file: new File([], 'a.wav') }, /empty/, 'file'],
    ['no model', { file: wav(1) }, /model/, 'model'],
    [
      'an unknown format',
      { file: wav(1), model: 'm', response_format: 'xml' },
      /'json', 'text'/,
      'response_format',
    ],
    ['a temperature out of range', { file: wav(1), model: 'm', temperature: '2' }, /0 to 1/, 'temperature'],
    [
      'unknown times',
      { file: wav(1), model: 'm', 'timestamp_granularities[]': 'letter' },
      /'word'/,
      'timestamp_granularities[]',
    ],
  ] as const)
    it(`refuse ${what}`, async () =>
      refused(await form(fields as Record<string, string | File>), 'field_invalid', words, param));
  it('refuse diarized_json of a translation', async () =>
    refused(
      await form({ file: wav(1), model: 'whisper-1', response_format: 'diarized_json' }, 'translations'),
      'field_invalid',
      /Invalid value/,
      'response_format',
    ));
  it('refuse JSON and broken forms in words', () => {
    const read = (type: string | undefined, body: string) => () =>
      readFile('transcriptions', Buffer.from(body), {
        params: {},
        query: '',
        headers: { 'content-type': type },
      });
    refused(read('application/json', '{}'), 'media_type_unsupported', /multipart/);
    refused(read(undefined, ''), 'media_type_unsupported', /multipart/);
    refused(read('multipart/form-data', ''), 'body_malformed', /boundary/);
    refused(read('multipart/form-data; boundary=x', '--x\r\n'), 'body_malformed', /headers/);
  });
});
