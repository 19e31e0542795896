/** Boards with their links and seats, and the updates of rooms: a log, and one snapshot that covers its beginning. */
export const boards = `
create table board (
  board_id text primary key,
  title text not null,
  template_id text not null,
  created_at integer not null
) strict;

create table link (
  board_id text not null references board on delete cascade,
  kind text not null check (kind in ('facilitate', 'participate', 'observe')),
  token_hash text not null,
  primary key (board_id, token_hash)
) strict, without rowid;

create table seat (
  number integer primary key,
  seat_id text not null unique,
  board_id text not null references board on delete cascade,
  role text not null check (role in ('facilitator', 'participant', 'observer')),
  name text not null,
  person_id text,
  token_hash text not null unique,
  created_at integer not null
) strict;

create index seat_of_board on seat (board_id);

create table room_update (
  room text not null,
  seq integer not null,
  bytes blob not null,
  primary key (room, seq)
) strict, without rowid;

create table room_snapshot (
  room text primary key,
  seq integer not null,
  bytes blob not null
) strict;
`
