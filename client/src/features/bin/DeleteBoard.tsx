import { useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { callBoard } from '../../sync/board-api.ts'
import { deleteRequest, endDelete } from '../../sync/delete-request.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { DeleteDialog } from './DeleteDialog.tsx'

/** Open while `requestDelete` asks for it. Facilitators only. */
export function DeleteBoard() {
  const { t } = useLingui()
  const { seat, apiUrl } = useBoard()
  const title = useView(({ session }) => session.meta.title)
  const { isOpen } = useStore(deleteRequest)
  useEffect(() => endDelete, [])
  if (!isOpen || !can(seat.role, 'delete-board')) return null
  const remove = async () => {
    const { failure } = await callBoard({ ...seat, apiUrl }, 'POST', '/bin')
    if (!failure) return ''
    return failure.message || t`The server cannot be reached.`
  }
  return <DeleteDialog title={title} onClose={endDelete} onDelete={remove} />
}
