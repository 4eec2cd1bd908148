-- When each state after the first began, a line each: 'running 1770000000000'.
alter table tasks add column states text not null default '';
create index tasks_by_end on tasks (owner, finished_at);
create index tasks_by_parent on tasks (parent) where parent is not null;

-- What a client asked for, as it was sent, within bounds: shown to its owner, who may want it again.
create table task_requests (
  task text primary key references tasks (id) on delete cascade,
  request text not null
);
