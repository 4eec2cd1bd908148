-- Who may sign in, and how. The rows are read and written by the account library through store/auth.ts.
alter table users add column email_verified integer not null default 0;
alter table users add column image text;
alter table users add column updated_at bigint;
alter table users add column two_factor_enabled integer not null default 0;
-- What the user invites others with; made when it is first asked for.
alter table users add column invite_code text;
alter table users add column invited_by bigint;
-- 1: the gifts of a registration have not been given yet.
alter table users add column gift_due integer not null default 0;
create unique index users_by_invite_code on users (invite_code);
create index users_by_inviter on users (invited_by);
-- Whoever was here before was made by an operator, who knows the address.
update users set email_verified = 1;

create table sessions (
  id {{id}},
  user_id bigint not null references users (id) on delete cascade,
  token text not null unique,
  expires_at bigint not null,
  created_at bigint not null,
  -- When it was last seen, to ten minutes.
  updated_at bigint not null,
  ip_address text,
  user_agent text,
  -- When its owner last proved to be there.
  confirmed_at bigint,
  -- Support: whom the owner of this session acts as, and until when.
  acts_for bigint,
  acts_until bigint
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

-- Ways to sign in: a password is the one of the provider 'credential'.
create table linked_accounts (
  id {{id}},
  user_id bigint not null references users (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at bigint,
  refresh_token_expires_at bigint,
  scope text,
  password text,
  created_at bigint not null,
  updated_at bigint not null,
  unique (provider_id, account_id)
);
create index linked_accounts_by_user on linked_accounts (user_id);
insert into linked_accounts (user_id, provider_id, account_id, password, created_at, updated_at)
  select id, 'credential', cast(id as text), password, created_at, created_at from users;
alter table users drop column password;

-- What was sent and waits to be shown: links of mails, states of a sign-in elsewhere, challenges.
create table verifications (
  id {{id}},
  identifier text not null,
  value text not null,
  expires_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index verifications_by_identifier on verifications (identifier);
create index verifications_by_expiry on verifications (expires_at);

create table two_factors (
  id {{id}},
  user_id bigint not null references users (id) on delete cascade,
  secret text not null,
  backup_codes text not null,
  verified integer not null default 1,
  failed_verification_count bigint not null default 0,
  locked_until bigint
);
create index two_factors_by_user on two_factors (user_id);

create table passkeys (
  id {{id}},
  user_id bigint not null references users (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up integer not null,
  transports text,
  aaguid text,
  created_at bigint
);
create index passkeys_by_user on passkeys (user_id);

-- Tries of an address or an account in the window that ends then.
create table auth_limits (
  key text primary key,
  count bigint not null,
  ends_at bigint not null
);
create index auth_limits_by_end on auth_limits (ends_at);

-- What is held of a balance is the sum over open tasks.
create index tasks_open_by_owner on tasks (owner) where finished_at is null;
