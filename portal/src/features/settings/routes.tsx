import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { z } from 'zod';
import { consoleRoute } from '@/frame/routes.tsx';

export const settingsTabs = ['profile', 'security', 'sessions', 'api'] as const;

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'settings',
    validateSearch: z.object({ tab: z.enum(settingsTabs).optional().catch(undefined) }),
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  }),
] as const;
