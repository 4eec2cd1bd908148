import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/**
 * What the scripted model does, whatever wire it is asked in: it reads two files with the tool's own reading tool (both
 * at once where the client allows that), writes a third with what came back, and says that it is done. So the result
 * is right only if calls, their arguments, their results and their order survived both ways.
 */

/** A tool that a request declares. `fields`: the names of its parameters. */
export type Tool = {
  readonly name: string;
  readonly custom?: boolean;
  readonly namespace?: string;
  readonly fields: readonly string[];
};

/** A request as the script sees it. `calls`: what the model called so far, names with inputs; `results` of all tools. */
export type Conversation = {
  readonly tools: readonly Tool[];
  readonly parallel: boolean;
  readonly calls: readonly string[];
  readonly results: readonly string[];
  readonly stream: boolean;
};

/** `input`: an object for a function, free text for a custom tool. */
export type ToolUse = { readonly tool: Tool; readonly input: Readonly<Record<string, unknown>> | string };
export type Turn = { readonly thought: string; readonly text: string; readonly uses: readonly ToolUse[] };

/** One run's folder and what lies in it. Each run has other words in its files, so nothing can be guessed. */
export type Work = {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expected: string;
};

export const outputName = 'output.txt';
const closing = `quoted "one", 'two', \\ back, $HOME, \`tick\`, {"a":[1,"é"]} <&>`;

export function newWork(folder: string): Work {
  const first = `alpha ${randomBytes(8).toString('hex')} chìa khoá 🔑 end-alpha`;
  const second = `omega ${randomBytes(8).toString('hex')} “mở cửa” 東京 end-omega`;
  return {
    folder,
    files: { 'input.txt': `${first}\n`, 'more.txt': `${second}\n` },
    expected: `${first}\n${second}\n${closing}\n`,
  };
}

/** What a user types. */
export const prompt = `Read input.txt and more.txt, write both lines and a third one to ${outputName}, then say that you are done.`;
export const lastWords = 'Done: output.txt holds the lines of both files 🔑.';

const marks = {
  'input.txt': /alpha [0-9a-f]{16} .*? end-alpha/,
  'more.txt': /omega [0-9a-f]{16} .*? end-omega/,
};

/** Most turns with tools: a client that goes round in circles is stopped. */
const mostTurns = 8;

/** The next turn; undefined for a request that offers no tool of the script's (titles, summaries). */
export function nextTurn(work: Work, conversation: Conversation): Turn | undefined {
  const hands = handsOf(work.folder, conversation.tools);
  if (!hands) return undefined;
  const said = conversation.results.join('\n');
  const [first, second] = Object.values(marks).map((mark) => mark.exec(said)?.[0]);
  const hasWritten = conversation.calls.some(
    (call) => call.includes(outputName) && call.includes('end-alpha'),
  );
  if (hasWritten) return { thought: 'Both are in the file. I say so.', text: lastWords, uses: [] };
  if (conversation.calls.length >= mostTurns)
    return { thought: '', text: `Gave up: the results of the tools were ${said.slice(0, 500)}`, uses: [] };
  if (first !== undefined && second !== undefined)
    return {
      thought: 'Now I have both lines — “alpha” and “omega” — and write them.',
      text: 'I write both lines.',
      uses: [hands.write(outputName, `${first}\n${second}\n${closing}\n`)],
    };
  const wanted = [
    ...(first === undefined ? ['input.txt'] : []),
    ...(second === undefined ? ['more.txt'] : []),
  ];
  return {
    thought: 'The user wants two files put together. First I read them: naïve, but sure 🔑.',
    text: 'Tôi đọc tệp trước.',
    uses: (conversation.parallel ? wanted : wanted.slice(0, 1)).map((name) => hands.read(name)),
  };
}

type Hands = {
  readonly read: (name: string) => ToolUse;
  readonly write: (name: string, text: string) => ToolUse;
};

/** Which tools of a client read and write files, by the names they have in its requests. */
function handsOf(folder: string, tools: readonly Tool[]): Hands | undefined {
  const find = (name: string) =>
    tools.find((tool) => tool.name === name) ??
    tools.find((tool) => /^[_.:]/.test(tool.name.slice(-name.length - 1)) && tool.name.endsWith(name));
  const pair = (
    reads: string,
    writes: string,
    read: (path: string) => Record<string, unknown>,
    write: (path: string, text: string) => Record<string, unknown>,
  ): Hands | undefined => {
    const [reader, writer] = [find(reads), find(writes)];
    return (
      reader &&
      writer && {
        read: (name) => ({ tool: reader, input: read(join(folder, name)) }),
        write: (name, text) => ({ tool: writer, input: write(join(folder, name), text) }),
      }
    );
  };
  return (
    // Claude Code
    pair(
      'Read',
      'Write',
      (file_path) => ({ file_path }),
      (file_path, content) => ({ file_path, content }),
    ) ??
    // Gemini CLI
    pair(
      'read_file',
      'write_file',
      (file_path) => ({ file_path }),
      (file_path, content) => ({ file_path, content }),
    ) ??
    // opencode
    pair(
      'read',
      'write',
      (filePath) => ({ filePath }),
      (filePath, content) => ({ filePath, content }),
    ) ??
    // Cline
    pair(
      'read_files',
      'editor',
      (path) => ({ files: [{ path }] }),
      (path, new_text) => ({ path, new_text }),
    ) ??
    codexHands(find('exec_command'), find('apply_patch'), find('exec'))
  );
}

const patch = (name: string, text: string) =>
  `*** Begin Patch\n*** Add File: ${name}\n${text.replace(/^(?=.)/gm, '+')}*** End Patch\n`;

/** Codex has a shell; newer models write JavaScript that calls it, and patches where that tool is offered. */
function codexHands(shell?: Tool, patches?: Tool, code?: Tool): Hands | undefined {
  if (shell)
    return {
      read: (name) => ({ tool: shell, input: { cmd: `cat ${name}` } }),
      write: (name, text) =>
        patches
          ? { tool: patches, input: freeText(patches, patch(name, text)) }
          : { tool: shell, input: { cmd: `cat > ${name} <<'END_OF_FILE'\n${text}END_OF_FILE\n` } },
    };
  if (!code) return undefined;
  const run = (script: string): ToolUse => ({ tool: code, input: freeText(code, script) });
  return {
    read: (name) =>
      run(
        `const r = await tools.exec_command({ cmd: ${JSON.stringify(`cat ${name}`)} });\ntext(r.output);\n`,
      ),
    write: (name, text) => run(`text(await tools.apply_patch(${JSON.stringify(patch(name, text))}));\n`),
  };
}

/** A custom tool takes the text as it is; a function that stands for one has a single field for it. */
const freeText = (tool: Tool, text: string): ToolUse['input'] =>
  tool.custom === true ? text : { [tool.fields[0] ?? 'input']: text };
