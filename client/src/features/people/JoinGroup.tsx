import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { joinGroup } from '../../sync/session-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { toast } from '../../ui/toast-store.ts'
import { groupAskedFor } from './group-acts.ts'

/** Puts whoever opened the link of a group in that group, once the board is here. */
export function JoinGroup() {
  const { t } = useLingui()
  const handle = useBoard()
  const groupId = groupAskedFor(window.location.search)
  const group = useFacilitation(({ groups }) => groups.find(({ id }) => id === groupId))
  const isIn = useFacilitation(({ members }) => members.get(handle.seat.personId ?? '') === groupId)
  const mayJoin = handle.seat.role === 'participant' && handle.seat.personId !== null
  const name = group?.name
  useEffect(() => {
    if (groupId === undefined || name === undefined || !mayJoin) return
    // Once: whoever is put in another group later stays there.
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.hash)
    if (isIn) return
    void joinGroup(handle, groupId).then(({ failure }) => {
      if (!failure) toast(t`You are in ${name}.`)
    })
  }, [handle, groupId, name, mayJoin, isIn, t])
  return null
}
