import { accountRoutes } from './customer/account.ts';
import { groupRoutes } from './customer/groups.ts';
import { logRoutes } from './customer/logs.ts';
import { modelRoutes as ownModelRoutes } from './customer/models.ts';
import { pricingRoutes } from './customer/pricing.ts';
import { statusRoutes } from './customer/status.ts';
import { tokenBatchRoutes } from './customer/token-batch.ts';
import { tokenRoutes } from './customer/tokens.ts';
import { usageRoutes } from './customer/usage.ts';
import { announcementRoutes } from './operator/announcements.ts';
import { auditRoutes } from './operator/audit.ts';
import { backupRoutes } from './operator/backup.ts';
import { channelToolRoutes } from './operator/channel-tools.ts';
import { channelTransferRoutes } from './operator/channel-transfer.ts';
import { channelRoutes } from './operator/channels.ts';
import { codeRoutes } from './operator/codes.ts';
import { operatorGroupRoutes } from './operator/groups.ts';
import { healthRoutes } from './operator/health.ts';
import { ledgerRoutes } from './operator/ledger.ts';
import { logoRoutes } from './operator/logo.ts';
import { operatorLogRoutes } from './operator/logs.ts';
import { modelRoutes } from './operator/models.ts';
import { operatorOrderRoutes } from './operator/orders.ts';
import { bulkPriceRoutes } from './operator/price-bulk.ts';
import { priceTableRoutes } from './operator/price-table.ts';
import { priceRoutes } from './operator/prices.ts';
import { providerRoutes } from './operator/providers.ts';
import { settingRoutes } from './operator/settings.ts';
import { operatorTaskRoutes } from './operator/tasks.ts';
import { operatorTokenRoutes } from './operator/tokens.ts';
import { userRoutes } from './operator/users.ts';
import { clientRoutes } from './portal/clients.ts';
import { estimateRoutes } from './portal/estimate.ts';
import { fileRoutes } from './portal/files.ts';
import { portalKeyRoutes } from './portal/keys.ts';
import { portalLogRoutes } from './portal/logs.ts';
import { portalModelRoutes } from './portal/models.ts';
import { orderRoutes } from './portal/orders.ts';
import { sessionRoutes } from './portal/session.ts';
import { sessionListRoutes } from './portal/sessions.ts';
import { siteRoutes } from './portal/site.ts';
import { portalStatusRoutes } from './portal/status.ts';
import { taskRoutes } from './portal/tasks.ts';
import { tryRoutes } from './portal/tries.ts';
import { tryKeyRoutes } from './portal/try-key.ts';
import { portalUsageRoutes } from './portal/usage.ts';
import { walletRoutes } from './portal/wallet.ts';
import type { Route } from './route.ts';

/** The whole management API: router, OpenAPI and access tests are made from this list. */
export const routes: readonly Route[] = [
  ...statusRoutes,
  ...accountRoutes,
  ...tokenRoutes,
  ...tokenBatchRoutes,
  ...ownModelRoutes,
  ...groupRoutes,
  ...pricingRoutes,
  ...usageRoutes,
  ...logRoutes,
  ...channelRoutes,
  ...channelToolRoutes,
  ...channelTransferRoutes,
  ...providerRoutes,
  ...modelRoutes,
  ...priceRoutes,
  ...priceTableRoutes,
  ...bulkPriceRoutes,
  ...operatorGroupRoutes,
  ...userRoutes,
  ...operatorTokenRoutes,
  ...operatorLogRoutes,
  ...ledgerRoutes,
  ...healthRoutes,
  ...portalUsageRoutes,
  ...portalLogRoutes,
  ...portalStatusRoutes,
  ...auditRoutes,
  ...settingRoutes,
  ...portalModelRoutes,
  ...siteRoutes,
  ...announcementRoutes,
  ...logoRoutes,
  ...tryKeyRoutes,
  ...tryRoutes,
  ...estimateRoutes,
  ...portalKeyRoutes,
  ...clientRoutes,
  ...sessionRoutes,
  ...sessionListRoutes,
  ...operatorTaskRoutes,
  ...taskRoutes,
  ...fileRoutes,
  ...walletRoutes,
  ...orderRoutes,
  ...codeRoutes,
  ...backupRoutes,
  ...operatorOrderRoutes,
];
