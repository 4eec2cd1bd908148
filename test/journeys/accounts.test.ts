import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createOTP } from '@better-auth/utils/otp';
import { startGateway, type TestGateway, until } from '../support/gateway.ts';
import { type PortalClient, portalClient } from '../support/portal-client.ts';
import { startSmtp } from '../support/smtp.ts';
import { softPasskey } from '../support/soft-passkey.ts';

/** An account from its registration to its end, through a whole gateway and a mail server. */

const first = 'một câu dài dễ nhớ';
const second = 'correct horse battery';
const third = 'tám con voi đi bộ';

let gateway: TestGateway;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
/** Another log-in of the same person. */
let lan: PortalClient;
let seed = '';
let backupCodes: string[] = [];

const signIn = (who: PortalClient, email: string, password: string) =>
  who.post('/api/auth/sign-in/email', { email, password });
let clients = 0;
/** Each comes from an address of its own. */
const client = () => portalClient(gateway.url, { 'x-forwarded-for': `198.51.100.${++clients}` });
const codeNow = () => createOTP(seed, { digits: 6, period: 30 }).totp();
const setting = (name: string, value: unknown) =>
  gateway.admin('PUT', `/api/admin/settings/${name}`, { value });

before(async () => {
  [gateway, smtp] = await Promise.all([
    startGateway({
      KEY4U_ADMIN_EMAIL: 'root@example.com',
      KEY4U_ADMIN_PASSWORD: 'a root of all of it',
      KEY4U_TRUSTED_PROXIES: '127.0.0.1',
    }),
    startSmtp(),
  ]);
  await setting('smtp_host', '127.0.0.1');
  await setting('smtp_port', smtp.port);
  await setting('smtp_security', 'none');
  await setting('email_from', 'gateway@example.com');
  await setting('email_verification', true);
  await setting('registration_gift_usd', '0.5');
  await setting('invitee_reward_usd', '0.25');
  await setting('inviter_reward_usd', '0.125');
});
after(async () => {
  await gateway.close();
  await smtp.close();
});

