import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { errorTable } from '@planwall/shared/errors'
import type { ErrorCode } from '@planwall/shared/errors'

/** Everything that can go wrong between this page and the server: the server's codes, and no answer at all. */
export type FailureCode = ErrorCode | 'unreachable'

export interface FailureWords {
  /** What happened. */
  title: MessageDescriptor
  /** What the person can do about it. */
  advice: MessageDescriptor
}

export const errorWords: Record<FailureCode, FailureWords> = {
  'bad-request': {
    title: msg`The server did not understand this page.`,
    advice: msg`Reload the page and try again.`,
  },
  'bad-file': {
    title: msg`This file could not be read.`,
    advice: msg`It has to be a plan, a board or a template that was exported, a spreadsheet saved as CSV, or a StratML plan. Nothing was changed.`,
  },
  'bad-picture': {
    title: msg`This is not a picture that can be shown here.`,
    advice: msg`Use PNG, JPEG, GIF, WebP, AVIF or SVG.`,
  },
  'pictures-full': {
    title: msg`This board has no room for more pictures.`,
    advice: msg`Whoever runs this server can give boards more room.`,
  },
  'wrong-token': {
    title: msg`This link is not valid any more.`,
    advice: msg`Ask the facilitator to send you the link again.`,
  },
  removed: {
    title: msg`A facilitator has removed you from this board.`,
    advice: msg`If that was a mistake, ask them for a link and join again.`,
  },
  'link-reset': {
    title: msg`This link was reset.`,
    advice: msg`It opens nothing any more. Ask the facilitator for the new one.`,
  },
  'link-expired': {
    title: msg`The time of this link is over.`,
    advice: msg`Ask the facilitator for another one.`,
  },
  'passcode-needed': {
    title: msg`This link asks for a passcode.`,
    advice: msg`The facilitator can tell you what it is.`,
  },
  'passcode-wrong': {
    title: msg`This is not the passcode.`,
    advice: msg`Check it with the facilitator. After several wrong ones you have to wait.`,
  },
  'unknown-code': {
    title: msg`There is no such code, or its time is over.`,
    advice: msg`Check the letters, or ask the facilitator for a new one.`,
  },
  'wrong-origin': {
    title: msg`This page is not from the server it talks to.`,
    advice: msg`Open the board at the address in your link. Whoever runs the server can set PUBLIC_URL.`,
  },
  'not-allowed': {
    title: msg`Your link does not allow this.`,
    advice: msg`If you need to change something here, ask the facilitator for another link.`,
  },
  'unknown-board': {
    title: msg`There is no board at this address.`,
    advice: msg`Check that the whole link was copied, or ask the facilitator to send it again.`,
  },
  'unknown-template': {
    title: msg`This template is no longer there.`,
    advice: msg`Reload the page and choose another one.`,
  },
  'not-found': {
    title: msg`There is nothing at this address.`,
    advice: msg`Check that the whole address was copied.`,
  },
  'stale-copy': {
    title: msg`This board was restored or replaced.`,
    advice: msg`Reload the page to see what it is now.`,
  },
  'too-slow': {
    title: msg`The connection was too slow.`,
    advice: msg`Wait a moment, then try again.`,
  },
  'slow-reader': {
    title: msg`Your connection could not keep up.`,
    advice: msg`It is resumed by itself. If it keeps happening, close other tabs or use another network.`,
  },
  'too-large': {
    title: msg`This is larger than the server accepts.`,
    advice: msg`Use a smaller file, or divide it in two.`,
  },
  taken: {
    title: msg`Somebody else did the same at the same time.`,
    advice: msg`Look again, then try again.`,
  },
  'plan-incomplete': {
    title: msg`This board is not a plan yet.`,
    advice: msg`Mend what is listed, or let it be with a reason.`,
  },
  refused: {
    title: msg`The server did not accept a change of yours.`,
    advice: msg`Reload the page. Ask the facilitator whether this step lets you change the board.`,
  },
  'board-full': {
    title: msg`This board is full.`,
    advice: msg`Nothing more can be added to it. Delete what is not needed any more, or start another board.`,
  },
  'bad-update': {
    title: msg`The server could not read a change of yours.`,
    advice: msg`Reload the page. What was not saved is still kept in this browser.`,
  },
  'version-unsupported': {
    title: msg`This page and the server are of different versions.`,
    advice: msg`Reload the page to get the right one.`,
  },
  deleted: {
    title: msg`This board was deleted.`,
    advice: msg`A facilitator can bring it back while it is in the bin.`,
  },
  'passphrase-needed': {
    title: msg`Starting a board here takes a passphrase.`,
    advice: msg`Ask whoever runs this server for it. Joining a board by its link takes none.`,
  },
  'wrong-passphrase': {
    title: msg`This is not the passphrase of this server.`,
    advice: msg`Check it with whoever runs this server.`,
  },
  'sign-in-needed': {
    title: msg`You are not signed in.`,
    advice: msg`Sign in on the home page, then try again. Joining a board by its link needs no account.`,
  },
  'sign-in-failed': {
    title: msg`Signing in did not work.`,
    advice: msg`Begin again from the home page, in one tab.`,
  },
  'sign-in-refused': {
    title: msg`This account may not be used here.`,
    advice: msg`Sign in with an account of your organisation, or ask whoever runs this server.`,
  },
  'sign-in-unavailable': {
    title: msg`The sign-in service does not answer.`,
    advice: msg`Boards and their links work as before. Try to sign in again in a while.`,
  },
  'creating-closed': {
    title: msg`Nobody can start boards on this server yet.`,
    advice: msg`Whoever runs it has to say who may. Joining a board by its link works.`,
  },
  'too-many': {
    title: msg`That was a lot at once.`,
    advice: msg`Wait a minute, then try again.`,
  },
  internal: {
    title: msg`Something went wrong on the server.`,
    advice: msg`Try again. If it keeps happening, tell the people who run this server.`,
  },
  damaged: {
    title: msg`What is stored of this board cannot be read.`,
    advice: msg`Nothing was changed. Tell whoever runs this server; your own copy in this browser is kept.`,
  },
  'not-stored': {
    title: msg`The server cannot store changes at the moment.`,
    advice: msg`Your changes are kept in this browser and sent when it can. Leave this page open.`,
  },
  restarting: {
    title: msg`The server is restarting.`,
    advice: msg`This takes a few seconds. Try again then.`,
  },
  unreachable: {
    title: msg`The server cannot be reached.`,
    advice: msg`Check your network connection, then try again.`,
  },
}

/** A code from outside as one of ours; what is not in the table is a fault of the server. */
export function failureCode(code: unknown): FailureCode {
  return typeof code === 'string' && Object.hasOwn(errorTable, code) ? (code as ErrorCode) : 'internal'
}
