import { Trans, useLingui } from '@lingui/react/macro'
import { linkKinds } from '@planwall/shared/access/roles'
import type { LinkKind } from '@planwall/shared/access/roles'
import { Hash, Maximize2 } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { endCode, makeCode } from '../../sync/access-calls.ts'
import type { LinkState } from '../../sync/access-calls.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import '../../ui/inputs.css'
import { Select } from '../../ui/Select.tsx'
import type { MyCode } from '../my-boards.ts'
import { linkWords } from '../share-text.ts'
import { myBoards, useMyBoards } from '../use-my-boards.ts'
import { CodeOnScreen } from './CodeOnScreen.tsx'
import { QrPicture } from './QrPicture.tsx'
import { momentWords } from './time-words.ts'
import { linkOf } from './use-links.ts'
import type { Links } from './use-links.ts'
import './share.css'

/** A code that can be said on the call, typed on any device, and read off the screen by a phone's camera. */
export function CodePart({ links }: { links: Links }) {
  const { t } = useLingui()
  const kindId = useId()
  const { boardId } = useBoard().seat
  const [kind, setKind] = useState<LinkKind>('participate')
  const link = linkOf(links, kind)
  const mine = useMyBoards().find((board) => board.boardId === boardId)?.codes[kind]
  useForgetEnded(boardId, link)
  const inUse = link?.code ? Date.parse(link.code.expiresAt) : undefined
  const isMine = mine !== undefined && mine.expiresAt > links.now
  return (
    <section className="share-part share-code">
      <h3>
        <Trans>A code to say on the call</Trans>
      </h3>
      <div className="share-setting">
        <label htmlFor={kindId}>
          <Trans>Whoever types it can</Trans>
        </label>
        <Select
          id={kindId}
          value={kind}
          options={linkKinds.map((one) => ({ id: one, label: t(linkWords[one].name) }))}
          onChoose={(chosen) => chosen && setKind(chosen)}
        />
      </div>
      {isMine ? (
        <Shown kind={kind} code={mine} links={links} />
      ) : (
        <MakeCode key={kind} kind={kind} inUseUntil={inUse} links={links} />
      )}
    </section>
  )
}

/**
 * The server tells a code once. What this browser remembers of it ends when somebody else ends or replaces it, which is
 * looked at whenever the server has told anew how the link stands.
 */
function useForgetEnded(boardId: string, link: LinkState | undefined): void {
  useEffect(() => {
    const mine = link && myBoards.find(boardId)?.codes[link.kind]
    if (!mine) return
    const isInUse = link.code !== null && Date.parse(link.code.expiresAt) === mine.expiresAt
    if (!isInUse) myBoards.remember(boardId, { codes: { [link.kind]: undefined } })
  }, [boardId, link])
}

const minutes = { '15': 15, '60': 60, '240': 240, '1440': 1440 }

interface MakeCodeProps {
  kind: LinkKind
  /** Unix ms: a code that this browser does not know is in use. */
  inUseUntil: number | undefined
  links: Links
}

function MakeCode({ kind, inUseUntil, links }: MakeCodeProps) {
  const { t, i18n } = useLingui()
  const id = useId()
  const handle = useBoard()
  const [length, setLength] = useState<keyof typeof minutes>('60')
  const make = () =>
    links.act(async () => {
      const answer = await makeCode(handle, kind, minutes[length])
      if (answer.value) {
        const { code, url, expiresAt } = answer.value
        // Before the links are looked at again, which compares what is remembered with what is in use.
        myBoards.remember(handle.seat.boardId, { codes: { [kind]: { code, url, expiresAt: Date.parse(expiresAt) } } })
      }
      return answer
    })
  return (
    <>
      {inUseUntil !== undefined && inUseUntil > links.now && (
        <p className="share-hint" data-testid="code-elsewhere">
          <Trans>
            A code made in another browser works until {momentWords(inUseUntil, i18n.locale)}. It is shown only there; a
            new one ends it.
          </Trans>{' '}
          <Button size="small" disabled={links.busy} onClick={() => void links.act(() => endCode(handle, kind))}>
            <Trans>End that code</Trans>
          </Button>
        </p>
      )}
      <div className="share-setting">
        <label htmlFor={id}>
          <Trans>It works for</Trans>
        </label>
        <Select
          id={id}
          value={length}
          options={[
            { id: '15', label: t`15 minutes` },
            { id: '60', label: t`one hour` },
            { id: '240', label: t`four hours` },
            { id: '1440', label: t`one day` },
          ]}
          onChoose={(chosen) => chosen && setLength(chosen)}
        />
      </div>
      <div>
        <Button icon={<Hash />} busy={links.busy} onClick={() => void make()}>
          <Trans>Make a code</Trans>
        </Button>
      </div>
    </>
  )
}

function Shown({ kind, code, links }: { kind: LinkKind; code: MyCode; links: Links }) {
  const { t, i18n } = useLingui()
  const handle = useBoard()
  const [isLarge, setLarge] = useState(false)
  const end = async () => {
    const done = await links.act(() => endCode(handle, kind))
    if (done !== undefined) myBoards.remember(handle.seat.boardId, { codes: { [kind]: undefined } })
  }
  return (
    <>
      <div className="share-code-shown">
        <QrPicture url={code.url} />
        <div>
          <p className="share-code-letters" data-testid="join-code">
            {code.code}
          </p>
          <p className="share-hint">
            <Trans>
              Type it at <strong>{addressOf(code)}</strong>. It works until {momentWords(code.expiresAt, i18n.locale)}.
            </Trans>
          </p>
        </div>
      </div>
      <div className="share-acts">
        <Button size="small" look="primary" icon={<Maximize2 />} onClick={() => setLarge(true)}>
          <Trans>Show it large</Trans>
        </Button>
        <CopyButton size="small" text={code.url} what={t`the address with the code`}>
          {t`Copy address`}
        </CopyButton>
        <Button size="small" disabled={links.busy} onClick={() => void end()}>
          <Trans>End this code</Trans>
        </Button>
      </div>
      {isLarge && <CodeOnScreen code={code} address={addressOf(code)} onClose={() => setLarge(false)} />}
    </>
  )
}

/** Where a code is typed, as it is said: "planwall.example/j". */
function addressOf({ url }: MyCode): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname.replace(/\/[^/]*$/, '')}`
}
