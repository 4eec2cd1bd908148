import type { Turn } from '../wire/turns.ts';

/** A conversation as a file. It is made here and goes nowhere else. */

export const asJson = (conversations: readonly (readonly Turn[])[]): string =>
  JSON.stringify(conversations.length === 1 ? conversations[0] : conversations, null, 2);

const fenced = (language: string, text: string): string => {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
};

export const asMarkdown = (conversations: readonly (readonly Turn[])[], you: string): string =>
  conversations
    .map((turns) =>
      turns
        .map((turn) =>
          turn.role === 'user'
            ? [`## ${you}`, ...turn.attachments.map(({ name }) => `- ${name}`), turn.text].join('\n\n')
            : [
                `## ${turn.model}`,
                ...(turn.thinking ? [turn.thinking.trim().replace(/^/gm, '> ')] : []),
                turn.text,
                ...turn.tools.flatMap(({ name, input, output }) => [
                  `**${name}**`,
                  fenced('json', input),
                  ...(output === undefined ? [] : [fenced('', output)]),
                ]),
              ].join('\n\n'),
        )
        .join('\n\n'),
    )
    .join('\n\n---\n\n');

/** Hands a text over as a download. */
export function download(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
