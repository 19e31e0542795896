import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import type { Role } from '@planwall/shared/access/roles'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ApiError, lookThroughLink, takeSeat } from '../api.ts'
import type { LinkTarget } from '../api.ts'
import { urlOf } from '../config.ts'
import { errorWords } from '../error-words.ts'
import { Failure } from '../Failure.tsx'
import type { MySeat } from '../my-boards.ts'
import { linkKindOf } from '../share-text.ts'
import { useCall } from '../use-call.ts'
import { myBoards } from '../use-my-boards.ts'
import { useTitle } from '../use-title.ts'
import { PageFrame } from './PageFrame.tsx'

export interface JoinPageProps {
  boardId: string
  /** From behind the # of the link. */
  token: string
  /** The seat this browser took with another link. */
  before: MySeat | null
  onSeat: (seat: MySeat) => void
}

/** A link, a name, and in. */
export function JoinPage({ boardId, token, before, onSeat }: JoinPageProps) {
  const { t } = useLingui()
  const { target, failure: badLink } = useTarget(boardId, token)
  const [name, setName] = useState(() => before?.name || myBoards.lastName())
  const [missing, setMissing] = useState(false)
  const { busy, failure, run } = useCall()
  const title = target?.title || myBoards.find(boardId)?.title || ''
  useTitle(title === '' ? t`Join the board` : t`Join ${title}`)

  const join = async () => {
    const given = name.trim()
    setMissing(given === '')
    if (given === '') return
    const taken = await run(() => takeSeat(boardId, { token, name: given }, before?.seatToken))
    if (!taken) return
    const seat: MySeat = { ...taken, name: given, linkToken: token }
    myBoards.rememberName(given)
    const url = `${urlOf(`b/${boardId}`)}#${token}`
    myBoards.remember(boardId, { title, openedAt: Date.now(), seat, links: { [linkKindOf(taken.role)]: url } })
    onSeat(seat)
  }
  const shown = failure ?? badLink
  if (shown && !shown.retry) return <DeadEnd failure={shown} />
  return (
    <PageFrame narrow>
      <form
        className="page-card"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void join()
        }}
      >
        <div className="page-card-words">
          <h1>{title === '' ? <Trans>Join the board</Trans> : <Trans>Join {title}</Trans>}</h1>
          <p>
            <RoleWords role={target?.role ?? 'participant'} />
          </p>
        </div>
        {shown && <Failure failure={shown} onRetry={() => void join()} />}
        <TextField
          label={t`Your name`}
          help={t`As the others know you. It stands beside what you write.`}
          error={missing ? t`Please give a name, so that the others know who you are.` : undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={limits.maxNameLength}
          autoComplete="name"
          autoFocus
          required
        />
        <Button type="submit" look="primary" size="large" busy={busy}>
          <Trans>Join</Trans>
        </Button>
      </form>
    </PageFrame>
  )
}

/** A link that lets nobody in: what to do instead. */
function DeadEnd({ failure }: { failure: ApiError }) {
  const { t } = useLingui()
  const { title, advice } = errorWords[failure.code]
  return (
    <PageFrame narrow>
      <section className="page-card" role="alert">
        <div className="page-card-words">
          <h1>{t(title)}</h1>
          <p>{t(advice)}</p>
        </div>
        <Link href="/" className="pw-button" data-look="secondary">
          <Trans>Go to my boards</Trans>
        </Link>
      </section>
    </PageFrame>
  )
}

function RoleWords({ role }: { role: Role }) {
  switch (role) {
    case 'facilitator':
      return <Trans>You will lead this board. Your name is all we ask for.</Trans>
    case 'participant':
      return <Trans>Your name is all we ask for. No account, no e-mail.</Trans>
    case 'observer':
      return <Trans>You will watch without changing anything. Your name is all we ask for.</Trans>
    default:
      return role satisfies never
  }
}

/** What is behind the link. A link that leads nowhere is told before anybody types a name. */
function useTarget(boardId: string, token: string): { target: LinkTarget | undefined; failure: ApiError | undefined } {
  const [state, setState] = useState<{ target: LinkTarget | undefined; failure: ApiError | undefined }>({
    target: undefined,
    failure: undefined,
  })
  useEffect(() => {
    let current = true
    lookThroughLink(boardId, token).then(
      (target) => current && setState({ target, failure: undefined }),
      (error: unknown) => {
        const isFinal = error instanceof ApiError && (error.code === 'wrong-token' || error.code === 'unknown-board')
        if (current && isFinal) setState({ target: undefined, failure: error })
      },
    )
    return () => {
      current = false
    }
  }, [boardId, token])
  return state
}
