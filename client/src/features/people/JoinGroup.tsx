import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { useWholeFacilitation } from '../../sync/facilitation.ts'
import { joinGroup } from '../../sync/session-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { toast } from '../../ui/toast-store.ts'
import { groupAskedFor, groupToJoin } from './group-acts.ts'

/** Puts whoever opened the link of a group in that group, once the board is here. */
export function JoinGroup() {
  const { t } = useLingui()
  const handle = useBoard()
  const groupId = groupAskedFor(window.location.search)
  const facilitation = useWholeFacilitation()
  const { group, isIn = false } = groupToJoin(groupId, facilitation, handle.seat) ?? {}
  const [id, name] = [group?.id, group?.name]
  useEffect(() => {
    if (id === undefined || name === undefined) return
    // Once: whoever is put in another group later stays there.
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.hash)
    if (isIn) return
    void joinGroup(handle, id).then(({ failure }) => {
      if (!failure) toast(t`You are in ${name}.`)
    })
  }, [handle, id, name, isIn, t])
  return null
}
