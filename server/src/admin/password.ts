import { randomBytes, scrypt } from 'node:crypto';

/** Cost as the account library of this project uses it by default, so that it can check these hashes. */
const cost = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
const bytes = 64;

/** `salt:hash`, both hex; scrypt off the event loop. The same password hashes differently each time. */
export function hashPassword(password: string, salt = randomBytes(16).toString('hex')): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, bytes, cost, (error, key) => {
      if (error) reject(error);
      else resolve(`${salt}:${key.toString('hex')}`);
    });
  });
}
