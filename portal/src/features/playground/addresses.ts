/** Which addresses of answers may be followed or shown. A model's word is nobody's word. */

/** The address, where it leads to the web or to a mailbox; undefined for any other. */
export function safeLink(address: unknown): string | undefined {
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  const { protocol, href } = new URL(address);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined;
}

/** Pictures that stand in the text itself. SVG is none: it is a document. */
export const isInlinePicture = (address: unknown): address is string =>
  typeof address === 'string' && /^data:image\/(png|jpeg|gif|webp);base64,[\w+/=]+$/.test(address);

/** The gateway's own result (a picture that a task made) by its whole path; undefined for any other address. */
export function ownResult(address: unknown, origin: string | undefined): string | undefined {
  if (typeof address !== 'string' || origin === undefined || !URL.canParse(address, origin)) return undefined;
  const { origin: at, pathname } = new URL(address, origin);
  return at === new URL(origin).origin && pathname.startsWith('/results/') ? pathname : undefined;
}
