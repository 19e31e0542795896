/** Proofs of whose cards without a name are, while the step runs in which they were written. */
export const ownCards = `
create table own_card (
  board_id text not null references board on delete cascade,
  element_id text not null,
  step_n integer not null,
  proof text not null,
  primary key (board_id, element_id)
) strict, without rowid;
`
