import { useCallback, useState } from 'react'

/** What stands in a box and was not sent yet: still there after a reload, in this tab alone, until it is added. */
export function useBoxDraft(key: string): [text: string, setText: (text: string) => void] {
  const [draft, setDraft] = useState(() => ({ key, text: kept(key) }))
  // Another step has another box.
  const text = draft.key === key ? draft.text : kept(key)
  const setText = useCallback(
    (next: string) => {
      setDraft({ key, text: next })
      keep(key, next)
    },
    [key],
  )
  return [text, setText]
}

function kept(key: string): string {
  try {
    return sessionStorage.getItem(nameOf(key)) ?? ''
  } catch {
    return ''
  }
}

function keep(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(nameOf(key))
    else sessionStorage.setItem(nameOf(key), text)
  } catch {
    // A browser that keeps nothing keeps it as long as the page is open.
  }
}

function nameOf(key: string): string {
  return `planwall/box/${key}`
}
