import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import { useId, useState } from 'react'
import { removeSeat, renameSeat } from '../../sync/access-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { toast } from '../../ui/toast-store.ts'
import type { PersonRow } from './people-rows.ts'

export interface PersonDialogProps {
  what: 'rename' | 'remove'
  row: PersonRow
  onClose: () => void
  /** Something was changed: the list is out of date. */
  onDone: () => void
}

/** What is asked before somebody is renamed or removed; fetched when it is first needed. */
export default function PersonDialog(props: PersonDialogProps) {
  return props.what === 'remove' ? <RemoveDialog {...props} /> : <RenameDialog {...props} />
}

/** Another name for somebody, on every device of theirs. */
function RenameDialog({ row, onClose, onDone }: PersonDialogProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const formId = useId()
  const { busy, ask } = useOrder()
  const [name, setName] = useState(row.name)
  const [isMissing, setMissing] = useState(false)
  const rename = async () => {
    const given = name.trim()
    setMissing(given === '')
    if (given === '') return
    for (const seatId of row.seatIds) {
      if ((await ask(() => renameSeat(handle, seatId, given))) === undefined) return
    }
    onDone()
    onClose()
  }
  return (
    <Dialog
      title={t`Another name for ${row.name}`}
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
          label={t`Name`}
          help={t`Everybody sees it from now on, ${row.name} too.`}
          error={isMissing ? t`Please give a name.` : undefined}
          value={name}
          maxLength={limits.maxNameLength}
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setName(event.target.value)}
        />
      </form>
    </Dialog>
  )
}

/** Asks before somebody is taken off the board, and says what that does and what it does not. */
function RemoveDialog({ row, onClose, onDone }: PersonDialogProps) {
  const { t } = useLingui()
  const handle = useBoard()
  const { busy, ask } = useOrder()
  const { name } = row
  const remove = async () => {
    for (const seatId of row.seatIds) {
      if ((await ask(() => removeSeat(handle, seatId))) === undefined) return onDone()
    }
    toast(t`${name} was removed from the board.`)
    onDone()
    onClose()
  }
  return (
    <Dialog
      title={t`Remove ${name} from this board?`}
      width="narrow"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>{t`Keep`}</Button>
          <Button look="danger" busy={busy} onClick={() => void remove()}>{t`Remove`}</Button>
        </>
      }
    >
      <p>
        <Trans>
          The board closes for {name} at once, on every device, and says that a facilitator did it. What {name} wrote on
          the wall stays.
        </Trans>
      </p>
      <p>
        <Trans>
          Whoever still has a link can come back with it. To keep {name} out, also make that link a new one under Share.
        </Trans>
      </p>
    </Dialog>
  )
}
