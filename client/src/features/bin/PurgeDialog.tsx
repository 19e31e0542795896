import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useId, useRef, useState } from 'react'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { BoardContents } from './contents.ts'
import styles from './bin.module.css'

export interface PurgeDialogProps {
  title: string
  /** Undefined where the server does not say. */
  readContents: () => Promise<BoardContents | undefined>
  onClose: () => void
  /** Gives what went wrong, in words; empty where nothing did. */
  onPurge: (typed: string) => Promise<string>
}

/** Removing a board for good: what goes is listed, and its title is typed. */
export function PurgeDialog({ title, readContents, onClose, onPurge }: PurgeDialogProps) {
  const { t } = useLingui()
  const formId = useId()
  const input = useRef<HTMLInputElement>(null)
  // Once the dialog is open: before, nothing in it takes the keyboard.
  useEffect(() => input.current?.focus(), [])
  const contents = useContents(readContents)
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const purge = async () => {
    const isRight = sameWords(typed) === sameWords(title)
    setWrong(!isRight)
    if (!isRight) return
    setBusy(true)
    const words = await onPurge(typed)
    setBusy(false)
    setProblem(words)
    if (words === '') onClose()
  }
  return (
    <Dialog
      title={t`Delete ${title} for good?`}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Keep it in the bin`}</Button>
          <Button look="danger" type="submit" form={formId} busy={busy}>{t`Delete for good`}</Button>
        </>
      }
    >
      <p>
        <Trans>There is no way back. This is removed from the server’s disk:</Trans>
      </p>
      <ul className={styles.list}>
        <li>
          <Trans>every card, drawing and connection on the wall, and the agenda</Trans>
        </li>
        <li>
          <Plural
            value={contents?.pictures ?? 0}
            _0="pictures, of which there are none"
            one="# picture"
            other="# pictures"
          />
        </li>
        <li>
          <Plural
            value={contents?.privateRooms ?? 0}
            _0="what people write in private (nobody does now)"
            one="what # person writes in private"
            other="what # people write in private"
          />
        </li>
        <li>
          <Plural
            value={contents?.snapshots ?? 0}
            _0="the history of the board"
            one="the history of the board, with # snapshot"
            other="the history of the board, with # snapshots"
          />
        </li>
        <li>
          <Plural
            value={contents?.finishedPlans ?? 0}
            _0="finished plans, of which there are none"
            one="# finished plan"
            other="# finished plans"
          />
          {', '}
          <Plural
            value={contents?.planLinks ?? 0}
            _0="never shared by link"
            one="and the # link it was shared by"
            other="and the # links they were shared by"
          />
        </li>
        <li>
          <Trans>ballots, and the record of the session</Trans>
        </li>
        <li>
          <Plural
            value={contents?.people ?? 0}
            one="the links, and the place of # person"
            other="the links, and the places of # people"
          />
        </li>
        <li>
          <Plural
            value={contents?.connections ?? 0}
            _0="connections for programs, of which there are none"
            one="# connection for programs"
            other="# connections for programs"
          />
        </li>
      </ul>
      <p className={styles.soft}>
        <Trans>
          Files that somebody exported, copies in the browsers of those who had the board open, and backups of the
          server are not touched.
        </Trans>
      </p>
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void purge()
        }}
      >
        <TextField
          label={t`Type the title of the board to confirm`}
          help={title}
          error={isWrong ? t`This is not the title of the board.` : undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          ref={input}
          required
        />
      </form>
      {problem !== '' && <Banner tone="danger">{problem}</Banner>}
    </Dialog>
  )
}

function useContents(read: () => Promise<BoardContents | undefined>): BoardContents | undefined {
  const [contents, setContents] = useState<BoardContents>()
  const ask = useRef(read)
  useEffect(() => {
    let isCurrent = true
    void ask.current().then((found) => isCurrent && setContents(found))
    return () => {
      isCurrent = false
    }
  }, [])
  return contents
}

function sameWords(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
}
