import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { readCode } from '@planwall/shared/access/join-code'
import { limits } from '@planwall/shared/protocol'
import type { Role } from '@planwall/shared/access/roles'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { Link } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { Waiting } from '../../ui/Spinner.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ApiError, lookThroughLink, takeSeat } from '../api.ts'
import type { LinkTarget, TakenSeat } from '../api.ts'
import { urlOf } from '../config.ts'
import { forgetKnock, keepKnock, readKnock } from '../door/kept-knock.ts'
import { errorWords } from '../error-words.ts'
import type { FailureCode } from '../error-words.ts'
import { Failure } from '../Failure.tsx'
import type { MySeat } from '../my-boards.ts'
import { linkKindOf } from '../share-text.ts'
import { useCall } from '../use-call.ts'
import { myBoards } from '../use-my-boards.ts'
import { useTitle } from '../use-title.ts'
import { PageFrame } from './PageFrame.tsx'

const KnockWait = lazy(() => import('../door/KnockWait.tsx'))

export interface JoinPageProps {
  boardId: string
  /** From behind the # of the link. */
  token: string
  /** The seat this browser took with another link. */
  before: MySeat | null
  onSeat: (seat: MySeat) => void
}

/** A link, a name, and in; where the link asks for it, a passcode, or a facilitator who opens. */
export function JoinPage({ boardId, token, before, onSeat }: JoinPageProps) {
  const { t } = useLingui()
  const { target, failure: badLink } = useTarget(boardId, token, before?.seatToken)
  const [name, setName] = useState(() => before?.name || myBoards.lastName())
  const [passcode, setPasscode] = useState('')
  const [tried, setTried] = useState(false)
  const [knock, setKnock] = useState(() => readKnock(boardId, token))
  const { busy, failure, run, clear } = useCall()
  const title = target?.title || myBoards.find(boardId)?.title || ''
  useTitle(title === '' ? t`Join the board` : t`Join ${title}`)

  const enter = (taken: TakenSeat, given: string) => {
    forgetKnock(boardId)
    myBoards.rememberName(given)
    const seat: MySeat = { ...taken, name: given, linkToken: token }
    // A join code ends: what this browser remembers is the link.
    const links = readCode(token) ? {} : { [linkKindOf(taken.role)]: `${urlOf(`b/${boardId}`)}#${token}` }
    myBoards.remember(boardId, { title, openedAt: Date.now(), seat, links })
    onSeat(seat)
  }
  const asksPasscode = target?.needsPasscode === true || failure?.code.startsWith('passcode') === true
  const join = async () => {
    const given = name.trim()
    setTried(true)
    if (given === '' || (asksPasscode && passcode === '')) return
    const wish = { token, name: given, ...(passcode === '' ? {} : { passcode }) }
    const answer = await run(() => takeSeat(boardId, wish, before?.seatToken))
    if (!answer) return
    if ('seatId' in answer) return enter(answer, given)
    const made = { ...answer, name: given, linkToken: token }
    keepKnock(boardId, made)
    setKnock(made)
  }
  const shown = failure ?? badLink
  const isAboutPasscode = shown?.code.startsWith('passcode') === true
  if (shown && !shown.retry && !isAboutPasscode) return <DeadEnd failure={shown} />
  if (knock) {
    return (
      <Suspense fallback={<Waiting>{t`Knocking …`}</Waiting>}>
        <KnockWait
          boardId={boardId}
          title={title}
          knock={knock}
          onAdmitted={(seat) => enter(seat, knock.name)}
          onEnd={() => {
            forgetKnock(boardId)
            clear()
            setKnock(undefined)
          }}
        />
      </Suspense>
    )
  }
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
            <RoleWords role={target?.role ?? 'participant'} withPasscode={asksPasscode} />
          </p>
          {target?.needsApproval && (
            <p>
              <Trans>
                A facilitator lets people in one by one: give your name, and you are told when the door opens.
              </Trans>
            </p>
          )}
        </div>
        {shown && !isAboutPasscode && <Failure failure={shown} onRetry={() => void join()} />}
        <TextField
          label={t`Your name`}
          help={t`As the others know you. It stands beside what you write.`}
          error={tried && name.trim() === '' ? t`Please give a name, so that the others know who you are.` : undefined}
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={limits.maxNameLength}
          autoComplete="name"
          autoFocus
          required
        />
        {asksPasscode && (
          <TextField
            label={t`Passcode`}
            help={t`This link asks for one. The facilitator can tell you what it is.`}
            error={
              failure?.code === 'passcode-wrong'
                ? t(passcodeWords(failure))
                : tried && passcode === ''
                  ? t`Please type the passcode.`
                  : undefined
            }
            value={passcode}
            onChange={(event) => {
              setPasscode(event.target.value)
              clear()
            }}
            maxLength={limits.maxPasscodeLength}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        )}
        <Button type="submit" look="primary" size="large" busy={busy}>
          {target?.needsApproval ? <Trans>Ask to come in</Trans> : <Trans>Join</Trans>}
        </Button>
      </form>
    </PageFrame>
  )
}

function passcodeWords({ triesLeft }: ApiError): MessageDescriptor {
  switch (triesLeft) {
    case undefined:
      return errorWords['passcode-wrong'].title
    case 0:
      return msg`This is not the passcode. Wait a while before the next try.`
    case 1:
      return msg`This is not the passcode. One more try, then you have to wait.`
    default:
      return msg`This is not the passcode. ${triesLeft} more tries, then you have to wait.`
  }
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
          {failure.code === 'deleted' && <p>{failure.detail}</p>}
        </div>
        <div className="page-card-ways">
          {failure.code !== 'unknown-board' && (
            <Link href="/j" className="pw-button" data-look="secondary">
              <Trans>I have a code</Trans>
            </Link>
          )}
          <Link href="/" className="pw-button" data-look="secondary">
            <Trans>Go to my boards</Trans>
          </Link>
        </div>
      </section>
    </PageFrame>
  )
}

function RoleWords({ role, withPasscode }: { role: Role; withPasscode: boolean }) {
  switch (role) {
    case 'facilitator':
      return <Trans>You will lead this board. Your name is all we ask for.</Trans>
    case 'participant':
      return withPasscode ? (
        <Trans>Your name and the passcode are all we ask for. No account, no e-mail.</Trans>
      ) : (
        <Trans>Your name is all we ask for. No account, no e-mail.</Trans>
      )
    case 'observer':
      return <Trans>You will watch without changing anything. Your name is all we ask for.</Trans>
    default:
      return role satisfies never
  }
}

/** What is behind the link. A link that leads nowhere is told before anybody types a name. */
function useTarget(
  boardId: string,
  token: string,
  seatToken: string | undefined,
): { target: LinkTarget | undefined; failure: ApiError | undefined } {
  const [state, setState] = useState<{ target: LinkTarget | undefined; failure: ApiError | undefined }>({
    target: undefined,
    failure: undefined,
  })
  useEffect(() => {
    let current = true
    lookThroughLink(boardId, token, seatToken).then(
      (target) => current && setState({ target, failure: undefined }),
      (error: unknown) => {
        if (current && error instanceof ApiError && dead.includes(error.code))
          setState({ target: undefined, failure: error })
      },
    )
    return () => {
      current = false
    }
  }, [boardId, token, seatToken])
  return state
}

/** What is wrong with the link itself. */
const dead: readonly FailureCode[] = [
  'wrong-token',
  'unknown-board',
  'deleted',
  'link-reset',
  'link-expired',
  'unknown-code',
]
