-- Answers that customers may ask for again and go on from.
create table kept_answers (
  id text primary key,
  owner bigint not null,
  dialect text not null,
  model text not null,
  channel bigint,
  channel_key bigint,
  status text not null,
  -- The node that is making it.
  node text,
  answer text not null,
  input text not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index kept_answers_by_expiry on kept_answers (expires_at);
