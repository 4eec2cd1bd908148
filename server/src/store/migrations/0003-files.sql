-- Files that customers upload and name in their requests. Their bytes lie beside the database, by the id.
create table files (
  -- Sorts by the time it was made.
  id text primary key,
  owner bigint not null,
  name text not null,
  media_type text not null,
  -- Bytes.
  size bigint not null,
  sha256 text not null,
  purpose text not null,
  created_at bigint not null,
  expires_at bigint not null
);
create index files_by_owner on files (owner, id);
create index files_by_expiry on files (expires_at);
