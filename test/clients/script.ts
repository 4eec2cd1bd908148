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

/** A picture that is looked at first, in runs with one. */
export const pictureName = 'picture.png';

/** `input`: an object for a function, free text for a custom tool. */
export type ToolUse = { readonly tool: Tool; readonly input: Readonly<Record<string, unknown>> | string };
export type Turn = { readonly thought: string; readonly text: string; readonly uses: readonly ToolUse[] };

/** One run's folder and what lies in it. Each run has other words in its files, so nothing can be guessed. */
export type Work = {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly looks: boolean;
};

export const outputName = 'output.txt';
const closing = `quoted "one", 'two', \\ back, $HOME, \`tick\`, {"a":[1,"é"]} <&>`;

export function newWork(folder: string, looks: boolean): Work {
  const first = `alpha ${randomBytes(8).toString('hex')} chìa khoá 🔑 end-alpha`;
  const second = `omega ${randomBytes(8).toString('hex')} “mở cửa” 東京 end-omega`;
  return {
    folder,
    files: { 'input.txt': `${first}\n`, 'more.txt': `${second}\n` },
    looks,
    expected: `${first}\n${second}\n${closing}\n`,
  };
}

/** What a user types. */
export const prompt = `Read input.txt and more.txt, write both lines and a third one to ${outputName}, then say that you are done.`;
/** What the user types when the conversation goes on. */
export const nextPrompt = 'Say once more that you are done.';
export const lastWords = 'Done: output.txt holds the lines of both files 🔑.';

const marks = {
  'input.txt': /alpha [0-9a-f]{16} .*? end-alpha/,
  'more.txt': /omega [0-9a-f]{16} .*? end-omega/,
};

/** Most turns with tools: a client that goes round in circles is stopped. */
const mostTurns = 8;

/** The next turn. `hasPicture`: there is one in the request. Undefined for a request that offers no tool of the script's (titles, summaries). */
export function nextTurn(work: Work, conversation: Conversation, hasPicture: boolean): Turn | undefined {
  const hands = handsOf(work.folder, conversation.tools);
  if (!hands) return undefined;
  if (work.looks && !hasPicture) {
    const hasLooked = conversation.calls.some((call) => call.includes(pictureName));
    return hasLooked
      ? { thought: '', text: 'Gave up: the picture did not come.', uses: [] }
      : { thought: 'A picture first.', text: 'I look at it.', uses: [hands.look(pictureName)] };
  }
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
  readonly look: (name: string) => ToolUse;
  readonly write: (name: string, text: string) => ToolUse;
};

/** How a tool of that name is told to read a file. `path` is absolute, `name` as it stands in the folder. */
const readers: Readonly<
  Record<string, (path: string, name: string) => Readonly<Record<string, unknown>> | string>
> = {
  Read: (file_path) => ({ file_path }), // Claude Code
  read_file: (file_path) => ({ file_path }), // Gemini CLI
  read: (filePath) => ({ filePath }), // opencode
  read_files: (path) => ({ files: [{ path }] }), // Cline
  exec_command: (_path, name) => ({ cmd: `cat ${name}` }), // Codex
  // Codex with newer models: JavaScript that calls its tools.
  exec: (_path, name) => `const r = await tools.exec_command({ cmd: "cat ${name}" });\ntext(r.output);\n`,
};

/** The same for writing. Texts for a custom tool go into the one field of a function that stands for it. */
const writers: Readonly<
  Record<string, (path: string, text: string, name: string) => Readonly<Record<string, unknown>> | string>
> = {
  Write: (file_path, content) => ({ file_path, content }),
  write_file: (file_path, content) => ({ file_path, content }),
  write: (filePath, content) => ({ filePath, content }),
  editor: (path, new_text) => ({ path, new_text }),
  // Several tools offer it in place of the others to models of OpenAI.
  apply_patch: (_path, text, name) => patch(name, text),
  exec_command: (_path, text, name) => ({ cmd: `cat > ${name} <<'END_OF_FILE'\n${text}END_OF_FILE\n` }),
  exec: (_path, text, name) => `text(await tools.apply_patch(${JSON.stringify(patch(name, text))}));\n`,
};

/** The tools that read and write files, by the names they have in the request; a namespace may stand before the name. */
function handsOf(folder: string, tools: readonly Tool[]): Hands | undefined {
  const find = (names: readonly string[]) => {
    for (const known of names) {
      const tool = tools.find(({ name }) => name === known || name.endsWith(`__${known}`));
      if (tool) return { tool, known };
    }
    return undefined;
  };
  const reader = find(Object.keys(readers));
  const writer = find(Object.keys(writers));
  const viewer = find(['view_image']);
  const use = (tool: Tool, input: Readonly<Record<string, unknown>> | string): ToolUse => ({
    tool,
    input: typeof input === 'string' && tool.custom !== true ? { [tool.fields[0] ?? 'input']: input } : input,
  });
  return (
    reader &&
    writer && {
      read: (name) => use(reader.tool, readers[reader.known]!(join(folder, name), name)),
      look: (name) =>
        viewer
          ? use(viewer.tool, { path: join(folder, name) })
          : use(reader.tool, readers[reader.known]!(join(folder, name), name)),
      write: (name, text) => use(writer.tool, writers[writer.known]!(join(folder, name), text, name)),
    }
  );
}

const patch = (name: string, text: string) =>
  `*** Begin Patch\n*** Add File: ${name}\n${text.replace(/^(?=.)/gm, '+')}*** End Patch\n`;
