/**
 * Reads commands of the form `--name value` out of a text, as prompts of picture and film models hold them. `names`: the
 * command by each of its spellings. The last of several counts; spellings that are not in `names` stay in the text.
 */
export function readTextCommands(
  text: string,
  names: Readonly<Record<string, string>>,
): { readonly text: string; readonly commands: Readonly<Record<string, string>> } {
  const commands: Record<string, string> = {};
  const left = text.replace(
    /(^|\s)--([A-Za-z_]{1,32})\s+(\S+)/g,
    (whole, _space, name: string, value: string) => {
      const command = Object.hasOwn(names, name) ? names[name] : undefined;
      if (command === undefined) return whole;
      commands[command] = value;
      return '';
    },
  );
  return { text: left.trim(), commands };
}
