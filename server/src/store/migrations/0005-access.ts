/**
 * Links can be reset, expire, ask for a passcode or for approval, and have a code for a while; seats know the link they were
 * taken by, when they were last seen, and whether they were removed.
 */
export const access = `
alter table link add column reset_at integer;

create table link_setting (
  board_id text not null references board on delete cascade,
  kind text not null check (kind in ('facilitate', 'participate', 'observe')),
  created_at integer not null,
  expires_at integer,
  passcode_hash text,
  needs_approval integer not null default 0,
  code_hash text unique,
  code_expires_at integer,
  primary key (board_id, kind)
) strict, without rowid;

alter table seat add column link text;
alter table seat add column seen_at integer;
alter table seat add column removed text;
update seat set link = case role
  when 'facilitator' then 'facilitate' when 'participant' then 'participate' else 'observe' end;
`
