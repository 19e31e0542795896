import { Trans, useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Waiting } from '../../ui/Spinner.tsx'
import type { Moment } from './history-calls.ts'
import { MomentDetails } from './MomentDetails.tsx'
import { countWords, timeWords, whyWords } from './moment-words.ts'
import { NameMoment } from './NameMoment.tsx'
import { SaidContext } from './said.ts'
import type { Said } from './said.ts'
import { Timeline } from './Timeline.tsx'
import { useHistoryList, useShown } from './use-history.ts'
import { changesBetween } from './wall-then.ts'
import { WallPicture } from './WallPicture.tsx'
import styles from './history.module.css'

/** The way the board went: every moment that was kept, drawn and in words, and the way back to each. */
export default function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { list, failure, reload } = useHistoryList()
  const [said, setSaid] = useState<Said>()
  return (
    <Dialog title={t`History of the board`} width="full" onClose={onClose}>
      {list ? (
        <SaidContext value={setSaid}>
          <Replay
            key={list.moments.length}
            moments={list.moments}
            people={list.people}
            notice={said && <Notice said={said} onRead={() => setSaid(undefined)} />}
            onMove={() => setSaid(undefined)}
            onChanged={reload}
          />
        </SaidContext>
      ) : failure ? (
        <Banner
          tone="warn"
          title={<Trans>The history could not be fetched.</Trans>}
          actions={<Button size="small" onClick={() => void reload()}>{t`Try again`}</Button>}
        >
          {failure.message}
        </Banner>
      ) : (
        <Waiting>{t`Fetching the history …`}</Waiting>
      )}
    </Dialog>
  )
}

function Notice({ said: { text, tone, undo }, onRead }: { said: Said; onRead: () => void }) {
  const { t } = useLingui()
  const takeBack = () => {
    undo?.()
    onRead()
  }
  return (
    <Banner
      tone={tone}
      actions={
        <>
          {undo && <Button size="small" onClick={takeBack}>{t`Undo`}</Button>}
          <Button size="small" look="quiet" onClick={onRead}>{t`Dismiss`}</Button>
        </>
      }
    >
      {text}
    </Banner>
  )
}

interface ReplayProps {
  moments: readonly Moment[]
  people: readonly { personId: string; name: string }[]
  /** What came of the last act. */
  notice: ReactNode
  /** Another moment is looked at. */
  onMove: () => void
  /** The list is another one now. */
  onChanged: () => Promise<void>
}

function Replay({ moments, people, notice, onMove, onChanged }: ReplayProps) {
  const { t } = useLingui()
  const { seat } = useBoard()
  const timezone = useView(({ session }) => session.meta.timezone)
  const [index, setIndex] = useState(moments.length)
  const moved = useRef(onMove)
  useEffect(() => {
    moved.current = onMove
  })
  const choose = useCallback((next: number) => {
    setIndex(next)
    moved.current()
  }, [])
  const { wall, before, failure } = useShown(moments, index)
  const moment = moments[index]
  const changes = useMemo(() => (wall && before ? changesBetween(before, wall) : undefined), [wall, before])
  const when = moment ? timeWords(moment, timezone) : t`Now`
  const what = moment ? whyWords(moment) : t`The board as it is`
  return (
    <div className={styles.replay}>
      <div className={styles.stage}>
        {wall ? (
          <WallPicture wall={wall} before={before ?? wall} changes={changes} />
        ) : (
          <div className={styles.wait}>
            {failure ? (
              <Banner tone="warn" title={<Trans>This moment could not be fetched.</Trans>}>
                {failure.message}
              </Banner>
            ) : (
              <Waiting>{t`Fetching this moment …`}</Waiting>
            )}
          </div>
        )}
        <Timeline
          count={moments.length}
          index={index}
          isReady={wall !== undefined || failure !== undefined}
          words={`${when}: ${what}`}
          onIndex={choose}
        />
        <p className="pw-hidden" role="status">
          {changes && `${when}. ${what}. ${countWords(changes)}.`}
        </p>
      </div>
      <div className={styles.side}>
        {notice}
        {can(seat.role, 'keep-history') && !moment && <NameMoment onNamed={onChanged} />}
        {moments.length === 0 && (
          <p className={styles.soft}>
            <Trans>
              Nothing is kept yet. While people work, what the board is is kept every ten minutes, at the end of each
              step and with each finished plan.
            </Trans>
          </p>
        )}
        {wall && (
          <MomentDetails
            key={moment?.snapshotId ?? 'now'}
            moment={moment}
            wall={wall}
            before={before}
            changes={changes}
            people={people}
            when={when}
            what={what}
            onChanged={onChanged}
          />
        )}
      </div>
    </div>
  )
}
