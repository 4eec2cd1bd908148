import { sampleRegex } from '../../simulated/regex-sample.ts';
import { instanceOf, readHints } from '../../simulated/schema-instance.ts';
import type { ChatRequest, Tool } from './wire.ts';

/** A call the simulated model makes. `input` is the arguments' JSON text, or a custom tool's free text. */
export type ToolCall = {
  readonly type: 'function' | 'custom';
  readonly name: string;
  readonly input: string;
};

const nameOf = (tool: Tool) => (tool.type === 'function' ? tool.function.name : tool.custom.name);
const aboutOf = (tool: Tool) =>
  (tool.type === 'function' ? tool.function.description : tool.custom.description) ?? '';

/**
 * The tools that this request makes the model call, in order; empty when it answers in words. After a tool's or
 * function's result the answer is always in words, so that loops of the client end.
 */
export function chooseTools(request: ChatRequest, prompt: string): readonly ToolCall[] {
  const tools = request.tools ?? [];
  const choice = request.tool_choice ?? 'auto';
  if (tools.length === 0 || choice === 'none' || endsWithResult(request)) return [];
  if (typeof choice === 'object' && choice.type !== 'allowed_tools') {
    const name = choice.type === 'function' ? choice.function.name : choice.custom.name;
    return tools
      .filter((tool) => nameOf(tool) === name)
      .slice(0, 1)
      .map((tool) => call(tool, prompt));
  }
  const allowed = typeof choice === 'object' ? choice.allowed_tools : undefined;
  const names = allowed?.tools.map((tool) =>
    tool.type === 'function' ? tool.function.name : tool.custom.name,
  );
  const usable = names === undefined ? tools : tools.filter((tool) => names.includes(nameOf(tool)));
  let chosen = usable.filter((tool) =>
    usable.length > mostSubjects
      ? isAskedFor(nameOf(tool), prompt)
      : concerns(nameOf(tool), aboutOf(tool), prompt),
  );
  const mustCall = choice === 'required' || allowed?.mode === 'required';
  if (chosen.length === 0 && mustCall) chosen = usable.slice(0, 1);
  return chosen.slice(0, request.parallel_tool_calls === false ? 1 : 8).map((tool) => call(tool, prompt));
}

/**
 * Of so many tools a subject is guessed. More than that is an agent, which really runs what is called with made-up
 * arguments, and whose prompts mention everything: it has to ask by name.
 */
const mostSubjects = 4;

/** "Use the read_file tool", "call `get_weather`", "dùng get_weather". */
function isAskedFor(name: string, prompt: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `(?:use|call|dùng|gọi)\\s+(?:the\\s+|tool\\s+|function\\s+|công cụ\\s+|hàm\\s+)*[\`'"]?${escaped}(?![\\w-])`,
    'iu',
  ).test(prompt);
}

/** The same for the deprecated `functions`: at most one call. */
export function chooseFunction(request: ChatRequest, prompt: string): ToolCall | undefined {
  const functions = request.functions ?? [];
  const choice = request.function_call ?? 'auto';
  if (choice === 'none' || endsWithResult(request)) return undefined;
  const chosen =
    typeof choice === 'object'
      ? functions.find((one) => one.name === choice.name)
      : functions.find((one) => concerns(one.name, one.description ?? '', prompt));
  return chosen && call({ type: 'function', function: chosen }, prompt);
}

const endsWithResult = (request: ChatRequest) => {
  const role = request.messages.at(-1)?.role;
  return role === 'tool' || role === 'function';
};

function call(tool: Tool, prompt: string): ToolCall {
  const name = nameOf(tool);
  if (tool.type === 'function') {
    const schema = tool.function.parameters ?? { type: 'object', properties: {} };
    return { type: 'function', name, input: JSON.stringify(instanceOf(schema, readHints(prompt))) };
  }
  const { format } = tool.custom;
  const shaped =
    format?.type === 'grammar' && format.grammar.syntax === 'regex'
      ? sampleRegex(format.grammar.definition, 1)
      : undefined;
  return { type: 'custom', name, input: shaped ?? (prompt.slice(0, 200) || `example input of ${name}`) };
}

// Words that say nothing about a tool's subject.
const idle = new Set(
  'about above after also another answer before being call calls called could data each every find from function get gets give given have help into just know list make more must need only other please return returns search send show some such tell than that their them then there these they this tool used user using value want what when where which will with word would your'.split(
    ' ',
  ),
);

const wordsOf = (text: string) =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
    .map((word) => word.replace(/(?<=\p{L}{3})(?:ing|ed|es|s)$/u, ''));

/** Does the prompt mention what the tool's name or description is about? */
function concerns(name: string, about: string, prompt: string): boolean {
  const asked = new Set(wordsOf(prompt.slice(0, 10_000)));
  const isSubject = (word: string) => !idle.has(word) && asked.has(word);
  return (
    wordsOf(name).some(isSubject) ||
    wordsOf(about.slice(0, 2000)).some((word) => word.length >= 4 && isSubject(word))
  );
}
