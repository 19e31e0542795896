/**
 * Ballots until they are counted, rounds that take none any more, and what boards were at the end of steps. Private rooms
 * count their epochs beside the board's.
 */
export const sessions = `
alter table board add column private_epoch integer not null default 0;

create table ballot (
  board_id text not null references board on delete cascade,
  round_id text not null,
  voter text not null,
  ballot text not null,
  cast_at integer not null,
  primary key (board_id, round_id, voter)
) strict, without rowid;

create table closed_round (
  board_id text not null references board on delete cascade,
  round_id text not null,
  primary key (board_id, round_id)
) strict, without rowid;

create table step_snapshot (
  number integer primary key,
  board_id text not null references board on delete cascade,
  snapshot_id text not null,
  step_id text not null,
  at integer not null,
  board blob not null,
  session blob not null
) strict;

create index step_snapshot_of_board on step_snapshot (board_id, number);
`
