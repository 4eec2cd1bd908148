import { setPriority } from 'node:os';

const below = 10;

/**
 * Lets the relay go first where a thread shares its core: what runs here may come a little later, an answer may not.
 * Only on Linux, where process 0 means the calling thread; elsewhere it would slow down the whole process.
 */
export function standBack(): void {
  if (process.platform === 'linux') setPriority(0, below);
}
