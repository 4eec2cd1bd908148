/** One line of at most `most` characters (code points). */
export function excerpt(text: string, most: number): string {
  const characters = [
    ...text
      .slice(0, most * 2 + 2)
      .replace(/\s+/g, ' ')
      .trim(),
  ];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** The text up to the first stop sequence. */
export function untilStop(text: string, stops: readonly string[]): string {
  let end = text.length;
  for (const stop of stops) {
    const found = stop === '' ? -1 : text.indexOf(stop);
    if (found >= 0 && found < end) end = found;
  }
  return text.slice(0, end);
}

/** The filler that `[words:N]` in a prompt asks for, at most `most` words of it; undefined where it asks for none. */
export function fillerOf(prompt: string, most: number): string | undefined {
  const wanted = /\[words:(\d{1,6})\]/.exec(prompt.slice(0, 10_000))?.[1];
  if (wanted === undefined) return undefined;
  const length = Math.min(Number(wanted), most);
  return Array.from({ length }, (_, i) => ['sea', 'wind', 'light', 'stone'][i % 4]).join(' ');
}
