-- Money is integer nano-USD, times are milliseconds since 1970, booleans are 0 and 1, lists and maps are JSON text.
-- Words in double braces are the facts in which the two databases differ (store/engine.ts).

create table settings (
  name text primary key,
  value text not null
);

create table accounts (
  id {{id}},
  kind text not null,
  mode text not null,
  user_id bigint not null,
  limited integer not null,
  balance bigint not null default 0,
  leased bigint not null default 0,
  spent bigint not null default 0,
  calls bigint not null default 0
);

create table users (
  id {{id}},
  email text not null unique,
  name text not null,
  password text not null,
  role text not null,
  status text not null,
  group_name text not null,
  live_account bigint not null references accounts (id),
  test_account bigint not null references accounts (id),
  access_token_hash text unique,
  created_at bigint not null
);

create table tokens (
  id {{id}},
  user_id bigint not null references users (id),
  name text not null,
  hash text not null unique,
  sealed text not null,
  hint text not null,
  mode text not null,
  status text not null,
  group_name text,
  models text,
  allow_ips text not null,
  expires_at bigint,
  allowance_account bigint references accounts (id),
  spent bigint not null default 0,
  calls bigint not null default 0,
  created_at bigint not null,
  last_used_at bigint,
  deleted_at bigint
);
create index tokens_by_user on tokens (user_id, id);

create table channels (
  id {{id}},
  name text not null unique,
  provider text not null,
  base_url text not null,
  models text not null,
  groups text not null,
  priority bigint not null,
  weight bigint not null,
  status text not null,
  options text not null,
  created_at bigint not null
);

create table channel_keys (
  id {{id}},
  channel_id bigint not null references channels (id) on delete cascade,
  sealed text not null,
  hint text not null,
  status text not null
);
create index channel_keys_by_channel on channel_keys (channel_id);

create table groups (
  name text primary key,
  ratio text not null,
  description text not null,
  open integer not null
);

create table models (
  name text primary key,
  kinds text not null,
  owner text not null,
  context bigint,
  max_output bigint
);

-- Never updated: a change of price is a new version.
create table prices (
  id {{id}},
  model text not null,
  card text not null,
  created_at bigint not null,
  created_by bigint
);
create index prices_by_model on prices (model, id);

-- Appended, never edited. One cause acts at most once on an account.
create table entries (
  id {{id}},
  account_id bigint not null references accounts (id),
  kind text not null,
  amount bigint not null,
  cause text not null,
  at bigint not null,
  note text,
  unique (account_id, kind, cause)
);

create table nodes (
  name text primary key,
  beat_at bigint not null
);

create table leases (
  node text not null,
  account_id bigint not null references accounts (id),
  amount bigint not null,
  primary key (node, account_id)
);

-- How far the journal of a node is in the database.
create table journals (
  node text primary key,
  file text not null,
  position bigint not null
);

create table idempotency (
  owner bigint not null,
  key text not null,
  body_hash text not null,
  node text,
  status integer,
  headers text,
  body text,
  expires_at bigint not null,
  primary key (owner, key)
);
create index idempotency_by_expiry on idempotency (expires_at);

create table changes (
  seq {{id}},
  topic text not null,
  at bigint not null
);

create table audit (
  id {{id}},
  at bigint not null,
  actor bigint,
  action text not null,
  object text not null,
  detail text not null
);

-- The log, one partition a month: old ones are dropped whole (store/partitions.ts). It has no key of its own: the journal
-- position keeps rows from being written twice, and every index is paid for by every call.
create table {{calls}} (
  id text not null,
  at bigint not null,
  started_at bigint not null,
  user_id bigint,
  token_id bigint,
  mode text not null,
  dialect text not null,
  endpoint text not null,
  model text not null,
  channel_id bigint,
  upstream_model text,
  upstream_id text,
  group_name text not null,
  ratio text not null,
  stream integer not null,
  status integer not null,
  fault text,
  usage text,
  facts text,
  price_id bigint,
  hold bigint not null,
  cost bigint not null,
  first_byte_ms bigint,
  ms bigint not null,
  attempts text,
  notes text,
  ip text
) {{by_month}};
create index {{calls}}_by_time on {{calls}} (at);
create index {{calls}}_by_user on {{calls}} (user_id, at);
