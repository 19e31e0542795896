import { useSyncExternalStore } from 'react'
import { seatsElsewhere } from '../sync/seats-elsewhere.ts'
import { forgetBoard, lastName, readMyBoards, rememberBoard, rememberName } from './my-boards.ts'
import type { MyBoard, MyBoardChange, Storage } from './my-boards.ts'

/** A browser that forbids storage altogether has an empty one. */
const storage: Storage = availableStorage()
const listeners = new Set<() => void>()
let shown: readonly MyBoard[] = readMyBoards(storage)

window.addEventListener('storage', () => publish())

/** The boards of this browser; renders again when any tab changes them. */
export function useMyBoards(): readonly MyBoard[] {
  return useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    () => shown,
  )
}

export const myBoards = {
  find: (boardId: string) => shown.find((board) => board.boardId === boardId),
  remember: (boardId: string, change: MyBoardChange) => {
    rememberBoard(storage, boardId, change)
    publish()
  },
  forget: (boardId: string) => {
    forgetBoard(storage, boardId)
    publish()
  },
  lastName: () => lastName(storage),
  rememberName: (name: string) => rememberName(storage, name),
}

seatsElsewhere.tokenFor = (boardId) => myBoards.find(boardId)?.seat?.seatToken

function publish(): void {
  shown = readMyBoards(storage)
  for (const listener of listeners) listener()
}

function availableStorage(): Storage {
  try {
    return window.localStorage
  } catch {
    const kept = new Map<string, string>()
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
  }
}
