import type { WallThen } from '@planwall/shared/history/go-back'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { CallFailure } from '../../sync/board-api.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { fetchMoment, listMoments } from './history-calls.ts'
import type { Moment, MomentList } from './history-calls.ts'
import { emptyWall, wallOf } from './wall-then.ts'

export interface HistoryList {
  list: MomentList | undefined
  failure: CallFailure | undefined
  /** Asks again; resolves when it is known. */
  reload: () => Promise<void>
}

/** Which moments there are. A later call that fails leaves what is known. */
export function useHistoryList(): HistoryList {
  const { apiUrl, seat } = useBoard()
  const [answer, setAnswer] = useState<Pick<HistoryList, 'list' | 'failure'>>({ list: undefined, failure: undefined })
  const reload = useCallback(async () => {
    const { value, failure } = await listMoments({ apiUrl, seat })
    setAnswer((last) => (value ? { list: value, failure: undefined } : last.list ? last : { list: undefined, failure }))
  }, [apiUrl, seat])
  useEffect(() => {
    void reload()
  }, [reload])
  return { ...answer, reload }
}

/** What is shown of the way the board went: the moment that was chosen, and the one before it. */
export interface Shown {
  /** Undefined while it is fetched. */
  wall: WallThen | undefined
  before: WallThen | undefined
  failure: CallFailure | undefined
}

/** Walls kept at hand, of those looked at last. */
const mostAtHand = 12

/** The wall at a moment, and at the one before it; without a moment it is the wall as it is now. Fetched one by one. */
export function useShown(moments: readonly Moment[], index: number): Shown {
  const handle = useBoard()
  const elements = useView((view) => view.elements)
  const zones = useView((view) => view.session.zones)
  const [walls, setWalls] = useState<ReadonlyMap<string, WallThen>>(() => new Map())
  const [failure, setFailure] = useState<CallFailure>()
  const asked = useRef(new Set<string>())
  const id = moments[index]?.snapshotId
  const idBefore = moments[index - 1]?.snapshotId
  const idNext = moments[index + 1]?.snapshotId
  const { apiUrl, seat } = handle
  const fetchOne = useCallback(
    async (snapshotId: string) => {
      if (asked.current.has(snapshotId)) return
      asked.current.add(snapshotId)
      const { value, failure: failed } = await fetchMoment({ apiUrl, seat }, snapshotId)
      setFailure(failed)
      if (!value) asked.current.delete(snapshotId)
      else setWalls((all) => kept(all, snapshotId, wallOf(value), asked.current))
    },
    [apiUrl, seat],
  )
  useEffect(() => {
    for (const one of [id, idBefore, idNext]) if (one !== undefined && !walls.has(one)) void fetchOne(one)
  }, [id, idBefore, idNext, walls, fetchOne])
  const now = useMemo(() => ({ elements, zones }), [elements, zones])
  return {
    wall: id === undefined ? now : walls.get(id),
    before: index === 0 ? emptyWall : idBefore === undefined ? undefined : walls.get(idBefore),
    failure,
  }
}

/** The newest at the end; what falls out is asked for again when it is needed. */
function kept(
  all: ReadonlyMap<string, WallThen>,
  id: string,
  wall: WallThen,
  asked: Set<string>,
): ReadonlyMap<string, WallThen> {
  const next = new Map([...all].filter(([one]) => one !== id)).set(id, wall)
  for (const [oldest] of next) {
    if (next.size <= mostAtHand) break
    next.delete(oldest)
    asked.delete(oldest)
  }
  return next
}
