import { i18n } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { DoorClosed, DoorOpen, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { messages } from '../../locales/en/access.po'
import { Button } from '../../ui/Button.tsx'
import type { ApiError, TakenSeat } from '../api.ts'
import { errorWords } from '../error-words.ts'
import { PageFrame } from '../pages/PageFrame.tsx'
import { useTitle } from '../use-title.ts'
import type { MyKnock } from './kept-knock.ts'
import { waitAtDoor } from './wait-at-door.ts'
import './door.css'

i18n.load('en', messages)

export interface KnockWaitProps {
  boardId: string
  /** Of the board. */
  title: string
  knock: MyKnock
  onAdmitted: (seat: TakenSeat) => void
  /** Back to the name: to knock again, or to let it be. */
  onEnd: () => void
}

/** Waiting to be let in, and what came of it. */
export default function KnockWait({ boardId, title, knock, onAdmitted, onEnd }: KnockWaitProps) {
  const { t } = useLingui()
  const [answer, setAnswer] = useState<'refused' | ApiError>()
  const [isThere, setThere] = useState(true)
  const admitted = useRef(onAdmitted)
  useEffect(() => {
    admitted.current = onAdmitted
  })
  useEffect(
    () =>
      waitAtDoor(boardId, knock, {
        onAdmitted: (seat) => admitted.current(seat),
        onRefused: () => setAnswer('refused'),
        onFailure: setAnswer,
        onLine: setThere,
      }),
    [boardId, knock],
  )
  const board = title || t`the board`
  useTitle(answer ? t`Not let in` : t`Waiting to be let in`)
  const Icon = answer ? DoorClosed : isThere ? DoorOpen : TriangleAlert
  return (
    <PageFrame narrow>
      <section className="page-card door" data-testid="door">
        <Icon aria-hidden="true" className="door-icon" data-waits={!answer && isThere} />
        {/* There from the start, so that the answer is read out. */}
        <div className="page-card-words" role="status">
          <h1>
            {answer === 'refused' ? (
              <Trans>You were not let in this time</Trans>
            ) : answer ? (
              <EndedTitle failure={answer} />
            ) : (
              <Trans>You have knocked at {board}</Trans>
            )}
          </h1>
          <p>
            {answer === 'refused' ? (
              <Trans>A facilitator said “not now”. Ask on the call, then knock again.</Trans>
            ) : answer ? (
              <EndedWords failure={answer} />
            ) : isThere ? (
              <Trans>
                The facilitators see that {knock.name} is waiting. Leave this page open: the board opens by itself.
              </Trans>
            ) : (
              <Trans>The server cannot be reached at the moment. This page goes on trying.</Trans>
            )}
          </p>
        </div>
        <div className="page-card-ways">
          {answer ? (
            <Button look="primary" onClick={onEnd}>
              <Trans>Knock again</Trans>
            </Button>
          ) : (
            <Button onClick={onEnd}>
              <Trans>Do not wait</Trans>
            </Button>
          )}
        </div>
      </section>
    </PageFrame>
  )
}

function EndedTitle({ failure }: { failure: ApiError }) {
  const { t } = useLingui()
  return failure.code === 'wrong-token' ? <Trans>Please knock again</Trans> : t(errorWords[failure.code].title)
}

function EndedWords({ failure }: { failure: ApiError }) {
  const { t } = useLingui()
  // Nobody waits under this knock any more: the server was started again, or this page slept too long.
  if (failure.code === 'wrong-token') return <Trans>You waited too long, or the server was started again.</Trans>
  return t(errorWords[failure.code].advice)
}
