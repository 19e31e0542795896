/** What boards were at times: made as time goes by, named by somebody, or kept because a board was about to be restored. */
export const history = `
create table history_snapshot (
  number integer primary key,
  board_id text not null references board on delete cascade,
  snapshot_id text not null,
  at integer not null,
  why text not null,
  name text not null,
  made_by text not null,
  state text not null,
  board blob not null,
  session blob not null,
  unique (board_id, snapshot_id)
) strict;

create index history_snapshot_of_board on history_snapshot (board_id, at);
`
