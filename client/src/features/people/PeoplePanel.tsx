import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Users } from 'lucide-react'
import type { Role } from '@planwall/shared/access/roles'
import { useMemo, useState } from 'react'
import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import { colorOf } from '../../sync/open-board.ts'
import { useWholeFacilitation } from '../../sync/facilitation.ts'
import { giveRole } from '../../sync/session-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { usePeopleNow } from '../../sync/use-people-now.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Waiting } from '../../ui/Spinner.tsx'
import { toast } from '../../ui/toast-store.ts'
import type { PersonDialogProps } from './PersonDialog.tsx'
import { peopleRows, readiness } from './people-rows.ts'
import type { PersonRow } from './people-rows.ts'
import { PersonLine } from './PersonLine.tsx'
import { WaitingPart } from './WaitingPart.tsx'
import styles from './people.module.css'

interface Asked extends Pick<PersonDialogProps, 'what' | 'row'> {
  Dialog: ComponentType<PersonDialogProps>
}

export interface PeoplePanelProps {
  /** Keeps one's view to that of a tab. */
  onFollow: (clientId: number) => void
}

/** Who is here, who is done, how much each has written, who has votes left. How much, never what. */
export function PeoplePanel({ onFollow }: PeoplePanelProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const facilitation = useWholeFacilitation()
  const { people, refresh } = usePeopleNow()
  const { ask } = useOrder()
  const rows = useRows(people)
  const [asked, setAsked] = useState<Asked>()
  if (!people) return <Waiting>{t`Looking who is here …`}</Waiting>
  const here = rows.filter(({ isHere }) => isHere)
  const gone = rows.filter(({ isHere }) => !isHere)
  const { ready, of } = readiness(rows)
  const asksReady = facilitation.run.step !== null || facilitation.run.readyCheck !== null
  const isPrivate = facilitation.run.writing !== null
  const change = async ({ seatId }: PersonRow, role: Role) => {
    await ask(() => giveRole(handle, seatId, role))
    refresh()
  }
  const open = async (what: PersonDialogProps['what'], row: PersonRow) => {
    try {
      const { default: Dialog } = await import('./PersonDialog.tsx')
      setAsked({ what, row, Dialog })
    } catch {
      toast(t`This part of the page could not be fetched. Try again when you are back on the network.`, 'warn')
    }
  }
  const line = (row: PersonRow) => (
    <PersonLine
      key={row.key}
      row={row}
      color={colorOf(row.seatId)}
      isPrivate={isPrivate}
      asksReady={asksReady}
      groupName={facilitation.groups.find(({ id }) => id === row.groupId)?.name}
      onFollow={onFollow}
      onRole={(role) => void change(row, role)}
      onRename={() => void open('rename', row)}
      onRemove={() => void open('remove', row)}
    />
  )
  return (
    <>
      <WaitingPart />
      <section className={styles.part}>
        <h3 className={styles.heading}>
          <Plural value={here.length} one="# person is here" other="# people are here" />
          {asksReady && of > 0 && (
            <span className={styles.sum} data-testid="readiness">
              <Trans>
                {ready} of {of} are done
              </Trans>
            </span>
          )}
        </h3>
        {here.length <= 1 && (
          <EmptyState icon={<Users />} title={<Trans>Nobody else is here yet</Trans>}>
            <Trans>Press Share and paste the text in the call's chat.</Trans>
          </EmptyState>
        )}
        <ul className={styles.list}>{here.map(line)}</ul>
      </section>
      {gone.length > 0 && (
        <details className={styles.gone}>
          <summary>
            <Plural value={gone.length} one="# person has left" other="# people have left" />
          </summary>
          <ul className={styles.list}>{gone.map(line)}</ul>
        </details>
      )}
      {asked && <asked.Dialog what={asked.what} row={asked.row} onClose={() => setAsked(undefined)} onDone={refresh} />}
    </>
  )
}

function useRows(people: ReturnType<typeof usePeopleNow>['people']): PersonRow[] {
  const { seat, presence } = useBoard()
  const peers = useStore(presence.peers)
  const facilitation = useWholeFacilitation()
  return useMemo(
    () => peopleRows(people ?? [], [...peers.values()], facilitation, seat),
    [people, peers, facilitation, seat],
  )
}
