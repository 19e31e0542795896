import { answerKnock } from '../../sync/access-calls.ts'
import type { Knock } from '../../sync/access-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useKnocks } from '../../sync/use-knocks.ts'
import { useOrder } from '../../sync/use-order.ts'

/** Letting people in, or not now. */
export function useAnswerKnocks(): { busy: boolean; answer: (knocks: readonly Knock[], admit: boolean) => void } {
  const handle = useBoard()
  const { refresh } = useKnocks()
  const { busy, ask } = useOrder()
  const answerAll = async (knocks: readonly Knock[], admit: boolean) => {
    for (const { knockId } of knocks) await ask(() => answerKnock(handle, knockId, admit))
    refresh()
  }
  return { busy, answer: (knocks, admit) => void answerAll(knocks, admit) }
}
