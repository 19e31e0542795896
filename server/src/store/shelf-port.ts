/** A board that was deleted and can still be brought back. */
export interface BinEntry {
  /** Unix ms. */
  deletedAt: number
  /** From then on it is removed for good, Unix ms. */
  until: number
  /** The seat or the account that deleted it; both null where the server did, for nobody had changed it for long. */
  seatId: string | null
  accountId: string | null
  /** Their name then; empty where the server did. */
  name: string
}

/** A board as a whole: whose it is, when it was last changed, and whether it is in the bin. */
export interface ShelvedBoard {
  boardId: string
  /** As it was when somebody last looked. */
  title: string
  /** Unix ms. */
  createdAt: number
  changedAt: number
  /** The account whose board it is, and the person card they are there. */
  ownerId: string | null
  ownerPersonId: string | null
  /** When people were told that it goes to the bin unless somebody changes it, Unix ms. */
  warnedAt: number | null
  bin: BinEntry | undefined
}

/** What becomes of boards as wholes. */
export interface BoardShelf {
  get(boardId: string): Promise<ShelvedBoard | undefined>
  /** Its place in the bin, where it is there. Asked for with every request. */
  binned(boardId: string): Promise<BinEntry | undefined>
  /** The boards of an account, the last changed first; those in the bin too. */
  ownedBy(accountId: string): Promise<ShelvedBoard[]>
  /** False, and nothing changed, where the board is somebody else's. */
  setOwner(boardId: string, accountId: string): Promise<boolean>
  setOwnerPerson(boardId: string, personId: string): Promise<void>
  setTitle(boardId: string, title: string): Promise<void>
  /** The board was changed: nobody needs to be warned any more. */
  touch(boardId: string, at: number): Promise<void>
  warn(boardId: string, at: number): Promise<void>
  /** Boards that nobody changed after `at` and that are not in the bin. */
  untouchedSince(at: number): Promise<ShelvedBoard[]>
  /** False where it was there already, or where there is no such board. */
  putInBin(boardId: string, entry: BinEntry): Promise<boolean>
  /** Counts as a change. False where it was not in the bin. */
  takeOut(boardId: string, at: number): Promise<boolean>
  /** Boards whose time in the bin is over at `now`. */
  overdue(now: number): Promise<string[]>
  /**
   * Removes everything there is of a board that is in the bin, so that nothing of it can be read from the disk. Where it
   * rejects, the board may be gone and only its traces left: calling it again removes those.
   */
  purge(boardId: string): Promise<void>
}
