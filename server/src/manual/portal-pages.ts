/**
 * Rows of the menu that pages of the portal answer, and not pages of the manual. test/portal/rows.test.ts looks for each of
 * them among the portal's routes.
 */
export const portalPages: readonly { readonly path: string; readonly rows: readonly string[] }[] = [
  { path: '/', rows: ['R298'] },
  { path: '/pricing', rows: ['R299'] },
  { path: '/models', rows: ['R300'] },
  { path: '/login', rows: ['R301'] },
  { path: '/register', rows: ['R302'] },
  { path: '/docs', rows: ['R303'] },
];
