import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost as the account library of this project uses it by default, so that either can check the other's hashes. */
const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
const bytes = 64;

const derived = (password: string, salt: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, bytes, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

/** `salt:hash`, both hex; scrypt off the event loop. The same password hashes differently each time. */
export async function hashPassword(
  password: string,
  salt = randomBytes(16).toString('hex'),
): Promise<string> {
  return `${salt}:${(await derived(password, salt)).toString('hex')}`;
}

/** Takes the same time whether the password fits or not. What is no hash of ours fits nothing. */
export async function fitsPassword(password: string, hash: string): Promise<boolean> {
  const [salt = '', expected = ''] = hash.split(':');
  const key = await derived(password, salt);
  const stored = Buffer.from(expected, 'hex');
  return stored.length === key.length && timingSafeEqual(stored, key);
}
