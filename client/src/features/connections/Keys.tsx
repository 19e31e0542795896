import { Trans, useLingui } from '@lingui/react/macro'
import { KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { FormEvent } from 'react'
import type { BoardAccess } from '../../sync/board-api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Secret } from './Secret.tsx'
import { useConnections } from './use-connections.ts'
import { useMoment } from './use-moment.ts'
import styles from './connections.module.css'

interface Key {
  tokenId: string
  name: string
  createdAt: number
  createdBy: string
  usedAt: number | null
}

/** Keys with which other programs read the plans of this board. */
export function Keys({ access }: { access: BoardAccess }) {
  const { t } = useLingui()
  const moment = useMoment()
  const keys = useConnections<Key, Key & { token: string }>(access, '/tokens')
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ name: string; token: string }>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const key = await keys.make({ name })
    if (!key) return
    setMade(key)
    setName('')
  }
  return (
    <section className={styles.part}>
      <h3>
        <Trans>Keys to read plans</Trans>
      </h3>
      <p className={styles.soft}>
        <Trans>
          A program with a key reads the plan, the finished plans and what changed between them. It changes nothing and
          sees nothing else.
        </Trans>
      </p>
      {made && <Secret title={t`Key “${made.name}”`} secret={made.token} what={t`the key`} />}
      {keys.problem !== '' && <Banner tone="danger" title={keys.problem} />}
      {keys.list && keys.list.length > 0 && (
        <ul className={styles.list} aria-label={t`Keys`}>
          {keys.list.map((key) => (
            <li key={key.tokenId} className={styles.entry}>
              <div className={styles.words}>
                <strong>{key.name}</strong>
                <span className={styles.soft}>
                  <Trans>
                    Made by {key.createdBy}, {moment(key.createdAt)}.
                  </Trans>{' '}
                  {key.usedAt === null ? <Trans>Never used.</Trans> : <Trans>Last used {moment(key.usedAt)}.</Trans>}
                </span>
              </div>
              <Button
                size="small"
                icon={<Trash2 />}
                aria-label={t`Revoke the key ${key.name}`}
                onClick={() => {
                  setMade(undefined)
                  void keys.act('DELETE', key.tokenId)
                }}
              >
                <Trans>Revoke</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t`What the key is for`}
          placeholder={t`For example: our reporting`}
          value={name}
          maxLength={80}
          required
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" icon={<KeyRound />} busy={keys.busy}>
          <Trans>Make a key</Trans>
        </Button>
      </form>
    </section>
  )
}
