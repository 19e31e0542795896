import { createStore } from 'zustand/vanilla'

export interface ToastMessage {
  id: number
  text: string
  tone: 'ok' | 'warn'
  /** What can be done about it, such as undoing it. */
  action?: ToastAction | undefined
}

export interface ToastAction {
  label: string
  onPress: () => void
}

export const toasts = createStore<{ shown: readonly ToastMessage[] }>(() => ({ shown: [] }))

/** How long a message stays, ms: long enough to read twice. */
const SHOWN_MS = 6000

let lastId = 0

/** Says something that needs no answer. It is read out and goes away by itself; what must not be missed is a Banner. */
export function toast(text: string, tone: ToastMessage['tone'] = 'ok', action?: ToastAction): void {
  const id = ++lastId
  const message = { id, text, tone, action }
  toasts.setState(({ shown }) => ({ shown: [...shown.filter((other) => other.text !== text), message] }))
  setTimeout(() => dismissToast(id), SHOWN_MS)
}

export function dismissToast(id: number): void {
  toasts.setState(({ shown }) => ({ shown: shown.filter((other) => other.id !== id) }))
}
