import type { Board, Session } from '../board/model.ts'
import type { BoardRest } from '../import/board-rest.ts'
import type { Plan } from '../plan/plan.ts'

/** What a file is made from: a plan, and the board and session it was read off. */
export interface PlanSource {
  plan: Plan
  board: Board
  session: Session
  /** What the two documents hold beyond `board` and `session`; only the board's own file carries it. */
  rest?: BoardRest
}

/** How a tool wants its dates, where a file can be written in several ways. */
export const datePatterns = ['iso', 'mdy', 'dmy'] as const
export type DatePattern = (typeof datePatterns)[number]

export interface RenderOptions {
  dates?: DatePattern
}

/** What a person wants the file for; the order is the order in which the groups are shown. */
export const formatUses = ['keep', 'hand-out', 'task-tools', 'calendar', 'project-tools'] as const
export type FormatUse = (typeof formatUses)[number]

/** A picture as a file carries it. */
export interface CarriedPicture {
  mediaType: string
  base64: string
}

/** How a format takes the pictures of the wall in, once its text is made. */
export interface PictureCarrier {
  /** A smaller picture of at least this width does, pixels; absent: the whole one. */
  width?: number
  /**
   * The file with its pictures, piece by piece, so that it is never in memory as a whole. A picture that cannot be had is
   * left out.
   */
  pieces: (
    text: string,
    pictures: readonly string[],
    read: (name: string) => Promise<CarriedPicture | undefined>,
  ) => AsyncIterable<string>
}

/** One way a plan can leave. The texts are plain English. */
export interface PlanFormat {
  id: string
  name: string
  use: FormatUse
  /** With the charset where it is text. */
  mediaType: string
  /** Without the dot. */
  extension: string
  purpose: string
  /** What gets lost on the way, and what to know in the other tool. */
  limits: readonly string[]
  /** The file can be read back and makes the board, or a board of the plan, again. */
  readBack?: boolean
  /** The date patterns it can be written in; the first is the usual one. */
  dates?: readonly DatePattern[]
  /** Absent: the format has no place for pictures. */
  carrier?: PictureCarrier
  /** Pure: same source, same text. Encoded as UTF-8 by whoever sends it. */
  render: (source: PlanSource, options: RenderOptions) => string
}
