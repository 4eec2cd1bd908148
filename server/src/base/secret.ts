import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/**
 * The master key and what is derived from it. One place hashes keys for look-up, one seals secrets, one compares.
 */
export type Vault = {
  /** Look-up hash of a key: HMAC-SHA256, hex. The hash is worthless as a key and without the master key. */
  lookup(text: string): string;
  /** Encrypts for storage (AES-256-GCM; fresh nonce, so equal texts give different seals). */
  seal(text: string): string;
  /** Decrypts a seal. Throws when it was made under another master key or was changed. */
  open(sealed: string): string;
};

/** `masterKey`: any text of at least 32 characters; the keys for each purpose are derived from it (HKDF-SHA256). */
export function openVault(masterKey: string): Vault {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, 'key4u', purpose, 32));
  const lookupKey = derive('token lookup');
  const sealKey = derive('seal');
  return {
    lookup: (text) => createHmac('sha256', lookupKey).update(text).digest('hex'),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return 'v1.' + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open(sealed) {
      if (!sealed.startsWith('v1.')) throw new Error('this secret was not sealed by this version of Key4U');
      const bytes = Buffer.from(sealed.slice(3), 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12));
        decipher.setAuthTag(bytes.subarray(12, 28));
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Error('a stored secret cannot be read: is KEY4U_MASTER_KEY the one it was stored with?', {
          cause,
        });
      }
    },
  };
}

/** Compares two secrets in time that depends on neither. The only place where a presented secret is compared. */
export function sameSecret(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/** What may be shown of a key: its first and last four characters. */
export function hintOf(key: string): string {
  const body = key.replace(/^sk-(test-)?/, '');
  return body.length < 12 ? '****' : `${body.slice(0, 4)}**********${body.slice(-4)}`;
}
