import type { ClientSheet, SheetStep } from '../spec/client-sheet.ts';
import type { Text } from '../spec/text.ts';
import { aider } from './clients/aider.ts';
import type { HandSetup } from './clients/by-hand.ts';
import { dify } from './clients/dify.ts';
import { clientSetups } from './clients/index.ts';
import { keyVariable, type LibrarySetup, libraries } from './clients/libraries.ts';
import { lobechat } from './clients/lobechat.ts';
import claudeCodePage from './pages/tools/claude-code.ts';
import clinePage from './pages/tools/cline.ts';
import codexPage from './pages/tools/codex.ts';
import geminiCliPage from './pages/tools/gemini-cli.ts';
import opencodePage from './pages/tools/opencode.ts';

/** Named here, so that the portal's sheet does not load the whole manual. */
const pages = [codexPage, claudeCodePage, geminiCliPage, opencodePage, clinePage];

const both = (text: string | Text): Text => (typeof text === 'string' ? { en: text, vi: text } : text);

function guided(): ClientSheet[] {
  return clientSetups.map(({ id, name, version }) => {
    const page = pages.find((one) => one.guide?.client === id);
    if (!page?.guide) throw new Error(`no page of the manual shows ${id}`);
    return {
      id,
      name,
      kind: 'terminal',
      page: page.id,
      version,
      model: page.guide.model,
      steps: page.guide.steps.map((step) => ({
        ...step,
        settings: [],
        // Where there are two shells, each is for its system.
        blocks: step.blocks.map((block) => {
          if (step.blocks.length === 1) return block;
          return { ...block, system: block.language === 'powershell' ? 'windows' : 'unix' };
        }),
      })),
    };
  });
}

const byHand = (setup: HandSetup, kind: ClientSheet['kind']): ClientSheet => ({
  id: setup.id,
  name: setup.name,
  kind,
  page: setup.page,
  version: null,
  model: setup.model,
  steps: setup.steps.map(({ title, text, settings = [], commands = [] }) => ({
    title,
    ...(text ? { text } : {}),
    settings: settings.map(([name, value]) => ({ name: both(name), value: both(value) })),
    blocks: commands.map(({ shell, lines }) => ({
      language: shell === 'powershell' ? ('powershell' as const) : ('shell' as const),
      ...(shell ? { system: shell === 'powershell' ? ('windows' as const) : ('unix' as const) } : {}),
      code: lines.join('\n'),
    })),
  })),
});

const setsKey = {
  title: { en: 'Put the key into the environment', vi: 'Đặt khóa vào biến môi trường' },
  settings: [],
  blocks: [
    { language: 'shell', system: 'unix', code: `export ${keyVariable}="{key}"` },
    { language: 'powershell', system: 'windows', code: `$env:${keyVariable} = "{key}"` },
  ],
} as const satisfies SheetStep;

const command = (title: Text, code: string): SheetStep => ({
  title,
  settings: [],
  blocks: [{ language: 'shell', code }],
});

const library = ({ id, name, page, model, ...of }: LibrarySetup): ClientSheet => ({
  id,
  name,
  kind: 'library',
  page,
  version: null,
  model,
  steps: [
    ...(of.install ? [command({ en: 'Install the library', vi: 'Cài thư viện' }, of.install)] : []),
    setsKey,
    {
      title: of.file
        ? { en: `Write \`${of.file}\``, vi: `Ghi tệp \`${of.file}\`` }
        : { en: 'Ask one question', vi: 'Hỏi thử một câu' },
      settings: [],
      blocks: [{ language: of.language, ...(of.file ? { path: of.file } : {}), code: of.text.trimEnd() }],
    },
    ...(of.run ? [command({ en: 'Run it', vi: 'Chạy thử' }, of.run)] : []),
  ],
});

/** Throws where a tool that is run has no page. */
export const clientSheets = (): readonly ClientSheet[] => [
  ...guided(),
  byHand(aider, 'terminal'),
  byHand(lobechat, 'application'),
  byHand(dify, 'application'),
  ...libraries.map(library),
];
