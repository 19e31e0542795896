import { useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { renameBoard } from './account-api.ts'
import { readAccount } from './account-store.ts'

/** Another title for a board of the account. */
export function RenameDialog({ boardId, title, onClose }: { boardId: string; title: string; onClose: () => void }) {
  const { t } = useLingui()
  const formId = useId()
  const input = useRef<HTMLInputElement>(null)
  // Once the dialog is open: before, nothing in it takes the keyboard.
  useEffect(() => input.current?.focus(), [])
  const [given, setGiven] = useState(title)
  const [missing, setMissing] = useState(false)
  const { busy, failure, run } = useCall()
  const rename = async () => {
    const wished = given.trim()
    setMissing(wished === '')
    if (wished === '') return
    const isDone = await run(async () => {
      await renameBoard(boardId, wished)
      await readAccount()
      return true
    })
    if (isDone) onClose()
  }
  return (
    <Dialog
      title={t`Rename ${title}`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" form={formId} busy={busy}>{t`Rename`}</Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void rename()
        }}
      >
        <TextField
          label={t`Title`}
          help={t`Everybody on the board sees it.`}
          error={missing ? t`Please give the board a title.` : undefined}
          value={given}
          onChange={(event) => setGiven(event.target.value)}
          onFocus={(event) => event.target.select()}
          maxLength={limits.maxTitleLength}
          autoComplete="off"
          ref={input}
          required
        />
      </form>
      {failure && <Failure failure={failure} onRetry={() => void rename()} />}
    </Dialog>
  )
}
