import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type FaultCode, GatewayError } from '../../spec/fault.ts';
import { cancelEvent, clientEvent, faultEvent } from './events.ts';
import { open } from './open.ts';
import { betaSecrets, secrets } from './secrets.ts';

const faultAt = (param: string | undefined) => (error: unknown) =>
  error instanceof GatewayError && error.code === 'field_invalid' && error.detail.param === param;

describe('an opening', () => {
  const rows = [
    ['a server', 'model=gpt-realtime', undefined, { model: 'gpt-realtime' }],
    ['the intent is let be', 'intent=transcription&model=m', undefined, { model: 'm' }],
    [
      'a browser',
      'model=m',
      'realtime, openai-insecure-api-key.ek_v1.a-b_c',
      { model: 'm', key: 'ek_v1.a-b_c', protocol: 'realtime' },
    ],
    [
      'a browser of the beta',
      'model=m',
      'realtime,openai-insecure-api-key.sk-1,openai-organization.o,openai-project.p,openai-beta.realtime-v1',
      { model: 'm', key: 'sk-1', protocol: 'realtime' },
    ],
    [
      'the key comes first and nothing else but the beta',
      'model=m',
      'openai-insecure-api-key.sk-1, openai-beta.realtime-v1',
      { model: 'm', key: 'sk-1', protocol: 'openai-beta.realtime-v1' },
    ],
    ['only the key', 'model=m', 'openai-insecure-api-key.sk-1', { model: 'm', key: 'sk-1' }],
  ] as const;
  for (const [name, query, protocols, expected] of rows)
    test(name, () => {
      const headers = { 'sec-websocket-protocol': protocols };
      assert.deepEqual(open({ params: {}, query, headers }), { ...expected, facts: {} });
    });
  for (const [query, param] of [
    ['', 'model'],
    ['model=', 'model'],
    [`model=${'m'.repeat(300)}`, 'model'],
    ['call_id=rtc_1', 'call_id'],
  ] as const)
    test(`?${query.slice(0, 20)} is refused`, () =>
      assert.throws(() => open({ params: {}, query, headers: {} }), faultAt(param)));
});

describe('an event of the client', () => {
  const sound = Buffer.alloc(6000, 7).toString('base64');
  for (const text of [
    `{"type":"input_audio_buffer.append","audio":"${sound}"}`,
    `{"event_id":"e","type":"input_audio_buffer.append","audio":"${sound}"}`,
    `{"type":"input_audio_buffer.append","audio":"${sound}","event_id":"e"}`,
    ' { "type" : "response.create" , "response" : { "x" : 1.0 } } ',
    '{"type":"session.update","session":{"type":"realtime","instructions":"model"}}',
    '{"type":"session.update","session":{"model":"upstream-name"}}',
    '{"type":"session.update"}',
    '{"type":"conversation.item.create","session":{"model":"other"}}',
  ])
    test(`passes as it is: ${text.slice(0, 60)}`, () =>
      assert.equal(clientEvent(text, 'name', 'upstream-name'), text));

  test("the session's model gets the upstream's name", () => {
    const text =
      '{"event_id":"e","type":"session.update","session":{"type":"realtime","model":"name","tools":[]}}';
    assert.equal(clientEvent(text, 'name', 'upstream'), text.replace('"name"', '"upstream"'));
    assert.equal(clientEvent(text, 'name', 'name'), text);
  });

  for (const [text, param] of [
    ['{"type":"session.update","session":{"model":"other"}}', 'session.model'],
    ['{"type":"session.update","session":{"model":null}}', 'session.model'],
    ['{"type":"session\\u002eupdate","session":{"model":"other"}}', 'session.model'],
    // Looks like sound and is not.
    [
      '{"type":"input_audio_buffer.append","audio":"AAAA","type":"session.update","session":{"model":"o"}}',
      'session.model',
    ],
    ['{"type":"input_audio_buffer.append","audio":"AAAA"', undefined],
    ['[]', undefined],
    ['', undefined],
    ['hello', undefined],
  ] as const)
    test(`is refused: ${text.slice(0, 60)}`, () =>
      assert.throws(() => clientEvent(text, 'name', 'upstream-name'), faultAt(param)));
});

test('the event that cancels is one of the wire', () => {
  assert.deepEqual(JSON.parse(cancelEvent), { type: 'response.cancel' });
});

