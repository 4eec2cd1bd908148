import { z } from 'zod';
import type { Store } from '../spec/store.ts';
import type { Text } from '../spec/text.ts';

export type Setting<T> = {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  /** Holds while nothing is stored. */
  readonly initial: T;
  readonly summary: Text;
};

const setting = <T>(name: string, schema: z.ZodType<T>, initial: T, summary: Text): Setting<T> => ({
  name,
  schema,
  initial,
  summary,
});

/** Settings that operators may change while the gateway runs. */
export const settings = {
  siteName: setting('site_name', z.string().trim().min(1).max(60), 'Key4U', {
    en: 'Name shown to users',
    vi: 'Tên hiển thị cho người dùng',
  }),
  tokensPerUser: setting('tokens_per_user', z.number().int().min(1).max(100_000), 1000, {
    en: 'Keys that one account may have',
    vi: 'Số khóa mà một tài khoản được có',
  }),
  logRetentionDays: setting('log_retention_days', z.number().int().min(1).max(3650), 180, {
    en: 'Days that the log of calls is kept',
    vi: 'Số ngày giữ nhật ký cuộc gọi',
  }),
  filesMbPerUser: setting('files_mb_per_user', z.number().int().min(0).max(1_000_000), 1024, {
    en: 'Megabytes that the uploaded files of one account may have together',
    vi: 'Tổng dung lượng (MB) các tệp tải lên mà một tài khoản được có',
  }),
  fileRetentionDays: setting('file_retention_days', z.number().int().min(1).max(3650), 365, {
    en: 'Days that an uploaded file is kept at most',
    vi: 'Số ngày tối đa giữ một tệp tải lên',
  }),
} as const;

/** The same as a list. A name that is not on it is never written. */
export const settingList: readonly Setting<string | number>[] = Object.values(settings);

/** A setting's value. Throws when the stored text is not one of this setting. */
export async function readSetting<T>(store: Store, one: Setting<T>): Promise<T> {
  const stored = await store.settings.get(one.name);
  return stored === undefined ? one.initial : one.schema.parse(JSON.parse(stored));
}
