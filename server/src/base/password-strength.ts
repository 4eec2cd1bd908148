/**
 * Is a password strong enough? The portal has the same rule, so that it can tell while somebody types
 * (portal/src/features/account/password-strength.ts; test/portal/password-rule.test.ts holds them together).
 */

export const leastPasswordLength = 10;
export const mostPasswordLength = 128;

export type Weakness = 'too_short' | 'too_long' | 'too_simple' | 'too_common' | 'names_you';

/** Beginnings of the commonest passwords that are long enough; what is only followed by digits and marks is no better. */
const common = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'qwerty',
  'qwertyuiop',
  'azerty',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx',
  '1q2w3e4r',
  '1q2w3e4r5t',
  'qazwsx',
  'qazwsxedc',
  'iloveyou',
  'letmein',
  'welcome',
  'admin',
  'administrator',
  'abcdef',
  'abcdefgh',
  'abc',
  'football',
  'baseball',
  'superman',
  'batman',
  'dragon',
  'monkey',
  'princess',
  'sunshine',
  'master',
  'shadow',
  'michael',
  'jennifer',
  'computer',
  'internet',
  'samsung',
  'facebook',
  'starwars',
  'trustno',
  'whatever',
  'changeme',
  'secret',
  'matkhau',
  'matkhaumoi',
  'anhyeuem',
  'emyeuanh',
  'yeuem',
  'vietnam',
  'hanoi',
  'saigon',
  'key',
];

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Steps along the alphabet, the digits or a row of the keyboard, either way, and repetitions. */
function easySteps(text: string): number {
  let easy = 0;
  for (let at = 1; at < text.length; at++) {
    const pair = text.slice(at - 1, at + 1);
    const back = [...pair].reverse().join('');
    if (pair[0] === pair[1] || rows.some((row) => row.includes(pair) || row.includes(back))) easy++;
  }
  return easy;
}

/** What is missing; undefined: it is strong enough. `about`: the e-mail address, the name. */
export function passwordWeakness(password: string, about: readonly string[] = []): Weakness | undefined {
  if (password.length < leastPasswordLength) return 'too_short';
  if (password.length > mostPasswordLength) return 'too_long';
  const text = password.toLowerCase();
  if (new Set(text).size < 5) return 'too_simple';
  const word = text.replace(/[^\p{L}]+$/u, '');
  if (common.includes(word) || common.includes(text.replace(/[\d\W_]+$/, ''))) return 'too_common';
  if (easySteps(text) >= text.length * 0.6) return 'too_simple';
  const names = about
    .flatMap((one) => [one.toLowerCase(), ...one.toLowerCase().split(/[@\s]/)])
    .filter((one) => one.length >= 4);
  if (names.some((name) => text.includes(name) && text.length - name.length < 6)) return 'names_you';
  return undefined;
}
