import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { callBoard } from '../../sync/board-api.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { markRead, readRepairs } from './read-repairs.ts'

/** What the server found damaged of this board; see `GET /api/boards/{boardId}/repairs`. */
interface Repair {
  repairId: string
  foundAt: number
  lostUpdates: number
  lostChunks: number
  usedOlder: boolean
  mayLackMore: boolean
}

/** Tells everybody at the board what the server could not read of it when it started, until they have read that. */
export function Repairs() {
  const { t, i18n } = useLingui()
  const [repairs, setRepairs] = useRepairs()
  const [last] = repairs
  if (!last) return null
  const day = i18n.date(new Date(last.foundAt), { dateStyle: 'medium', timeStyle: 'short' })
  const changes = repairs.reduce((sum, { lostUpdates }) => sum + lostUpdates, 0)
  const pieces = repairs.reduce((sum, { lostChunks }) => sum + lostChunks, 0)
  const dismiss = () => {
    markRead(
      window.localStorage,
      repairs.map(({ repairId }) => repairId),
    )
    setRepairs([])
  }
  return (
    <Banner
      tone="warn"
      wide
      title={<Trans>Part of this board could not be read when the server started on {day}.</Trans>}
      actions={<Button size="small" onClick={dismiss}>{t`I have read it`}</Button>}
    >
      {changes > 0 && <Plural value={changes} one="# change was missing." other="# changes were missing." />}{' '}
      {pieces > 0 && (
        <Plural
          value={pieces}
          one="# part of the last snapshot was missing."
          other="# parts of the last snapshot were missing."
        />
      )}{' '}
      {repairs.some(({ mayLackMore }) => mayLackMore) && <Trans>More may have been missing.</Trans>}{' '}
      {repairs.some(({ usedOlder }) => usedOlder) && (
        <Trans>An older snapshot helped out: what was deleted since may be back.</Trans>
      )}{' '}
      <Trans>
        The rest is here. Whoever had the board open in a browser before brings back what they have by opening it again.
      </Trans>
    </Banner>
  )
}

/** Asked for whenever the connection is made: a server that was started anew may have found something. */
function useRepairs() {
  const handle = useBoard()
  const isConnected = useStore(handle.status, ({ kind }) => kind === 'saved' || kind === 'saving')
  const state = useState<readonly Repair[]>([])
  const [, setRepairs] = state
  useEffect(() => {
    if (!isConnected) return undefined
    let isOver = false
    const { apiUrl, seat } = handle
    void callBoard<Repair[]>({ apiUrl, ...seat }, 'GET', '/repairs').then(({ value }) => {
      if (isOver || !Array.isArray(value)) return
      const read = readRepairs(window.localStorage)
      setRepairs(value.filter(({ repairId }) => !read.includes(repairId)))
    })
    return () => {
      isOver = true
    }
  }, [handle, isConnected, setRepairs])
  return state
}
