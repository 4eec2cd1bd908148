import { createHmac } from 'node:crypto';
import { EgressError } from '../base/egress.ts';
import type { TaskRow } from '../spec/task-rows.ts';
import type { TaskDeps } from './ports.ts';

/** Pauses before the tries after the first, milliseconds: a receiver that is down for a working day still hears of it. */
const pauses = [5_000, 30_000, 120_000, 600_000, 1_800_000, 7_200_000, 21_600_000];
const lookMs = 2000;
const atOnce = 32;
const timeoutMs = 15_000;
/** Longer than a delivery takes: by then whoever held it has died. */
const holdMs = 60_000;

/** The key an owner's hooks are signed with: as bytes here, as text to the customer below. */
const keyOf = (sign: TaskDeps['sign'], owner: number): Buffer =>
  Buffer.from(sign(`webhook secret ${owner}`), 'hex');

/** What a customer's hooks are signed with, in the form of the Standard Webhooks libraries. */
export const hookSecretOf = (sign: TaskDeps['sign'], owner: number): string =>
  `whsec_${keyOf(sign, owner).toString('base64')}`;

/**
 * Tells customers' addresses of their tasks. What is to be told stands in the database from the moment the task moved, so
 * nothing is lost with a process; a receiver may hear the same twice, and never an older state after a newer one.
 */
export class Hooks {
  readonly #deps: TaskDeps;
  #at = 0;
  #running: Promise<void> | undefined;

  constructor(deps: TaskDeps) {
    this.#deps = deps;
  }

  soon(): void {
    this.#at = 0;
  }

  tick(now: number): void {
    if (this.#running || now < this.#at) return;
    this.#at = now + lookMs;
    this.#running = this.#tell(now)
      .catch(() => {}) // an absent database is told elsewhere
      .finally(() => {
        this.#running = undefined;
      });
  }

  async #tell(now: number): Promise<void> {
    const due = await this.#deps.rows.claimHooks(now, now + holdMs, atOnce);
    await Promise.all(due.map((row) => this.#tellOf(row)));
    if (due.length === atOnce) this.#at = 0;
  }

  async #tellOf(row: TaskRow & { readonly tries: number }): Promise<void> {
    const { rows, clock, watch } = this.#deps;
    const failure = await this.#post(row);
    if (failure === undefined) return rows.hookTold(row.id, row.version);
    const pause = failure.final ? undefined : pauses[row.tries];
    if (pause === undefined)
      watch.warn('a customer could not be told of a task', { task: row.id, cause: failure.why });
    await rows.hookTold(row.id, row.version, { at: pause === undefined ? null : clock.now() + pause });
  }

  async #post(row: TaskRow): Promise<{ why: string; final: boolean } | undefined> {
    const { clock, egress, sign, writeHook } = this.#deps;
    const told = writeHook(row);
    if (!told || !row.hook) return undefined;
    const id = `${row.id}.${row.version}`;
    const at = Math.floor(clock.now() / 1000);
    const signature = createHmac('sha256', keyOf(sign, row.owner))
      .update(`${id}.${at}.${told.body}`)
      .digest('base64');
    try {
      const { status } = await egress.send(row.hook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'key4u',
          ...told.headers,
          'webhook-id': id,
          'webhook-timestamp': String(at),
          'webhook-signature': `v1,${signature}`,
        },
        body: told.body,
        maxBytes: 64 * 1024,
        timeoutMs,
      });
      if (status >= 200 && status < 300) return undefined;
      // 410: the receiver says that it never wants to hear again.
      return { why: `it answered ${status}`, final: status === 410 };
    } catch (error) {
      const refused = error instanceof EgressError && forGood.has(error.reason);
      return { why: error instanceof Error ? error.message : String(error), final: refused };
    }
  }

  async stop(): Promise<void> {
    this.#at = Number.POSITIVE_INFINITY;
    await this.#running;
  }
}

/** Addresses that will not become better. */
const forGood: ReadonlySet<string> = new Set([
  'url_invalid',
  'scheme_refused',
  'credentials_refused',
  'port_refused',
  'host_refused',
  'address_refused',
]);
