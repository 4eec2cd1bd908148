export type SseEvent = { readonly event: string; readonly data: string };

/** Cuts a stream of server-sent events into events, however its text was cut on the way (WHATWG HTML, 9.2.6). */
export function openSse(): (text: string) => SseEvent[] {
  let rest = '';
  let data: string[] = [];
  let event = '';
  return (text) => {
    const found: SseEvent[] = [];
    rest += text;
    // A CR at the very end may be half of a CRLF: it waits for the next piece.
    const held = rest.endsWith('\r') ? 1 : 0;
    const lines = rest.slice(0, rest.length - held).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '') + (held ? '\r' : '');
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) found.push({ event, data: data.join('\n') });
        data = [];
        event = '';
        continue;
      }
      const [, name, value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
      if (name === 'data') data.push(value);
      else if (name === 'event') event = value;
    }
    return found;
  };
}
