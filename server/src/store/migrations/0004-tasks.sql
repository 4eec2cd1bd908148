-- What takes longer than a request. The row and its hold are there before an upstream is asked.
create table tasks (
  -- Sorts by the time it was made.
  id text primary key,
  request_id text not null,
  owner bigint not null,
  token bigint not null,
  mode text not null,
  dialect text not null,
  kind text not null,
  action text not null,
  model text not null,
  prompt text,
  memo text not null,
  status text not null,
  progress bigint not null,
  reason text,
  fault text,
  provider text,
  channel bigint,
  channel_key bigint,
  wire text,
  upstream_model text,
  upstream_action text,
  handle text,
  native text,
  outputs text not null,
  parent text,
  group_name text not null,
  ratio text not null,
  price_id bigint not null,
  usage text not null,
  facts text not null,
  hold bigint not null,
  cost bigint not null,
  payers text not null,
  hook text,
  origin text not null,
  created_at bigint not null,
  started_at bigint,
  finished_at bigint,
  give_up_at bigint not null,
  expires_at bigint not null,
  log_at bigint not null,
  version bigint not null,
  -- Of the request that made it, for the API key that sent it.
  idempotency_key text,
  idempotency_hash text,
  -- What that request was answered, for those that repeat it.
  answer text,
  -- Who looks after it until when; of open tasks.
  node text,
  lease_until bigint not null,
  -- When its hook is told, or its results copied, next; null: there is nothing to do.
  hook_at bigint,
  hook_tries bigint not null,
  copy_at bigint,
  copy_tries bigint not null
);
create unique index tasks_by_key on tasks (token, idempotency_key);
create index tasks_by_owner on tasks (owner, id);
create index tasks_open on tasks (lease_until) where finished_at is null;
create index tasks_by_node on tasks (node) where finished_at is null;
create index tasks_by_hook on tasks (hook_at) where hook_at is not null;
create index tasks_by_copy on tasks (copy_at) where copy_at is not null;
create index tasks_by_expiry on tasks (expires_at);

-- Other names by which later calls of a customer may mean a task: clips, films, ids of their own.
create table task_refs (
  owner bigint not null,
  ref text not null,
  task text not null references tasks (id) on delete cascade,
  primary key (owner, ref, task)
);
create index task_refs_by_task on task_refs (task);
