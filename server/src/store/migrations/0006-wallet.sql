-- Statements of one account are read by time.
create index entries_by_account on entries (account_id, at);

-- What the operator tells everybody. Title and text are JSON: language -> words.
create table announcements (
  id {{id}},
  level text not null,
  title text not null,
  text text not null,
  from_at bigint not null,
  until_at bigint,
  created_at bigint not null
);

-- Small files of the site itself (its logo), base64.
create table site_files (
  name text primary key,
  media_type text not null,
  bytes text not null,
  changed_at bigint not null
);

-- Redemption codes are made in batches that share worth and terms. uses: how often each code may be redeemed, each time
-- by another user; per_user: how many codes of the batch one user may redeem.
create table code_batches (
  id {{id}},
  name text not null,
  amount bigint not null,
  uses bigint not null,
  per_user bigint not null,
  expires_at bigint,
  status text not null,
  created_at bigint not null,
  created_by bigint
);

create table codes (
  id {{id}},
  batch_id bigint not null references code_batches (id),
  hash text not null unique,
  hint text not null,
  status text not null,
  used bigint not null default 0
);
create index codes_by_batch on codes (batch_id, id);

create table code_uses (
  code_id bigint not null references codes (id),
  user_id bigint not null references users (id),
  batch_id bigint not null,
  at bigint not null,
  primary key (code_id, user_id)
);
create index code_uses_by_user on code_uses (user_id, batch_id);

-- Top-ups. amount: what the balance gets, in nano-USD; pay_amount: what is paid, in the smallest unit of the currency.
-- An order is credited once: whoever sets paid_at credits it. refunded is what the payment service gave back.
create table orders (
  id text primary key,
  code text not null unique,
  user_id bigint not null references users (id),
  account_id bigint not null references accounts (id),
  method text not null,
  amount bigint not null,
  currency text not null,
  pay_amount bigint not null,
  state text not null,
  session_ref text,
  payment_ref text,
  pay_url text,
  refunded bigint not null default 0,
  taken_back bigint not null default 0,
  created_at bigint not null,
  expires_at bigint not null,
  paid_at bigint,
  closed_by bigint,
  note text
);
create index orders_by_user on orders (user_id, created_at);
create index orders_by_time on orders (created_at);

-- Every transfer that a bank's webhook told of, once; those that fit no order wait for a person.
create table transfers (
  id {{id}},
  ref text not null unique,
  at bigint not null,
  amount bigint not null,
  currency text not null,
  content text not null,
  order_id text,
  outcome text not null
);
create index transfers_by_outcome on transfers (outcome, id);