describe('an event of a fault has the shape of the wire', () => {
  for (const [code, type, word] of [
    ['balance_too_low', 'insufficient_quota', 'insufficient_quota'],
    ['token_limit_reached', 'insufficient_quota', 'insufficient_quota'],
    ['field_invalid', 'invalid_request_error', 'invalid_value'],
    ['upstream_cut', 'server_error', 'upstream_cut'],
    ['gateway_fault', 'server_error', null],
  ] as const satisfies readonly (readonly [FaultCode, string, string | null])[])
    test(code, () => {
      const error = new GatewayError(code, 'why', { param: 'p' });
      assert.deepEqual(JSON.parse(faultEvent(error, 'req_1')), {
        type: 'error',
        event_id: 'event_1',
        error: { type, code: word, message: 'why (request id: req_1)', param: 'p', event_id: null },
      });
    });
  test("the upstream's own words", () => {
    const error = new GatewayError('upstream_refused', 'why', { upstream: { code: 'session_expired' } });
    assert.equal(JSON.parse(faultEvent(error, 'req_1')).error.code, 'session_expired');
  });
});

describe('a client secret', () => {
  const bytes = (body: unknown) => Buffer.from(JSON.stringify(body));
  const reads = [
    ['no body', Buffer.alloc(0), { seconds: 600, model: undefined }],
    ['nothing said', bytes({}), { seconds: 600, model: undefined }],
    [
      'a lifetime and a model',
      bytes({
        expires_after: { anchor: 'created_at', seconds: 30 },
        session: { type: 'realtime', model: 'm' },
      }),
      { seconds: 30, model: 'm' },
    ],
    [
      'settings',
      bytes({ session: { type: 'realtime', model: 'm', instructions: 'Be kind.' } }),
      {
        seconds: 600,
        model: 'm',
        opening: '{"type":"session.update","session":{"type":"realtime","instructions":"Be kind."}}',
      },
    ],
  ] as const;
  for (const [name, body, expected] of reads)
    test(name, () => assert.deepEqual(secrets.read(body), expected));

  for (const [body, param] of [
    [{ expires_after: { seconds: 0 } }, 'expires_after.seconds'],
    [{ expires_after: { seconds: 7201 } }, 'expires_after.seconds'],
    [{ session: { model: 7 } }, 'session.model'],
    [{ session: { type: 'other' } }, 'session.type'],
  ] as const)
    test(`${JSON.stringify(body)} is refused`, () =>
      assert.throws(() => secrets.read(bytes(body)), faultAt(param)));

  test('is answered with its whole session', () => {
    const body = bytes({ session: { type: 'realtime', model: 'm', audio: { output: { voice: 'cedar' } } } });
    const { value, expires_at: expiresAt, session } = JSON.parse(secrets.write('ek_1', 99, body));
    assert.equal(value, 'ek_1');
    assert.equal(expiresAt, 99);
    assert.match(session.id, /^sess_/);
    assert.deepEqual(
      [session.object, session.model, session.audio.output.voice, session.audio.input.format.rate],
      ['realtime.session', 'm', 'cedar', 24_000],
    );
    assert.ok(JSON.parse(secrets.write('ek_1', 99, Buffer.alloc(0))).session);
  });

  test('of the beta: a minute, flat settings that become those of today, and its answer', () => {
    const body = bytes({
      model: 'm',
      modalities: ['audio', 'text'],
      voice: 'alloy',
      input_audio_format: 'g711_ulaw',
      input_audio_transcription: { model: 'whisper-1' },
      turn_detection: null,
      max_response_output_tokens: 200,
      temperature: 0.7,
      client_secret: { expires_after: { anchor: 'created_at', seconds: 30 } },
    });
    const { opening, ...rest } = betaSecrets.read(body);
    assert.deepEqual(rest, { seconds: 30, model: 'm' });
    assert.deepEqual(JSON.parse(opening!), {
      type: 'session.update',
      session: {
        type: 'realtime',
        max_output_tokens: 200,
        output_modalities: ['audio'],
        audio: {
          input: {
            format: { type: 'audio/pcmu' },
            transcription: { model: 'whisper-1' },
            turn_detection: null,
          },
          output: { voice: 'alloy' },
        },
      },
    });
    assert.deepEqual(betaSecrets.read(bytes({ model: 'm' })), { seconds: 60, model: 'm' });
    const session = JSON.parse(betaSecrets.write('ek_1', 99, body));
    assert.deepEqual(session.client_secret, { value: 'ek_1', expires_at: 99 });
    assert.deepEqual(
      [session.object, session.voice, session.turn_detection],
      ['realtime.session', 'alloy', null],
    );
  });
});
