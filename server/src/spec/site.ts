import type { Actor } from './store.ts';
import type { Text } from './text.ts';

export const announcementLevels = ['info', 'warning', 'urgent'] as const;
export type AnnouncementLevel = (typeof announcementLevels)[number];

/** Something that an operator tells everybody. Texts are Markdown. */
export type Announcement = {
  readonly id: number;
  readonly level: AnnouncementLevel;
  readonly title: Text;
  readonly text: Text;
  readonly from: number;
  /** Null: until it is taken away. */
  readonly until: number | null;
  readonly createdAt: number;
};
export type NewAnnouncement = Omit<Announcement, 'id' | 'createdAt'>;

export type Announcements = {
  /** Newest first. `at`: only those that are shown then. */
  list(at?: number): Promise<readonly Announcement[]>;
  create(actor: Actor, announcement: NewAnnouncement): Promise<Announcement>;
  update(actor: Actor, id: number, announcement: NewAnnouncement): Promise<Announcement | undefined>;
  remove(actor: Actor, id: number): Promise<boolean>;
};

/** A small file of the site itself: its logo. */
export type SiteFile = { readonly mediaType: string; readonly bytes: Buffer; readonly changedAt: number };

export type SiteFiles = {
  get(name: string): Promise<SiteFile | undefined>;
  /** When it was changed last; undefined: there is none. */
  changedAt(name: string): Promise<number | undefined>;
  put(actor: Actor, name: string, file: { mediaType: string; bytes: Buffer }): Promise<void>;
  remove(actor: Actor, name: string): Promise<boolean>;
};
