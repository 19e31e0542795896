import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { plural } from '@lingui/core/macro'
import { isCardKind } from '@planwall/shared/board/kinds'
import type { Card } from '@planwall/shared/board/model'
import type { Difference } from '@planwall/shared/unsent/differences'
import { useState } from 'react'
import { useStore } from 'zustand'
import { addTexts } from '../../sync/add-cards.ts'
import { isAllowed, verdictNow } from '../../sync/step-rules.ts'
import { useBoard } from '../../sync/use-board.ts'
import { usePrivateRoom } from '../../sync/use-private-room.ts'
import { Banner } from '../../ui/Banner.tsx'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { toast } from '../../ui/toast-store.ts'
import styles from './PrivateWriting.module.css'

/** Cards that were written in private and did not arrive before the reveal: their author decides what becomes of them. */
export function LeftOver() {
  const { t } = useLingui()
  const { leftOver } = usePrivateRoom()
  const { differences } = useStore(leftOver.state)
  const [isOpen, setOpen] = useState(false)
  const count = differences.length
  if (count === 0) return null
  return (
    <>
      <Banner
        tone="warn"
        wide
        title={
          <Plural
            value={count}
            one="# private card of yours did not arrive."
            other="# private cards of yours did not arrive."
          />
        }
        actions={<Button size="small" onClick={() => setOpen(true)}>{t`Look at them`}</Button>}
      >
        <Trans>They are kept in this browser. Nobody else has seen them.</Trans>
      </Banner>
      {isOpen && <LeftOverDialog differences={differences} onClose={() => setOpen(false)} />}
    </>
  )
}

function LeftOverDialog({ differences, onClose }: { differences: readonly Difference[]; onClose: () => void }) {
  const { t } = useLingui()
  const main = useBoard()
  const room = usePrivateRoom()
  const { handle } = useStore(room.state)
  const target = handle ?? main
  const inPrivate = handle !== null
  const cards = differences.flatMap(cardOf)
  const put = () => {
    const done = differences.filter((difference) => {
      const [card] = cardOf(difference)
      if (!card || !isCardKind(card.kind)) return true
      const { kind, text, zoneId } = card
      if (!isAllowed(verdictNow(target, { act: 'add', kind, zoneId, inPrivate }))) return false
      // No name: what was promised when it was written may have been that.
      addTexts(target, { texts: [{ text }], kind, zoneId, isAnonymous: true })
      return true
    })
    room.leftOver.remove(done)
    if (done.length > 0) toast(plural(done.length, { one: '# card put back', other: '# cards put back' }))
  }
  return (
    <Dialog
      title={t`Private cards that did not arrive`}
      onClose={onClose}
      footer={
        <>
          <Button
            look="quiet"
            onClick={() => {
              room.leftOver.dismiss()
              onClose()
            }}
          >{t`Throw away`}</Button>
          <CopyButton text={cards.map(({ text }) => text).join('\n')} what={t`the cards`}>
            {t`Copy as text`}
          </CopyButton>
          <Button look="primary" onClick={put}>
            {inPrivate ? t`Put back in private` : t`Put on the wall`}
          </Button>
        </>
      }
    >
      <p>
        {inPrivate ? (
          <Trans>They can go back to your private cards now.</Trans>
        ) : (
          <Trans>
            The others’ cards are on the wall already. Put there now, yours appear by themselves, without your name;
            those who look on may guess whose they are.
          </Trans>
        )}
      </p>
      <ul className={styles.leftOver}>
        {cards.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    </Dialog>
  )
}

function cardOf(difference: Difference): Card[] {
  return difference.of === 'element' && difference.after?.type === 'card' ? [difference.after] : []
}
