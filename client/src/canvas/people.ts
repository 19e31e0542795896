import { isCardOf } from '@planwall/shared/board/model'
import type { BoardElement } from '@planwall/shared/board/model'
import { atom } from '@tldraw/editor'
import type { Atom } from '@tldraw/tldraw'
import type { BoardHandle } from '../sync/open-board.ts'

/** Names of the plan's people. Each name is a value of its own, so that a new name draws only the cards that show it. */
export class People {
  readonly #view: BoardHandle['view']
  readonly #names = new Map<string, Atom<string>>()
  readonly stop: () => void

  constructor({ view }: BoardHandle) {
    this.#view = view
    this.stop = view.subscribe(({ elements }, before) => {
      if (elements === before.elements) return
      for (const [id, name] of this.#names) name.set(nameIn(elements, id))
    })
  }

  /** Empty for somebody who is not (or no longer) on the board. */
  nameOf(personId: string): string {
    let name = this.#names.get(personId)
    if (!name) {
      name = atom('name of a person', nameIn(this.#view.getState().elements, personId))
      this.#names.set(personId, name)
    }
    return name.get()
  }
}

function nameIn(elements: ReadonlyMap<string, BoardElement>, id: string): string {
  const person = elements.get(id)
  return isCardOf(person, 'person') ? person.text : ''
}
