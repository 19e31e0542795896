/** Finished plans and the links they are shared by; keys for other programs, their addresses, and what to tell them. */
export const revisions = `
create table revision (
  board_id text not null references board on delete cascade,
  revision integer not null,
  created_at integer not null,
  person_id text,
  name text not null,
  note text not null,
  checksum text not null,
  counts text not null,
  plan blob not null,
  board blob not null,
  session blob not null,
  primary key (board_id, revision)
) strict;

create table plan_link (
  number integer primary key,
  link_id text not null unique,
  board_id text not null,
  revision integer not null,
  token_hash text not null,
  created_at integer not null,
  foreign key (board_id, revision) references revision (board_id, revision) on delete cascade
) strict;

create index plan_link_of_board on plan_link (board_id);

create table api_token (
  number integer primary key,
  token_id text not null unique,
  board_id text not null references board on delete cascade,
  name text not null,
  token_hash text not null unique,
  created_at integer not null,
  created_by text not null,
  used_at integer
) strict;

create index api_token_of_board on api_token (board_id);

create table webhook (
  number integer primary key,
  webhook_id text not null unique,
  board_id text not null references board on delete cascade,
  url text not null,
  secret text not null,
  created_at integer not null,
  created_by text not null
) strict;

create index webhook_of_board on webhook (board_id);

create table webhook_delivery (
  number integer primary key,
  delivery_id text not null unique,
  webhook_id text not null references webhook (webhook_id) on delete cascade,
  event text not null,
  body text not null,
  created_at integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  tried_at integer,
  next_at integer,
  status integer,
  problem text
) strict;

create index delivery_of_webhook on webhook_delivery (webhook_id, number);
create index delivery_due on webhook_delivery (next_at) where next_at is not null;
`
