/** Ark's words without the id of its own request at their end, which says nothing to a client of the gateway. */
export const withoutRequestId = (message: string): string =>
  message.replace(/\s*Request id: ?[\w-]+\.?\s*$/i, '');
