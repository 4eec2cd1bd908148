import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queries, sessionQuery, siteQuery } from './api/queries.ts';
import { startTexts } from './i18n.ts';
import { router } from './router.tsx';
import './styles.css';

// All at once: the texts of the first page, who is signed in, what this place is called.
void queries.prefetchQuery(sessionQuery);
void queries.prefetchQuery(siteQuery);
await startTexts(location.pathname === '/' ? ['home'] : []);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
);
