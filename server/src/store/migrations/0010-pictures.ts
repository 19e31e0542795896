/** Which pictures boards have; their bytes lie beside the database, or in another place altogether. */
export const pictures = `
create table picture (
  board_id text not null references board on delete cascade,
  picture_id text not null,
  media_type text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  thumbnails text not null,
  primary key (board_id, picture_id)
) strict, without rowid;
`
