import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

export interface DeleteDialogProps {
  title: string
  onClose: () => void
  /** Gives what went wrong, in words; empty where nothing did. */
  onDelete: () => Promise<string>
}

/** Deleting a board, which can be undone for a while. */
export function DeleteDialog({ title, onClose, onDelete }: DeleteDialogProps) {
  const { t } = useLingui()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const remove = async () => {
    setBusy(true)
    const words = await onDelete()
    setBusy(false)
    setProblem(words)
    if (words === '') onClose()
  }
  return (
    <Dialog
      title={t`Delete ${title}?`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Keep it`}</Button>
          <Button look="danger" busy={busy} onClick={() => void remove()}>{t`Delete the board`}</Button>
        </>
      }
    >
      <p>
        <Trans>
          The board closes for everybody who has it open, and none of its links opens it any more, those to finished
          plans included.
        </Trans>
      </p>
      <p>
        <Trans>
          It rests in the bin for a while. Until then you, its facilitators and its owner can bring it back as it was:
          open it again to do so.
        </Trans>
      </p>
      {problem !== '' && <Banner tone="danger">{problem}</Banner>}
    </Dialog>
  )
}
