import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useMemo, useState } from 'react'
import { callBoard } from '../../sync/board-api.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import type { BinFacts } from './contents.ts'
import { dateWords } from './day-words.ts'
import { PurgeDialog } from './PurgeDialog.tsx'

/** The board that is open was deleted: by whom, until when it can be brought back, and who may, does it here. */
export default function DeletedBanner() {
  const { t, i18n } = useLingui()
  const { seat, apiUrl } = useBoard()
  const access = useMemo(() => ({ ...seat, apiUrl }), [seat, apiUrl])
  const [facts, setFacts] = useState<BinFacts>()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const [isPurging, setPurging] = useState(false)
  const [isGone, setGone] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void callBoard<BinFacts>(access, 'GET', '/bin').then(({ value }) => isCurrent && setFacts(value))
    return () => {
      isCurrent = false
    }
  }, [access])
  const call = async (path: string, body?: object): Promise<string> => {
    setBusy(true)
    const { failure } = await callBoard(access, 'POST', path, body)
    setBusy(false)
    const words = failure ? failure.message || t`The server cannot be reached.` : ''
    setProblem(words)
    return words
  }
  const restore = async () => {
    if ((await call('/bin/restore')) === '') window.location.reload()
  }
  const deleted = facts?.deleted
  if (isGone) {
    return (
      <Banner tone="danger" wide title={<Trans>This board was deleted for good.</Trans>}>
        <Trans>Nothing of it is left on the server. This browser forgets its copy when you leave the board.</Trans>
      </Banner>
    )
  }
  return (
    <>
      <Banner
        tone="danger"
        wide
        title={<Trans>This board was deleted.</Trans>}
        actions={
          facts?.mayRestore && deleted ? (
            <>
              <Button size="small" busy={busy} onClick={() => void restore()}>{t`Bring it back`}</Button>
              <Button size="small" look="quiet" onClick={() => setPurging(true)}>{t`Delete for good …`}</Button>
            </>
          ) : undefined
        }
      >
        {deleted && <BinWords by={deleted.by} at={deleted.deletedAt} until={deleted.until} locale={i18n.locale} />}
        {facts && !facts.mayRestore && (
          <p>
            <Trans>A facilitator can bring it back.</Trans>
          </p>
        )}
        {facts && !deleted && (
          <p>
            <Trans>It was brought back meanwhile. Reload the page.</Trans>
          </p>
        )}
        {problem !== '' && <p>{problem}</p>}
      </Banner>
      {isPurging && facts && (
        <PurgeDialog
          title={facts.title}
          readContents={async () => facts.contents}
          onClose={() => setPurging(false)}
          onPurge={async (title) => {
            const words = await call('/bin/purge', { title })
            if (words === '') setGone(true)
            return words
          }}
        />
      )}
    </>
  )
}

function BinWords({ by, at, until, locale }: { by: string; at: number; until: number; locale: string }) {
  const [deletedOn, untilDay] = [dateWords(at, locale), dateWords(until, locale)]
  return (
    <p>
      {by === '' ? (
        <Trans>Nobody had changed it for long. Until {untilDay} it can be brought back as it was.</Trans>
      ) : (
        <Trans>
          {by} deleted it on {deletedOn}. Until {untilDay} it can be brought back as it was.
        </Trans>
      )}
    </p>
  )
}
