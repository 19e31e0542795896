import { i18n } from '@lingui/core'
import { Trans, useLingui } from '@lingui/react/macro'
import { readCode } from '@planwall/shared/access/join-code'
import { roleOfLink, roles } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { useEffect, useEffectEvent, useState } from 'react'
import type { FormEvent } from 'react'
import { useLocation } from 'wouter'
import { messages } from '../../locales/en/access.po'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { config } from '../config.ts'
import { errorWords } from '../error-words.ts'
import { Failure } from '../Failure.tsx'
import { PageFrame } from '../pages/PageFrame.tsx'
import { useCall } from '../use-call.ts'
import { myBoards } from '../use-my-boards.ts'
import { useTitle } from '../use-title.ts'
import { lookUpCode } from './look-up-code.ts'
import { pathOfLink } from './path-of-link.ts'
import './door.css'

i18n.load('en', messages)

/** Where a spoken code is typed; with a code from the address the way leads on by itself. */
export default function CodePage({ given }: { given: string | undefined }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const [typed, setTyped] = useState(given ?? '')
  const [isUnreadable, setUnreadable] = useState(false)
  const { busy, failure, run, clear } = useCall()
  useTitle(t`Join with a code`)
  const open = async () => {
    const link = pathOfLink(typed, window.location.origin + config.basePath)
    if (link) return navigate(link)
    const code = readCode(typed)
    setUnreadable(code === undefined)
    if (code === undefined) return
    const found = await run(() => lookUpCode(code))
    if (found) navigate(wayTo(found.boardId, found.kind, code), { replace: true })
  }
  const openGiven = useEffectEvent(() => {
    // The code is out of the address, and of what the browser remembers of it, before anything else happens.
    window.history.replaceState(window.history.state, '', `${config.basePath}j`)
    void open()
  })
  useEffect(() => {
    if (given !== undefined) openGiven()
  }, [given])
  const isUnknown = failure?.code === 'unknown-code'
  const error = isUnreadable
    ? t`A code has eight letters and digits, such as CDFH-3479.`
    : isUnknown
      ? `${t(errorWords['unknown-code'].title)} ${t(errorWords['unknown-code'].advice)}`
      : undefined
  return (
    <PageFrame narrow>
      <form
        className="page-card"
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void open()
        }}
      >
        <div className="page-card-words">
          <h1>
            <Trans>Join with a code</Trans>
          </h1>
          <p>
            <Trans>The facilitator says it, or shows it on the call’s screen.</Trans>
          </p>
        </div>
        {failure && !isUnknown && <Failure failure={failure} onRetry={() => void open()} />}
        <TextField
          className="door-code"
          label={t`Code`}
          help={t`Capital or small, with or without the hyphen. A whole link works here, too.`}
          error={error}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setUnreadable(false)
            clear()
          }}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          autoFocus
        />
        <Button type="submit" look="primary" size="large" busy={busy}>
          <Trans>Go on</Trans>
        </Button>
      </form>
    </PageFrame>
  )
}

/** Whoever is at that board already, with no less to do there, stays who they are; others go to its door. */
function wayTo(boardId: string, kind: LinkKind, code: string): string {
  const seat = myBoards.find(boardId)?.seat
  const isEnough = seat && roles.indexOf(seat.role) <= roles.indexOf(roleOfLink[kind])
  return isEnough ? `/b/${boardId}` : `/b/${boardId}#${code}`
}
