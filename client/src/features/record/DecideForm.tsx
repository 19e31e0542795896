import { Trans, useLingui } from '@lingui/react/macro'
import { Gavel } from 'lucide-react'
import { useId, useState } from 'react'
import type { FormEvent } from 'react'
import { useFacilitation } from '../../sync/facilitation.ts'
import { orderSession } from '../../sync/session-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import '../../ui/inputs.css'
import styles from './record.module.css'

/** Writes a decision in the record, as it is taken. */
export function DecideForm() {
  const { t } = useLingui()
  const id = useId()
  const handle = useBoard()
  const { busy, ask } = useOrder()
  const [text, setText] = useState('')
  const decisions = useFacilitation(({ record }) => record)
    .filter((event) => event.type === 'decided')
    .slice(-3)
  const decide = async (event: FormEvent) => {
    event.preventDefault()
    const words = text.trim()
    if (words === '') return
    const done = await ask(() => orderSession(handle, { do: 'decide', text: words }))
    if (done !== undefined) setText('')
  }
  return (
    <form className={styles.decide} onSubmit={(event) => void decide(event)}>
      <label htmlFor={id}>
        <Trans>What was decided</Trans>
      </label>
      <textarea
        id={id}
        className="pw-input"
        rows={2}
        maxLength={2000}
        value={text}
        placeholder={t`We will …`}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" size="small" icon={<Gavel />} busy={busy} disabled={text.trim() === ''}>
        <Trans>Write in the record</Trans>
      </Button>
      {decisions.length > 0 && (
        <ul className={styles.decisions}>
          {decisions.map((event) => event.type === 'decided' && <li key={event.id}>{event.text}</li>)}
        </ul>
      )}
    </form>
  )
}
