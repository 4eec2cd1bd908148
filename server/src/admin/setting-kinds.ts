import type { z } from 'zod';
import type { Text } from '../spec/text.ts';

export type SettingValue = string | number | boolean | readonly string[];

/** What a form needs to draw the field. */
export type SettingKind =
  | { readonly kind: 'text' | 'markdown' | 'yes-no' | 'secret' | 'list' }
  | { readonly kind: 'number'; readonly least: number; readonly most: number }
  /** Decimal text of USD. */
  | { readonly kind: 'money'; readonly most: string }
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly label: Text }[];
    };

/** In the order in which forms show them. */
export const settingGroups = [
  'site',
  'registration',
  'sign-in',
  'e-mail',
  'payment',
  'limits',
  'retention',
] as const;
export type SettingGroup = (typeof settingGroups)[number];

export type Setting<T extends SettingValue> = {
  readonly name: string;
  readonly group: SettingGroup;
  readonly kind: SettingKind;
  readonly schema: z.ZodType<T>;
  /** Holds while nothing is stored. */
  readonly initial: T;
  readonly label: Text;
  readonly help?: Text;
};
