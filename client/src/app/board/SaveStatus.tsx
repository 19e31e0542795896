import { Plural, Trans } from '@lingui/react/macro'
import { Check, CloudOff, RefreshCw, TriangleAlert } from 'lucide-react'
import { useStore } from 'zustand'
import type { Status } from '../../sync/open-board.ts'
import { useBoard } from '../../sync/use-board.ts'
import './save-status.css'

const icons = {
  saved: Check,
  saving: RefreshCw,
  'catching-up': RefreshCw,
  offline: CloudOff,
  'not-saved': TriangleAlert,
}

/**
 * What is true about saving, in a sign and in words. "Saved" stands here only while everything of this person is on the
 * server's disk. `keptHere`: whether this browser keeps a copy of what could not be sent.
 */
export function SaveStatus({ keptHere }: { keptHere: boolean }) {
  const { kind, pending } = useStore(useBoard().status)
  const isAtRisk = kind !== 'saved' && pending > 0 && !keptHere
  const Icon = isAtRisk ? TriangleAlert : icons[kind]
  return (
    <p className="save-status" data-kind={isAtRisk ? 'at-risk' : kind} role="status">
      <Icon aria-hidden="true" />
      <span>
        <Words kind={kind} pending={pending} keptHere={keptHere} />
      </span>
    </p>
  )
}

function Words({ kind, pending, keptHere }: Pick<Status, 'kind' | 'pending'> & { keptHere: boolean }) {
  switch (kind) {
    case 'saved':
      return <Trans>Saved</Trans>
    case 'saving':
      return <Trans>Saving …</Trans>
    case 'catching-up':
      return <Trans>Catching up …</Trans>
    case 'not-saved':
      if (pending === 0) return <Trans>The server cannot save</Trans>
      if (keptHere)
        return <Plural value={pending} one="Not saved, # change kept here" other="Not saved, # changes kept here" />
      return (
        <Plural
          value={pending}
          one="Not saved, # change only in this tab"
          other="Not saved, # changes only in this tab"
        />
      )
    case 'offline':
      if (pending === 0) return <Trans>Offline</Trans>
      if (keptHere)
        return <Plural value={pending} one="Offline, # change kept here" other="Offline, # changes kept here" />
      return (
        <Plural value={pending} one="Offline, # change only in this tab" other="Offline, # changes only in this tab" />
      )
    default:
      return kind satisfies never
  }
}
