/** What was found damaged and set aside, as it was found; and what boards were told of it. */
export const repairs = `
create table damaged_row (
  number integer primary key,
  found_at integer not null,
  from_table text not null,
  row_key text not null,
  why text not null,
  content blob not null
) strict;

create table repair (
  number integer primary key,
  repair_id text not null unique,
  board_id text not null references board on delete cascade,
  room text not null,
  found_at integer not null,
  lost_updates integer not null,
  lost_chunks integer not null,
  used_older integer not null check (used_older in (0, 1)),
  may_lack_more integer not null check (may_lack_more in (0, 1))
) strict;

create index repair_of_board on repair (board_id, number);
`
