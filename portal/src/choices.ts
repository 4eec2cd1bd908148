/**
 * What a browser remembers of how somebody likes the portal: theme, language, test or live side. Never anything secret:
 * keys stay in memory, the session is a cookie that no script can read.
 */
export type Choice = 'theme' | 'language' | 'mode' | 'rail' | 'code';

export function readChoice(name: Choice): string | null {
  try {
    return localStorage.getItem(`key4u.${name}`);
  } catch {
    return null;
  }
}

export function writeChoice(name: Choice, value: string): void {
  try {
    localStorage.setItem(`key4u.${name}`, value);
  } catch {
    // A browser that stores nothing forgets; nothing else is lost.
  }
}
