import assert from 'node:assert/strict';
import { test } from 'node:test';
import { credentialsOf, regionOf } from './credentials.ts';
import { signatureOf, signRequest } from './sigv4.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const scope = { region: 'us-east-1', service: 'service', now: Date.UTC(2015, 7, 30, 12, 36) };

/** AWS's published vectors: awslabs/aws-c-auth, tests/aws-signing-test-suite/v4 (header-signed-request.txt). */
const vectors: {
  name: string;
  method?: 'GET' | 'POST';
  target?: string;
  headers?: Record<string, string>;
  body?: string;
  signature: string;
}[] = [
  { name: 'get-vanilla', signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31' },
  {
    name: 'post-vanilla',
    method: 'POST',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    target: '/?Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'get-vanilla-query-order-encoded',
    target: '/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1',
    signature: '371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac',
  },
  {
    name: 'get-utf8',
    target: '/ሴ',
    signature: '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85',
  },
  {
    name: 'get-space-normalized',
    target: '/example space/',
    signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  },
  {
    name: 'get-header-value-trim',
    headers: { 'my-header1': ' value1', 'my-header2': ' "a   b   c"' },
    signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  },
  {
    name: 'get-vanilla-with-session-token',
    headers: { 'x-amz-security-token': '6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267' },
    signature: '07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8',
  },
  {
    name: 'post-x-www-form-urlencoded',
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '13',
      'x-amz-content-sha256': '9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e',
    },
    body: 'Param1=value1',
    signature: 'd3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b',
  },
];

for (const { name, method = 'GET', target = '/', headers = {}, body = '', signature } of vectors) {
  test(`AWS's vector ${name}`, () => {
    const request = {
      method,
      url: `https://example.amazonaws.com${target}`,
      headers: { ...headers, 'x-amz-date': '20150830T123600Z' },
      body: Buffer.from(body),
    };
    assert.equal(signatureOf(request, secret, scope).signature, signature);
  });
}

test('a signed request names its key, scope, headers and token', () => {
  const request = {
    method: 'POST' as const,
    url: 'https://bedrock-runtime.eu-west-1.amazonaws.com/model/anthropic.claude-x-v1%3A0/invoke',
    headers: { 'content-type': 'application/json', 'x-key4u': 'not signed' },
    body: Buffer.from('{}'),
  };
  const credentials = credentialsOf('AKIDEXAMPLE:a/b+c:token:with:colons');
  assert.deepEqual(credentials, {
    by: 'signature',
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'a/b+c',
    sessionToken: 'token:with:colons',
  });
  assert.ok(credentials.by === 'signature');
  const region = regionOf({ settings: { region: 'us-west-2' } }, request.url);
  const signed = signRequest(request, credentials, { region, service: 'bedrock', now: scope.now });
  assert.equal(signed['x-amz-security-token'], 'token:with:colons');
  assert.match(
    signed['authorization'] ?? '',
    /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/eu-west-1\/bedrock\/aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=[0-9a-f]{64}$/,
  );
});

test('a key without a colon is an API key', () => {
  assert.deepEqual(credentialsOf('bedrock-api-key-abc='), { by: 'bearer', token: 'bedrock-api-key-abc=' });
});

test('the region comes from the address, then from the channel', () => {
  const at = (url: string, settings: Record<string, string> = {}) => regionOf({ settings }, url);
  assert.equal(at('https://bedrock-runtime.ap-southeast-1.amazonaws.com/x'), 'ap-southeast-1');
  assert.equal(at('https://vpc.example.com/x', { region: 'eu-west-3' }), 'eu-west-3');
  assert.equal(at('http://127.0.0.1:1/x'), 'us-east-1');
});
