import type { Plan } from '@planwall/shared/plan/plan'
import type { BoardHandle } from '../../sync/open-board.ts'
import { todayIn } from '../../sync/today.ts'

/**
 * Saves the plan as a file: as the server has it, or as this page knows it where the server cannot be reached. Gives
 * where it came from.
 */
export async function downloadPlan(handle: BoardHandle, ownPlan: () => Plan): Promise<'server' | 'page'> {
  const { meta } = handle.view.getState().session
  const text = await fetchPlan(handle)
  save(text ?? JSON.stringify(ownPlan(), null, 2), fileName(meta.title, todayIn(meta.timezone)))
  return text === undefined ? 'page' : 'server'
}

/** "Plan for 2027!" of 31 December is "plan-for-2027 2026-12-31.json". */
export function fileName(title: string, today: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${words || 'plan'} ${today}.json`
}

async function fetchPlan({ apiUrl, seat }: BoardHandle): Promise<string | undefined> {
  try {
    const answer = await fetch(`${apiUrl}/boards/${encodeURIComponent(seat.boardId)}/plan`, {
      headers: { authorization: `Bearer ${seat.seatToken}`, accept: 'application/json' },
    })
    if (!answer.ok) return undefined
    const plan: unknown = await answer.json()
    return JSON.stringify(plan, null, 2)
  } catch {
    return undefined
  }
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers read the address only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
