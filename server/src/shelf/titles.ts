import { AppError } from '@planwall/shared/errors'
import type { BoardStore } from '../store/board-store.ts'

export interface TitlesNeeds {
  store: Pick<BoardStore, 'shelf'>
  /** Reads the title off the session document. */
  read: (boardId: string) => Promise<string>
}

/** What boards are called now, without opening a document for each of them whenever a list is shown. */
export class Titles {
  readonly #needs: TitlesNeeds
  /** Boards whose stored title is the one of now. */
  readonly #current = new Set<string>()

  constructor(needs: TitlesNeeds) {
    this.#needs = needs
  }

  /** The session document of a board has changed. */
  changed(boardId: string): void {
    this.#current.delete(boardId)
  }

  /** What it is called now, which is stored beside the board too. Where it cannot be read, what is stored. */
  async of(boardId: string, stored: string): Promise<string> {
    if (this.#current.has(boardId)) return stored
    this.#current.add(boardId)
    try {
      const title = await this.#needs.read(boardId)
      if (title !== stored) await this.#needs.store.shelf.setTitle(boardId, title)
      return title
    } catch (error) {
      this.#current.delete(boardId)
      if (error instanceof AppError) return stored
      throw error
    }
  }
}
