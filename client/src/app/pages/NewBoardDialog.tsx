import { useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { createBoard } from '../api.ts'
import type { NewBoard } from '../api.ts'
import { Failure } from '../Failure.tsx'
import type { TemplateCard } from '../template-card.ts'
import { useCall } from '../use-call.ts'
import { ownTimezone } from './own-timezone.ts'

export interface NewBoardDialogProps {
  template: TemplateCard
  onClose: () => void
  onMade: (board: NewBoard) => void
}

/** The second click: a title is there already, Enter takes it. */
export function NewBoardDialog({ template, onClose, onMade }: NewBoardDialogProps) {
  const { t, i18n } = useLingui()
  const formId = useId()
  const [title, setTitle] = useState(() => {
    const today = new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month: 'long' }).format(new Date())
    return t`${template.name}, ${today}`
  })
  const [missing, setMissing] = useState(false)
  const { busy, failure, run } = useCall()
  const create = async () => {
    const given = title.trim()
    setMissing(given === '')
    if (given === '') return
    const board = await run(() => createBoard({ title: given, templateId: template.id, timezone: ownTimezone() }))
    if (board) onMade(board)
  }
  return (
    <Dialog
      title={t`New board: ${template.name}`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Cancel`}</Button>
          <Button look="primary" type="submit" form={formId} busy={busy}>{t`Create the board`}</Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        <TextField
          label={t`Title`}
          help={t`Everybody on the board sees it. It can be changed later.`}
          error={missing ? t`Please give the board a title.` : undefined}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          onFocus={(event) => event.target.select()}
          maxLength={limits.maxTitleLength}
          autoComplete="off"
          autoFocus
          required
        />
      </form>
      {failure && <Failure failure={failure} onRetry={() => void create()} />}
    </Dialog>
  )
}
