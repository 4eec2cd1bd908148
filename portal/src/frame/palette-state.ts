/** Lets any button open the search. */
const listeners = new Set<() => void>();

export const openPalette = (): void => {
  for (const one of listeners) one();
};

export function paletteOpened(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