describe('an account', () => {
  test('is registered by invitation alone, where it is set so', async () => {
    await setting('registration', 'invite');
    const ask = { email: 'lan@example.com', name: 'Lan', password: first };
    const without = await client().post('/api/auth/sign-up/email', ask);
    assert.equal(without.body['code'], 'INVITE_CODE_INVALID');
    const inviteCode = await gateway.store.auth.inviteCode(1);
    const weak = await client().post('/api/auth/sign-up/email', {
      ...ask,
      inviteCode,
      password: 'password2026',
    });
    assert.equal(weak.body['code'], 'PASSWORD_TOO_COMMON');
    lan = client();
    const made = await lan.post('/api/auth/sign-up/email', { ...ask, inviteCode });
    assert.equal(made.status, 200, made.text);
    assert.equal(await lan.user(), null, 'the address is to be confirmed first');
  });

  test('cannot be found out by registering, logging in or asking for a reset', async () => {
    const inviteCode = await gateway.store.auth.inviteCode(1);
    const register = (email: string) =>
      client().post('/api/auth/sign-up/email', { email, name: 'Any', password: first, inviteCode });
    const [known, fresh] = [await register('lan@example.com'), await register('other@example.com')];
    assert.deepEqual([known.status, known.text], [fresh.status, fresh.text]);
    const wrong = await Promise.all(
      ['lan@example.com', 'nobody@example.com'].map((email) => signIn(client(), email, 'wrong password')),
    );
    assert.deepEqual([wrong[0]?.status, wrong[0]?.text], [wrong[1]?.status, wrong[1]?.text]);
    const reset = await Promise.all(
      ['root@example.com', 'nobody@example.com'].map((email) =>
        client().post('/api/auth/request-password-reset', { email }),
      ),
    );
    assert.deepEqual([reset[0]?.status, reset[0]?.text], [reset[1]?.status, reset[1]?.text]);
  });

  test('is confirmed by the link of a letter, and gets its gifts then, once', async () => {
    const before = await signIn(client(), 'lan@example.com', first);
    assert.deepEqual([before.status, before.body['code']], [403, 'EMAIL_NOT_VERIFIED']);
    const token = await smtp.tokenFor('lan@example.com', '/verify');
    for (let n = 0; n < 2; n++)
      assert.equal((await lan.get(`/api/auth/verify-email?token=${token}`)).status, 200);
    const user = await lan.user();
    assert.equal(user?.['email_verified'], true);
    assert.equal(user?.['balance_usd'], '0.75');
    const root = await gateway.admin('GET', '/api/admin/users/1');
    assert.equal(root['balance_usd'], '0.125');
    await signIn(client(), 'lan@example.com', first);
    assert.equal((await lan.user())?.['balance_usd'], '0.75');
  });

  test('has a cookie that no script reads and no other site sends', async () => {
    const one = client();
    const { setCookie } = await signIn(one, 'lan@example.com', first);
    const [cookie] = setCookie.filter((line) => line.includes('session_token'));
    assert.match(cookie ?? '', /HttpOnly/i);
    assert.match(cookie ?? '', /SameSite=Lax/i);
    const other = portalClient(gateway.url, { origin: 'https://evil.example' });
    for (const [name, value] of one.jar) other.jar.set(name, value);
    assert.equal((await other.post('/api/auth/change-password', {})).status, 403);
    const bare = await one.get('/api/user/self', { 'x-key4u-portal': '' });
    assert.equal(bare.status, 401);
    assert.equal((await one.post('/api/auth/sign-out', {}, { 'x-key4u-portal': '' })).status, 403);
    assert.ok(await one.user());
    await one.post('/api/auth/sign-out');
    assert.equal(await one.user(), null);
  });

  test('takes a second factor, whose codes are asked for at the next log-in', async () => {
    const begun = await lan.post('/api/auth/two-factor/enable', { password: first });
    assert.equal(begun.status, 200, begun.text);
    const uri = String(begun.body['totpURI']);
    const { secret } = (await import('node:querystring')).parse(uri.split('?')[1] ?? '');
    seed = Buffer.from(fromBase32(String(secret))).toString();
    backupCodes = begun.body['backupCodes'] as string[];
    assert.equal((await lan.user())?.['two_factor'], false);
    assert.equal((await lan.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status, 401);
    const proved = await lan.post('/api/auth/two-factor/verify-totp', { code: await codeNow() });
    assert.equal(proved.status, 200, proved.text);
    assert.equal((await lan.user())?.['two_factor'], true);

    const again = client();
    const half = await signIn(again, 'lan@example.com', first);
    assert.equal(half.body['twoFactorRedirect'], true);
    assert.equal(await again.user(), null);
    assert.equal((await again.post('/api/auth/two-factor/verify-totp', { code: '000000' })).status, 401);
    assert.equal(
      (await again.post('/api/auth/two-factor/verify-totp', { code: await codeNow() })).status,
      200,
    );
    assert.equal((await again.user())?.['email'], 'lan@example.com');

    const lost = client();
    await signIn(lost, 'lan@example.com', first);
    const code = backupCodes[0];
    assert.equal((await lost.post('/api/auth/two-factor/verify-backup-code', { code })).status, 200);
    const twice = client();
    await signIn(twice, 'lan@example.com', first);
    assert.notEqual((await twice.post('/api/auth/two-factor/verify-backup-code', { code })).status, 200);
  });

  test('proves that its owner is there with a code as well', async () => {
    const wrong = await lan.post('/api/portal/confirm', { code: '000000' });
    assert.equal(wrong.status, 400);
    const right = await lan.post('/api/portal/confirm', { code: await codeNow() });
    assert.equal(right.status, 200, right.text);
  });

  test('logs in with a passkey', async () => {
    const origin = gateway.url;
    const key = softPasskey(origin);
    const asked = await lan.get('/api/auth/passkey/generate-register-options');
    assert.equal(asked.status, 200, asked.text);
    const { name } = asked.body['user'] as { name: string };
    assert.equal(name, 'lan@example.com', 'browsers want to know for whom');
    const added = await lan.post('/api/auth/passkey/verify-registration', {
      name: 'key of the test',
      response: key.register(asked.body as { challenge: string }),
    });
    assert.equal(added.status, 200, added.text);
    const list = JSON.parse((await lan.get('/api/auth/passkey/list-user-passkeys')).text) as {
      name: string;
    }[];
    assert.deepEqual(
      list.map(({ name }) => name),
      ['key of the test'],
    );
    const fresh = client();
    const options = await fresh.get('/api/auth/passkey/generate-authenticate-options');
    const entered = await fresh.post('/api/auth/passkey/verify-authentication', {
      response: key.sign(options.body as { challenge: string }),
    });
    assert.equal(entered.status, 200, entered.text);
    assert.equal((await fresh.user())?.['email'], 'lan@example.com');
  });

  test('shows where it is logged in, and ends that', async () => {
    const { body } = await lan.get('/api/portal/sessions');
    const { items } = body['data'] as { items: { id: number; current: boolean }[] };
    assert.ok(items.length >= 3);
    assert.equal(items.filter(({ current }) => current).length, 1);
    assert.doesNotMatch(JSON.stringify(items), /token/);
    const other = items.find(({ current }) => !current);
    assert.equal((await lan.call('DELETE', `/api/portal/sessions/${other?.id}`)).status, 200);
    assert.equal((await lan.call('DELETE', `/api/portal/sessions/${other?.id}`)).status, 404);
    await lan.call('DELETE', '/api/portal/sessions');
    const after = (await lan.get('/api/portal/sessions')).body['data'] as { items: unknown[] };
    assert.equal(after.items.length, 1);
  });

  test('changes its password with the old one, which ends the other sessions', async () => {
    const other = client();
    await signIn(other, 'lan@example.com', first);
    await other.post('/api/auth/two-factor/verify-totp', { code: await codeNow() });
    assert.ok(await other.user());
    const change = (currentPassword: string, newPassword: string) =>
      lan.post('/api/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
    assert.equal((await change('wrong password', second)).status, 400);
    assert.equal((await change(first, 'short')).body['code'], 'PASSWORD_TOO_SHORT');
    assert.equal((await change(first, second)).status, 200);
    assert.equal(await other.user(), null);
    assert.ok(await lan.user());
  });

  test('gets a new password by letter, which ends every session', async () => {
    await client().post('/api/auth/request-password-reset', { email: 'lan@example.com' });
    const token = await smtp.tokenFor('lan@example.com', '/reset');
    const reset = (newPassword: string) => client().post('/api/auth/reset-password', { newPassword, token });
    assert.equal((await reset('password2026')).body['code'], 'PASSWORD_TOO_COMMON');
    assert.equal((await reset(third)).status, 200);
    assert.equal((await reset(second)).status, 400, 'the link works once');
    assert.equal(await lan.user(), null);
    assert.equal((await signIn(client(), 'lan@example.com', second)).status, 401);
    lan = client();
    assert.equal((await signIn(lan, 'lan@example.com', third)).body['twoFactorRedirect'], true);
    await lan.post('/api/auth/two-factor/verify-totp', { code: await codeNow() });
    assert.ok(await lan.user());
  });

  test('is looked at by support, who may do little, and both ends are in the audit log', async () => {
    const root = client();
    await signIn(root, 'root@example.com', 'a root of all of it');
    const id = (await lan.user())?.['id'];
    assert.equal((await root.post(`/api/admin/users/${id}/impersonate`)).status, 200);
    const user = await root.user();
    assert.deepEqual(user?.['impersonated_by'], { id: 1, email: 'root@example.com' });
    assert.equal(user?.['id'], id);
    assert.equal((await root.post('/api/auth/change-password', {})).body['code'], 'acting_as');
    assert.equal((await root.get('/api/user/token')).body['code'], 'acting_as');
    assert.equal((await root.post('/api/portal/stop-impersonating')).status, 200);
    assert.equal((await root.user())?.['id'], 1);
    const { items } = (await gateway.admin('GET', '/api/admin/audit?size=20')) as {
      items: { action: string; object: string }[];
    };
    const told = items.filter(({ object }) => object === `user:${id}`).map(({ action }) => action);
    assert.deepEqual(told.slice(0, 2), ['user.act-as-end', 'user.act-as']);
  });

  test('gets a link for a new password from its operator, where no mail goes', async () => {
    const id = (await lan.user())?.['id'];
    const { url } = await gateway.admin('POST', `/api/admin/users/${id}/reset-link`, {});
    const token = /\/reset#token=(\w+)$/.exec(String(url))?.[1];
    const reset = () => client().post('/api/auth/reset-password', { newPassword: first, token });
    assert.equal((await reset()).status, 200);
    assert.equal((await reset()).status, 400, 'the link works once');
    assert.equal(await lan.user(), null);
    lan = client();
    await signIn(lan, 'lan@example.com', first);
    await lan.post('/api/auth/two-factor/verify-totp', { code: await codeNow() });
    assert.ok(await lan.user());
  });

  test('is disabled: its sessions are over at once, and it gets no new one', async () => {
    const id = (await lan.user())?.['id'];
    await gateway.admin('PATCH', `/api/admin/users/${id}`, { status: 'disabled' });
    assert.equal(await lan.user(), null);
    assert.equal((await lan.get('/api/portal/sessions')).status, 401);
    const refused = await signIn(client(), 'lan@example.com', first);
    assert.equal(refused.status, 403, refused.text);
    assert.equal(refused.body['code'], 'ACCOUNT_DISABLED');
  });

  test('is not guessed at for long, wherever the guesses come from', async () => {
    const answers: number[] = [];
    for (let n = 0; n < 12; n++)
      answers.push((await signIn(client(), 'guess@example.com', `guess ${n}`)).status);
    assert.equal(answers[0], 401);
    assert.equal(answers.at(-1), 429);
  });

  test('leaves no password, seed or code in the audit log', async () => {
    const audit = JSON.stringify(await gateway.admin('GET', '/api/admin/audit?size=1000'));
    for (const secret of [first, second, third, seed, ...backupCodes]) assert.ok(!audit.includes(secret));
    await until('the ledger to agree', async () => {
      const { differences } = (await gateway.admin('GET', '/api/admin/ledger/verify')) as {
        differences: unknown[];
      };
      return differences.length === 0;
    });
  });
});

function fromBase32(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bytes: number[] = [];
  let bits = 0;
  let value = 0;
  for (const letter of text.replace(/=+$/, '')) {
    value = (value << 5) | alphabet.indexOf(letter);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return Uint8Array.from(bytes);
}
