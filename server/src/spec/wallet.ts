import type { Status } from './records.ts';
import type { Actor, Page, Paging, Refused } from './store.ts';

/** What a customer sees and does with money: statements, redemption codes, top-up orders. */

/** One movement of money, or a day's calls taken together. */
export type StatementLine = {
  /** Of a day's lines: the last entry of the day. */
  readonly at: number;
  /** `calls`: a day's charges; `holds`: what a day's tasks held and gave free again, taken together. */
  readonly kind: 'topup' | 'gift' | 'refund' | 'adjust' | 'limit' | 'calls' | 'holds';
  readonly amount: number;
  /** Entries that the line stands for. */
  readonly entries: number;
  readonly cause: string | null;
  readonly note: string | null;
};
export const statementFilters = ['all', 'in', 'calls'] as const;
export type StatementFilter = (typeof statementFilters)[number];

export type Statement = {
  readonly lines: readonly StatementLine[];
  /** Lines before this moment are on the next page; null: there are none. */
  readonly next: number | null;
};

export type Statements = {
  /**
   * Newest first. `before`: exclusive. Days are those of a place so many minutes ahead of UTC; a page ends with a whole
   * day.
   */
  page(
    account: number,
    options: { filter: StatementFilter; before: number; from: number; offsetMinutes: number },
  ): Promise<Statement>;
  /** Charges since then, as a positive amount. */
  spentSince(account: number, from: number): Promise<number>;
  /** What open tasks of this user hold. */
  heldByTasks(user: number, mode: string): Promise<{ amount: number; tasks: number }>;
  /** Whom this user invited, and what that brought to the account. */
  invitations(user: number, account: number): Promise<{ invited: number; earned: number }>;
  /** Single entries in order of time, for an export. */
  entries(
    account: number,
    options: { from: number; to: number; after: { at: number; id: number }; limit: number },
  ): Promise<
    readonly { id: number; at: number; kind: string; amount: number; cause: string; note: string | null }[]
  >;
};

export type CodeBatch = {
  readonly id: number;
  readonly name: string;
  /** What one code is worth. */
  readonly amount: number;
  /** How often each code may be redeemed, each time by another user. */
  readonly uses: number;
  /** How many codes of the batch one user may redeem. */
  readonly perUser: number;
  readonly expiresAt: number | null;
  readonly status: Status;
  readonly createdAt: number;
  readonly createdBy: number | null;
  readonly codes: number;
  /** How often its codes were redeemed, all together. */
  readonly used: number;
};

export type NewCodeBatch = Pick<CodeBatch, 'name' | 'amount' | 'uses' | 'perUser' | 'expiresAt'> & {
  /** Whole codes, as they will be shown. */
  readonly codes: readonly string[];
};

export type Code = {
  readonly id: number;
  readonly batchId: number;
  readonly hint: string;
  readonly status: Status;
  readonly used: number;
  readonly usedBy: readonly { readonly user: number; readonly at: number }[];
};

export type Redeemed = { readonly amount: number; readonly batch: string };

export type Codes = {
  createBatch(actor: Actor, batch: NewCodeBatch): Promise<CodeBatch>;
  /** Newest first. */
  batches(paging: Paging): Promise<Page<CodeBatch>>;
  batch(id: number): Promise<CodeBatch | undefined>;
  codesOf(batch: number, paging: Paging): Promise<Page<Code>>;
  /** By the whole code. */
  find(code: string): Promise<{ code: Code; batch: CodeBatch } | undefined>;
  setBatchStatus(actor: Actor, id: number, status: Status): Promise<CodeBatch | undefined>;
  setCodeStatus(actor: Actor, id: number, status: Status): Promise<boolean>;
  /** Credits the user's live money, once for a code and a user. The refusal does not tell which codes exist. */
  redeem(user: number, code: string): Promise<Redeemed | Refused>;
};

export const orderStates = ['open', 'paid', 'cancelled', 'expired'] as const;
export type OrderState = (typeof orderStates)[number];

/** A top-up: paid once at most. */
export type Order = {
  readonly id: string;
  /** What the text of a transfer must hold. */
  readonly code: string;
  readonly userId: number;
  readonly method: string;
  /** What the balance gets. */
  readonly amount: number;
  readonly currency: string;
  /** What is paid, in the smallest unit of the currency. */
  readonly payAmount: number;
  readonly state: OrderState;
  /** The payment service's name for its page and for the payment. */
  readonly sessionRef: string | null;
  readonly paymentRef: string | null;
  readonly payUrl: string | null;
  /** What the payment service gave back, in the currency. */
  readonly refunded: number;
  /** What was taken out of the balance again. */
  readonly takenBack: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly paidAt: number | null;
  /** Who confirmed or cancelled it; null: the payment service, or nobody. */
  readonly closedBy: number | null;
  readonly note: string | null;
};

export type NewOrder = Pick<
  Order,
  'id' | 'code' | 'userId' | 'method' | 'amount' | 'currency' | 'payAmount' | 'expiresAt'
>;

export type OrderFilter = {
  readonly user?: number;
  readonly state?: OrderState;
  readonly method?: string;
  /** Id, code or reference of the payment: exact. */
  readonly search?: string;
};

/** An incoming transfer that a bank's webhook told of. */
export type Transfer = {
  readonly id: number;
  /** The bank service's id of it: the same one is taken once. */
  readonly ref: string;
  readonly at: number;
  readonly amount: number;
  readonly currency: string;
  readonly content: string;
  readonly orderId: string | null;
  /** `credited`; `no-order`, `amount-differs`, `late`, `repeated` wait for a person; `settled`: a person dealt with it. */
  readonly outcome: TransferOutcome;
};
export const transferOutcomes = [
  'credited',
  'no-order',
  'amount-differs',
  'late',
  'repeated',
  'settled',
] as const;
export type TransferOutcome = (typeof transferOutcomes)[number];

export type Orders = {
  /** Refused when the user has `mostOpen` open orders already. */
  create(order: NewOrder, mostOpen: number): Promise<Order | Refused>;
  /** `user` absent: anybody's. */
  byId(id: string, user?: number): Promise<Order | undefined>;
  list(filter: OrderFilter, paging: Paging): Promise<Page<Order>>;
  setSession(id: string, session: { ref: string; url: string }): Promise<void>;
  /** Credits it. False when that was done before, or there is no such order. */
  pay(actor: Actor, id: string, payment: { ref: string | null; note?: string }): Promise<boolean>;
  /** Closes an open order that nobody paid. */
  close(actor: Actor, id: string, state: 'cancelled' | 'expired', user?: number): Promise<boolean>;
  /** Notes what was given back in all; a smaller sum than the one noted changes nothing. */
  noteRefund(id: string, refunded: number): Promise<boolean>;
  byPaymentRef(ref: string): Promise<Order | undefined>;
  /** Takes a refunded order's amount out of the balance, once. */
  takeBack(actor: Actor, id: string): Promise<boolean>;
  /** Takes note of a transfer, once for a `ref`, and credits the order whose code and amount it has. */
  receive(transfer: Omit<Transfer, 'id' | 'orderId' | 'outcome' | 'at'>): Promise<Transfer>;
  transfers(open: boolean, paging: Paging): Promise<Page<Transfer>>;
  /** A person dealt with a transfer: credited the order, or set it aside. */
  settleTransfer(actor: Actor, id: number, order: string | null): Promise<Transfer | Refused | undefined>;
};
