import { useCallback } from 'react';
import { call, type Reply } from './client.ts';

/**
 * Short keys that pages call the API with, in the reader's name: of one of the account's keys, or of a visitor. They live
 * in the memory of this page only, and are made anew before they end.
 */

export type TryKey = Reply<'POST /api/portal/try-key'>;
export type TryMode = TryKey['mode'];

const renewBeforeMs = 2 * 60_000;

const held = new Map<string, Promise<TryKey>>();

/** `token`: one of the account's keys; absent: its key "Playground". Throws ApiError. */
export async function tryKey(mode: TryMode, token?: number): Promise<TryKey> {
  const name = `${mode} ${token ?? ''}`;
  const before = held.get(name);
  if (before) {
    const known = await before.catch(() => undefined);
    if (known && Date.parse(known.expires_at) - Date.now() > renewBeforeMs) return known;
  }
  // Whoever asks at the same time waits for the same answer: a visitor is made once.
  if (held.get(name) === before)
    held.set(
      name,
      call('POST /api/portal/try-key', { body: { mode, ...(token === undefined ? {} : { token }) } }),
    );
  const asked = held.get(name) as Promise<TryKey>;
  return asked.catch((error: unknown) => {
    if (held.get(name) === asked) held.delete(name);
    throw error;
  });
}

/** The next call asks for a new key: the one at hand was refused. */
export const forgetTryKeys = (): void => held.clear();

/** A function that gives a key that is good for some minutes. */
export const useTryKey = (mode: TryMode, token?: number): (() => Promise<string>) =>
  useCallback(async () => (await tryKey(mode, token)).key, [mode, token]);
