/**
 * Who signed in, and where; whose a board is, when it was last changed, and which ones are in the bin. Of boards there were
 * before nobody knows when they were changed: their time begins with this step.
 */
export const accountsAndShelf = `
create table account (
  account_id text primary key,
  issuer text not null,
  subject text not null,
  name text not null,
  email text not null,
  created_at integer not null,
  seen_at integer not null,
  unique (issuer, subject)
) strict;

create table account_session (
  token_hash text primary key,
  account_id text not null references account on delete cascade,
  created_at integer not null,
  expires_at integer not null
) strict, without rowid;

create index session_of_account on account_session (account_id);

create table board_shelf (
  board_id text primary key references board on delete cascade,
  changed_at integer not null,
  owner_id text references account on delete set null,
  owner_person_id text,
  warned_at integer
) strict, without rowid;

create index board_of_owner on board_shelf (owner_id) where owner_id is not null;
create index board_by_change on board_shelf (changed_at);

insert into board_shelf (board_id, changed_at)
  select board_id, max(created_at, cast(unixepoch('subsec') * 1000 as integer)) from board;

create table board_bin (
  board_id text primary key references board on delete cascade,
  deleted_at integer not null,
  until integer not null,
  seat_id text,
  account_id text,
  name text not null
) strict, without rowid;

create index bin_by_time on board_bin (until);
`
