import type { LinkKind } from '@planwall/shared/access/roles'
import { linkKinds } from '@planwall/shared/access/roles'
import { useCallback, useEffect, useState } from 'react'
import { linksNow } from '../../sync/access-calls.ts'
import type { LinkState } from '../../sync/access-calls.ts'
import type { CallAnswer, CallFailure } from '../../sync/board-api.ts'
import { useBoard } from '../../sync/use-board.ts'
import { ApiError, lookThroughLink } from '../api.ts'
import { myBoards } from '../use-my-boards.ts'

const TICK_MS = 5000

export interface Links {
  /** Undefined until the server has told. */
  list: readonly LinkState[] | undefined
  /** Unix ms, never older than a few seconds: what has an end is over when it is over. */
  now: number
  /** Why the last call did not do what it was to do. */
  failure: CallFailure | undefined
  busy: boolean
  /** What was done last, in words, and to which link: a short message of the page would lie behind the dialog. */
  said: { kind: LinkKind; words: string } | undefined
  say: (kind: LinkKind, words: string) => void
  /** Makes a call that changes something, then looks again. Undefined where it was not done. */
  act: <T>(call: () => Promise<CallAnswer<T>>) => Promise<T | undefined>
}

/** The three links of the open board as the server has them. */
export function useLinks(): Links {
  const handle = useBoard()
  const [list, setList] = useState<readonly LinkState[]>()
  const [now, setNow] = useState(() => Date.now())
  const [failure, setFailure] = useState<CallFailure>()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState<Links['said']>()
  const say = useCallback((kind: LinkKind, words: string) => setSaid({ kind, words }), [])
  const look = useCallback(async () => {
    const answer = await linksNow(handle)
    if (answer.failure) return setFailure(answer.failure)
    setList(answer.value.links)
    setNow(Date.now())
    setFailure(undefined)
  }, [handle])
  useEffect(() => {
    void look()
    void forgetDeadLinks(handle.seat)
  }, [look, handle])
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  const act = useCallback(
    async <T>(call: () => Promise<CallAnswer<T>>): Promise<T | undefined> => {
      setBusy(true)
      setSaid(undefined)
      const answer = await call()
      if (answer.failure) setFailure(answer.failure)
      else await look()
      setBusy(false)
      return answer.value
    },
    [look],
  )
  return { list, now, failure, busy, said, say, act }
}

export function linkOf(links: Links, kind: LinkKind): LinkState | undefined {
  return links.list?.find((link) => link.kind === kind)
}

/** Another facilitator may have made links new ones: what opens nothing any more is not offered to be copied. */
async function forgetDeadLinks({ boardId, seatToken }: { boardId: string; seatToken: string }): Promise<void> {
  const known = myBoards.find(boardId)?.links ?? {}
  await Promise.all(
    linkKinds.map(async (kind) => {
      const url = known[kind]
      if (!url) return
      try {
        await lookThroughLink(boardId, new URL(url).hash.slice(1), seatToken)
      } catch (error) {
        const isDead = error instanceof ApiError && (error.code === 'link-reset' || error.code === 'wrong-token')
        if (isDead) myBoards.remember(boardId, { links: { [kind]: undefined } })
      }
    }),
  )
}
