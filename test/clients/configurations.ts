import { claudeCode } from '../../server/src/manual/clients/claude-code.ts';
import type { ClientSetup } from '../../server/src/manual/clients/client.ts';
import { cline } from '../../server/src/manual/clients/cline.ts';
import { codex } from '../../server/src/manual/clients/codex.ts';
import { geminiCli } from '../../server/src/manual/clients/gemini-cli.ts';
import { opencode } from '../../server/src/manual/clients/opencode.ts';

/** A tool as the manual sets it up, and what a run without a person and without a network adds to that. */
export type Tool = ClientSetup & {
  /** Where its packages keep what runs it, below node_modules; the first that is there. A script is run by Node. */
  readonly programs: readonly string[];
  /** Put behind the first words of `ask`: nobody is there to allow things. */
  readonly unattended: readonly string[];
  /** How many words of `ask` stand before them: 1, or 2 with a subcommand. */
  readonly after: number;
  /** Put before them: goes on with the conversation before. */
  readonly goesOn?: readonly string[];
  /** Variables that keep it from asking for updates and from reporting what it does. */
  readonly quiet: Readonly<Record<string, string>>;
  /** More files of the home folder, for the same end. */
  readonly quietFiles?: Readonly<Record<string, string>>;
};

const { platform, arch } = process;
const windows = platform === 'win32' ? '.exe' : '';

export const tools = {
  codex: {
    ...codex,
    programs: ['@openai/codex/bin/codex.js'],
    after: 2,
    goesOn: ['resume', '--last'],
    unattended: [
      '--skip-git-repo-check',
      '--dangerously-bypass-approvals-and-sandbox',
      '-c',
      'check_for_update_on_startup=false',
      '-c',
      'analytics.enabled=false',
    ],
    quiet: {},
  },
  'claude-code': {
    ...claudeCode,
    programs: ['', '-musl'].map(
      (libc) => `@anthropic-ai/claude-code-${platform}-${arch}${libc}/claude${windows}`,
    ),
    after: 1,
    goesOn: ['--continue'],
    unattended: ['--permission-mode', 'acceptEdits'],
    quiet: { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1', DISABLE_AUTOUPDATER: '1' },
  },
  'gemini-cli': {
    ...geminiCli,
    programs: ['@google/gemini-cli/bundle/gemini.js'],
    after: 1,
    goesOn: ['--resume', 'latest'],
    unattended: ['--skip-trust', '--yolo'],
    quiet: { GEMINI_CLI_SYSTEM_SETTINGS_PATH: '~/gemini-system.json', NODE_USE_ENV_PROXY: '1' },
    quietFiles: {
      '~/gemini-system.json': JSON.stringify({
        general: { enableAutoUpdate: false, enableAutoUpdateNotification: false },
        privacy: { usageStatisticsEnabled: false },
        telemetry: { enabled: false },
      }),
    },
  },
  opencode: {
    ...opencode,
    programs: ['', '-baseline', '-musl', '-baseline-musl'].map(
      (kind) =>
        `opencode-${platform === 'win32' ? 'windows' : platform}-${arch}${kind}/bin/opencode${windows}`,
    ),
    after: 2,
    goesOn: ['--continue'],
    unattended: ['--auto'],
    quiet: {
      OPENCODE_DISABLE_AUTOUPDATE: '1',
      OPENCODE_DISABLE_MODELS_FETCH: '1',
      OPENCODE_DISABLE_LSP_DOWNLOAD: '1',
    },
  },
  cline: {
    ...cline,
    programs: ['cline/bin/cline'],
    after: 1,
    unattended: ['--auto-approve', 'true'],
    // Without a process of its own that would live on behind the run.
    quiet: { CLINE_SESSION_BACKEND_MODE: 'local', CLINE_NO_AUTO_UPDATE: '1', DO_NOT_TRACK: '1' },
  },
} as const satisfies Record<string, Tool>;
export type ToolId = keyof typeof tools;
