import { plural } from '@lingui/core/macro'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { differenceKey } from '@planwall/shared/unsent/differences'
import type { Difference } from '@planwall/shared/unsent/differences'
import { useId, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { outlookFor, putBackChanges } from '../../sync/put-back-changes.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast-store.ts'
import { actWords, differencesAsText, differenceWords, namesFor } from '../../sync/difference-words.ts'
import type { Names } from '../../sync/difference-words.ts'
import './set-aside.css'

/** Every change that could not be sent, in words: to be put back, copied or thrown away. */
export function SetAsideDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const handle = useBoard()
  const { differences } = useStore(handle.setAside.state)
  const elements = useView((view) => view.elements)
  const zones = useView((view) => view.session.zones)
  const names = useMemo(() => namesFor(differences, { elements, zones }), [differences, elements, zones])
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set())
  const chosen = differences.filter((one) => !left.has(differenceKey(one)))
  const possible = chosen.filter((one) => outlookFor(handle, one) === 'done')
  const toggle = (difference: Difference) => {
    const key = differenceKey(difference)
    const next = new Set(left)
    if (!next.delete(key)) next.add(key)
    setLeft(next)
  }
  const end = (isOver: boolean) => {
    if (isOver) onClose()
  }
  const put = () => {
    const count = putBackChanges(handle, possible).length
    toast(plural(count, { one: '# change put back', other: '# changes put back' }))
    end(count === differences.length)
  }
  const throwAway = () => {
    const { reason } = handle.setAside.state.getState()
    handle.setAside.remove(chosen)
    toast(plural(chosen.length, { one: '# change thrown away', other: '# changes thrown away' }), 'ok', {
      label: t`Keep after all`,
      onPress: () => reason && handle.setAside.add(reason, chosen),
    })
    end(chosen.length === differences.length)
  }
  return (
    <Dialog
      title={t`Changes that could not be sent`}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" className="set-aside-throw" disabled={chosen.length === 0} onClick={throwAway}>
            {t`Throw away`}
          </Button>
          <CopyButton text={differencesAsText(chosen, names)} what={t`the chosen changes`}>
            {t`Copy as text`}
          </CopyButton>
          <Button look="primary" disabled={possible.length === 0} onClick={put}>
            <Plural value={possible.length} _0="Put back" one="Put back # change" other="Put back # changes" />
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          They are made again on the board as it is now. What others have written meanwhile stays; what others have
          deleted stays deleted.
        </Trans>
      </p>
      <ul className="set-aside">
        {differences.map((difference) => (
          <Change
            key={differenceKey(difference)}
            difference={difference}
            names={names}
            isChosen={!left.has(differenceKey(difference))}
            onToggle={() => toggle(difference)}
          />
        ))}
      </ul>
    </Dialog>
  )
}

interface ChangeProps {
  difference: Difference
  names: Names
  isChosen: boolean
  onToggle: () => void
}

function Change({ difference, names, isChosen, onToggle }: ChangeProps) {
  const { i18n } = useLingui()
  const detailsId = useId()
  const { act, title, details } = differenceWords(difference, names)
  return (
    <li>
      <label>
        <input type="checkbox" checked={isChosen} onChange={onToggle} aria-describedby={detailsId} />
        <span className="set-aside-act" data-act={act}>
          {i18n._(actWords[act])}
        </span>
        <span className="set-aside-title">{title}</span>
      </label>
      <div id={detailsId} className="set-aside-details">
        {details.map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
        <Hindrance difference={difference} />
      </div>
    </li>
  )
}

/** Why a change cannot be put back, where it cannot. */
function Hindrance({ difference }: { difference: Difference }) {
  const outlook = outlookFor(useBoard(), difference)
  switch (outlook) {
    case 'done':
    case 'already-so':
      return null
    case 'gone':
      return (
        <p className="set-aside-hindrance">
          <Trans>It was deleted meanwhile and stays deleted. You can copy your words.</Trans>
        </p>
      )
    case 'not-possible':
      return (
        <p className="set-aside-hindrance">
          <Trans>This version of the page cannot make it again. You can copy your words.</Trans>
        </p>
      )
    case 'not-allowed':
      return (
        <p className="set-aside-hindrance">
          <Trans>You may not change this at the moment. You can copy your words.</Trans>
        </p>
      )
    default:
      return outlook satisfies never
  }
}
