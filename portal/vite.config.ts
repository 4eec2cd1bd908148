import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const gateway = process.env['KEY4U_URL'] ?? 'http://127.0.0.1:3000';

/** `npm run dev -w portal` beside a running gateway: pages from here, everything else from there. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  cacheDir: fileURLToPath(new URL('./.vite', import.meta.url)),
  plugins: [react(), tailwind()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing inline: the content security policy allows what this server sends, and nothing else.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Icons and other crumbs in one piece: each file costs a request, and half of its bytes would be headers.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'parts',
              test: /src\/(components|frame|api)\/|lucide-react\/|radix-ui|@radix-ui\/|@floating-ui\//,
              minShareCount: 6,
            },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 1000,
  },
  server: {
    port: 5173,
    proxy: {
      '/api': gateway,
      '/v1': gateway,
      '/v1beta': gateway,
      '/results': gateway,
      '/manual': gateway,
      '/openapi.json': gateway,
    },
  },
});
