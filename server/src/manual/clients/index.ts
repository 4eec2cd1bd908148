import { claudeCode } from './claude-code.ts';
import type { ClientSetup } from './client.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { geminiCli } from './gemini-cli.ts';
import { opencode } from './opencode.ts';

/** Every tool whose setup was run. */
export const clientSetups: readonly ClientSetup[] = [codex, claudeCode, geminiCli, opencode, cline];
