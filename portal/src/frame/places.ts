import {
  Activity,
  BookOpen,
  Boxes,
  Cable,
  ChartNoAxesColumn,
  ClipboardList,
  FolderOpen,
  Gauge,
  Images,
  KeyRound,
  ListTree,
  type LucideIcon,
  MessageSquareCode,
  ReceiptText,
  ScrollText,
  Settings,
  Settings2,
  Tags,
  TicketPercent,
  UsersRound,
  Wallet,
} from 'lucide-react';

/** Where one can go from the rail. `name`: of the texts `frame.places.<name>`. */
export type Place = {
  readonly name: string;
  readonly to: string;
  readonly icon: LucideIcon;
  readonly exact?: true;
};

export const consolePlaces: readonly Place[] = [
  { name: 'overview', to: '/console', icon: ChartNoAxesColumn, exact: true },
  { name: 'keys', to: '/console/keys', icon: KeyRound },
  { name: 'logs', to: '/console/logs', icon: ScrollText },
  { name: 'tasks', to: '/console/tasks', icon: Images },
  { name: 'playground', to: '/console/playground', icon: MessageSquareCode },
  { name: 'wallet', to: '/console/wallet', icon: Wallet },
  { name: 'files', to: '/console/files', icon: FolderOpen },
  { name: 'settings', to: '/console/settings', icon: Settings },
];

export const adminPlaces: readonly Place[] = [
  { name: 'adminOverview', to: '/admin', icon: Gauge, exact: true },
  { name: 'channels', to: '/admin/channels', icon: Cable },
  { name: 'models', to: '/admin/models', icon: Boxes },
  { name: 'groups', to: '/admin/groups', icon: Tags },
  { name: 'users', to: '/admin/users', icon: UsersRound },
  { name: 'codes', to: '/admin/codes', icon: TicketPercent },
  { name: 'orders', to: '/admin/orders', icon: ReceiptText },
  { name: 'adminTasks', to: '/admin/tasks', icon: ListTree },
  { name: 'adminLogs', to: '/admin/logs', icon: ClipboardList },
  { name: 'health', to: '/admin/health', icon: Activity },
  { name: 'audit', to: '/admin/audit', icon: BookOpen },
  { name: 'system', to: '/admin/system', icon: Settings2 },
];

/** The first things a phone's bar has room for. */
export const phonePlaces: readonly Place[] = consolePlaces.filter(({ name }) =>
  ['overview', 'keys', 'logs', 'playground', 'wallet'].includes(name),
);
