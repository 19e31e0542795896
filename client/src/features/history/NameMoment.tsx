import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { nameMoment } from './history-calls.ts'
import { useAsk, useSay } from './said.ts'
import styles from './history.module.css'

/** Keeps what the board is now, for good and under a name. */
export function NameMoment({ onNamed }: { onNamed: () => Promise<void> }) {
  const { t: say } = useLingui()
  const handle = useBoard()
  const tell = useSay()
  const { busy, ask } = useAsk()
  const [name, setName] = useState('')
  const keep = async (event: FormEvent) => {
    event.preventDefault()
    const words = name.trim()
    if (words === '') return
    const kept = await ask(() => nameMoment(handle, words))
    if (!kept) return
    tell({ text: t`“${words}” is kept in the history.`, tone: 'ok' })
    setName('')
    await onNamed()
  }
  return (
    <form className={styles.name} onSubmit={(event) => void keep(event)}>
      <TextField
        label={say`Keep this moment as`}
        value={name}
        maxLength={120}
        placeholder={say`Before the vote`}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" size="small" icon={<Bookmark />} busy={busy} disabled={name.trim() === ''}>
        <Trans>Keep it</Trans>
      </Button>
    </form>
  )
}
