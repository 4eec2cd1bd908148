/** Type and base64 of a data URL; undefined for anything else. */
export function readDataUrl(url: string): { readonly type: string; readonly data: string } | undefined {
  const [, type, data] = /^data:([\w!#$&^.+-]+\/[\w!#$&^.+-]+)(?:;[^,]*)?;base64,(.*)$/s.exec(url) ?? [];
  return type !== undefined && data !== undefined ? { type, data } : undefined;
}
