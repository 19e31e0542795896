import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { Send, Trash2, Webhook as WebhookIcon } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { callBoard } from '../../sync/board-api.ts'
import type { BoardAccess } from '../../sync/board-api.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Secret } from './Secret.tsx'
import { useConnections } from './use-connections.ts'
import { useMoment } from './use-moment.ts'
import styles from './connections.module.css'

interface Webhook {
  webhookId: string
  url: string
  createdAt: number
  createdBy: string
}

/** Addresses of other programs that are told when a plan is finished. */
export function Webhooks({ access }: { access: BoardAccess }) {
  const { t } = useLingui()
  const webhooks = useConnections<Webhook, Webhook & { secret: string }>(access, '/webhooks')
  const [url, setUrl] = useState('')
  const [made, setMade] = useState<{ url: string; secret: string }>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const webhook = await webhooks.make({ url })
    if (!webhook) return
    setMade(webhook)
    setUrl('')
  }
  return (
    <section className={styles.part}>
      <h3>
        <Trans>Addresses that are told</Trans>
      </h3>
      <p className={styles.soft}>
        <Trans>
          When a plan is finished, and when it takes the place of an earlier one, these addresses get a signed message
          (a webhook). It says which plan; the plan itself is read with a key.
        </Trans>
      </p>
      {made && <Secret title={t`Secret to check the signatures with`} secret={made.secret} what={t`the secret`} />}
      {webhooks.problem !== '' && <Banner tone="danger" title={webhooks.problem} />}
      {webhooks.list && webhooks.list.length > 0 && (
        <ul className={styles.list} aria-label={t`Addresses`}>
          {webhooks.list.map((webhook) => (
            <Entry
              key={webhook.webhookId}
              access={access}
              webhook={webhook}
              onRemove={() => {
                setMade(undefined)
                void webhooks.act('DELETE', webhook.webhookId)
              }}
            />
          ))}
        </ul>
      )}
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextField
          label={t`Address of the program`}
          placeholder="https://"
          value={url}
          maxLength={2000}
          required
          inputMode="url"
          onChange={(event) => setUrl(event.target.value)}
        />
        <Button type="submit" icon={<WebhookIcon />} busy={webhooks.busy}>
          <Trans>Add the address</Trans>
        </Button>
      </form>
    </section>
  )
}

interface Delivery {
  deliveryId: string
  event: string
  createdAt: number
  state: 'waiting' | 'delivered' | 'failed'
  attempts: number
  triedAt: number | null
  nextAt: number | null
  status: number | null
  problem: string | null
}

/** How often the log is read again while something is under way, ms. */
const againMs = 1500

function Entry({ access, webhook, onRemove }: { access: BoardAccess; webhook: Webhook; onRemove: () => void }) {
  const { t } = useLingui()
  const moment = useMoment()
  const [deliveries, setDeliveries] = useState<readonly Delivery[]>([])
  const path = `/webhooks/${webhook.webhookId}`
  const read = useCallback(async () => {
    const { value } = await callBoard<Delivery[]>(access, 'GET', `${path}/deliveries`)
    if (value) setDeliveries(value)
  }, [access, path])
  const isWaiting = deliveries.some(({ state, attempts }) => state === 'waiting' && attempts === 0)
  useEffect(() => {
    void read()
    if (!isWaiting) return undefined
    const timer = setInterval(() => void read(), againMs)
    return () => clearInterval(timer)
  }, [read, isWaiting])
  const ping = async () => {
    await callBoard(access, 'POST', `${path}/ping`)
    await read()
  }
  return (
    <li className={styles.entry}>
      <div className={styles.words}>
        <strong>{webhook.url}</strong>
        <span className={styles.soft}>
          <Trans>
            Added by {webhook.createdBy}, {moment(webhook.createdAt)}.
          </Trans>
        </span>
      </div>
      <div className={styles.acts}>
        <Button size="small" icon={<Send />} aria-label={t`Try ${webhook.url}`} onClick={() => void ping()}>
          <Trans>Try it</Trans>
        </Button>
        <Button size="small" icon={<Trash2 />} aria-label={t`Remove ${webhook.url}`} onClick={onRemove}>
          <Trans>Remove</Trans>
        </Button>
      </div>
      {deliveries.length > 0 && (
        <details className={styles.log} open={isWaiting || undefined}>
          <summary>
            <Plural value={deliveries.length} one="# message" other="# messages" />
          </summary>
          <ul>
            {deliveries.map((delivery) => (
              <li key={delivery.deliveryId}>
                <code>{delivery.event}</code> {moment(delivery.createdAt)} · <Outcome delivery={delivery} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function Outcome({ delivery: { state, attempts, nextAt, status, problem } }: { delivery: Delivery }) {
  const { t } = useLingui()
  const moment = useMoment()
  const words = problem !== null && Object.hasOwn(problemWords, problem) ? problemWords[problem] : undefined
  const why = words ? t(words) : ''
  const answer = status === null ? why : t`it answered ${status}`
  if (state === 'delivered') return <Trans>delivered</Trans>
  if (state === 'failed') {
    return (
      <span className={styles.failed}>
        <Trans>not delivered: {answer}</Trans>
      </span>
    )
  }
  if (attempts === 0 || nextAt === null) return <Trans>on its way</Trans>
  return (
    <Trans>
      not yet delivered: {answer}. Tried again {moment(nextAt)}.
    </Trans>
  )
}

const problemWords: Record<string, MessageDescriptor> = {
  'forbidden-address': msg`the address is on a local network, which this server does not call`,
  'unknown-host': msg`nobody knows this address`,
  'no-connection': msg`no connection could be made`,
  'not-secure': msg`the connection is not secure`,
  'no-answer-in-time': msg`it did not answer in time`,
  'bad-answer': msg`its answer could not be read`,
  refused: msg`it refused the message`,
}
