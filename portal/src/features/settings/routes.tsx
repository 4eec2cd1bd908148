import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { consoleRoute } from '@/frame/routes.tsx';
import { oneOf, searchOf } from '@/search.ts';

export const settingsTabs = ['profile', 'security', 'sessions', 'api'] as const;

export const settingsRoutes = [
  createRoute({
    getParentRoute: () => consoleRoute,
    path: 'settings',
    validateSearch: searchOf({ tab: oneOf(settingsTabs) }),
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  }),
] as const;
