import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters';
import type { AuthCondition, AuthRow, AuthRows, AuthTable, AuthValue } from '../spec/auth.ts';
import type { Store } from '../spec/store.ts';

/**
 * The account library over our own tables. Its user is our user; names of its fields become columns, its dates become
 * milliseconds; all SQL is the store's.
 */

const tables: Readonly<Record<string, AuthTable>> = {
  user: 'users',
  session: 'sessions',
  account: 'linked_accounts',
  verification: 'verifications',
  twoFactor: 'two_factors',
  passkey: 'passkeys',
};

const tableOf = (model: string): AuthTable => {
  const table = tables[model];
  if (table === undefined) throw new Error(`the account library wants a table for ${model}`);
  return table;
};

const columnOf = (field: string): string =>
  field.replace(/ID$/, 'Id').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const stored = (value: unknown): AuthValue => {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error('the account library wants to store what is neither text nor number');
};

const toRow = (values: unknown): AuthRow =>
  Object.fromEntries(Object.entries(values ?? {}).map(([field, value]) => [columnOf(field), stored(value)]));

function toCondition({ field, value, operator, connector }: CleanedWhere): AuthCondition {
  return {
    column: columnOf(field),
    operator,
    value: Array.isArray(value)
      ? value.map((one) => (typeof one === 'number' ? one : String(one)))
      : stored(value),
    or: connector === 'OR',
  };
}

const conditions = (where: readonly CleanedWhere[] | undefined): AuthCondition[] =>
  (where ?? []).map(toCondition);

export function accountAdapter(store: Pick<Store, 'auth' | 'users'>) {
  const rows: AuthRows = store.auth;
  return createAdapterFactory({
    config: {
      adapterId: 'key4u',
      supportsBooleans: false,
      supportsDates: true,
      supportsNumericIds: true,
      transaction: false,
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === 'date' && typeof data === 'number' ? new Date(data) : data,
    },
    adapter: ({ schema, getDefaultModelName }) => {
      /** A row in the library's names. */
      const shown = <T>(model: string, row: AuthRow): T => {
        const fields = schema[getDefaultModelName(model)]?.fields ?? {};
        const named = Object.fromEntries(
          Object.entries(fields).map(([field, { fieldName }]) => {
            const name = fieldName ?? field;
            return [name, row[columnOf(name)] ?? null];
          }),
        );
        return { ...named, id: row['id'] } as T; // the library's own types say what a row is
      };
      const table = (model: string) => tableOf(getDefaultModelName(model));
      const writable = (model: string) => {
        const name = table(model);
        if (name === 'users') throw new Error('users are not added or removed here');
        return name;
      };
      const firstOf = <T>(model: string, found: readonly AuthRow[]): T | null =>
        found[0] ? shown<T>(model, found[0]) : null;
      return {
        async create({ model, data }) {
          if (table(model) === 'users') return shown(model, await addUser(toRow(data)));
          return shown(model, await rows.insert(writable(model), toRow(data)));
        },
        findOne: async ({ model, where }) =>
          firstOf(model, await rows.select(table(model), conditions(where), { limit: 1 })),
        findMany: async ({ model, where, limit, offset, sortBy }) =>
          (
            await rows.select(table(model), conditions(where), {
              limit,
              ...(offset === undefined ? {} : { offset }),
              ...(sortBy
                ? { sort: { column: columnOf(sortBy.field), descending: sortBy.direction === 'desc' } }
                : {}),
            })
          ).map((row) => shown(model, row)),
        update: async ({ model, where, update }) =>
          firstOf(model, await rows.update(table(model), conditions(where), toRow(update), { first: true })),
        updateMany: async ({ model, where, update }) =>
          (await rows.update(table(model), conditions(where), toRow(update))).length,
        async delete({ model, where }) {
          await rows.remove(writable(model), conditions(where));
        },
        deleteMany: async ({ model, where }) =>
          (await rows.remove(writable(model), conditions(where))).length,
        consumeOne: async ({ model, where }) =>
          firstOf(model, await rows.remove(writable(model), conditions(where), { first: true })),
        incrementOne: async ({ model, where, increment, set }) =>
          firstOf(
            model,
            await rows.update(table(model), conditions(where), toRow(set ?? {}), {
              first: true,
              add: Object.fromEntries(Object.entries(increment).map(([field, by]) => [columnOf(field), by])),
            }),
          ),
        count: ({ model, where }) => rows.count(table(model), conditions(where)),
      };
    },
  });

  /** A user comes with two balances, and with the gifts of a registration outstanding. */
  async function addUser(row: AuthRow): Promise<AuthRow> {
    const email = String(row['email'] ?? '');
    const invitedBy = row['invited_by'];
    const made = await store.users.create(
      { user: null },
      {
        email,
        name: String(row['name'] ?? '') || email.replace(/@.*/, ''),
        password: null,
        role: 'user',
        group: String(row['group_name'] ?? 'default'),
        limited: true,
        emailVerified: row['email_verified'] === 1,
        invitedBy: typeof invitedBy === 'number' ? invitedBy : null,
        giftDue: true,
      },
    );
    if ('refused' in made) throw new Error('there is such a user already');
    const [added] = await rows.select('users', [{ column: 'id', operator: 'eq', value: made.id, or: false }]);
    if (!added) throw new Error('the user that was made is not there');
    return added;
  }
}
