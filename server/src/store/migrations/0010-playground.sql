-- Somebody who looks around without an account: test money only, for a day. Operators' lists of people leave them out.
alter table users add column visitor integer not null default 0;
create index users_visiting on users (created_at) where visitor = 1 and status = 'enabled';

-- What the portal made a key for by itself: 'playground', of which an account has one a mode, and 'visitor'.
alter table tokens add column purpose text;
create unique index tokens_by_purpose on tokens (user_id, purpose, mode) where purpose is not null and deleted_at is null;
