import { Trans, useLingui } from '@lingui/react/macro'
import { changeStep } from '@planwall/shared/session/agenda'
import { currentStep } from '@planwall/shared/session/facilitation'
import { Check, Crosshair, Hand, MousePointer2, Pause, Play, UsersRound, X } from 'lucide-react'
import { useStore } from 'zustand'
import { canvas } from '../../canvas/canvas-api.ts'
import { useFacilitation } from '../../sync/facilitation.ts'
import { useBoard } from '../../sync/use-board.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Menu, MenuItem, MenuNote } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast-store.ts'

/** What a facilitator does with everybody at once. */
export function TogetherMenu() {
  const { t } = useLingui()
  const handle = useBoard()
  const { order } = useOrder()
  const step = useFacilitation(currentStep)
  const { pause, floor, readyCheck, summon, cursorsHidden } = useFacilitation(({ run }) => run)
  const actions = useStore(canvas, (state) => state.actions)
  const bringHere = () => {
    const area = actions?.viewArea()
    if (!area) return
    const { x, y, w, h } = area
    void order({ do: 'summon', target: { x, y, w, h } }).then(() => toast(t`Everybody is shown what you see.`))
  }
  return (
    <Menu label={t`Everybody`} trigger={<UsersRound />}>
      <MenuNote>
        <Trans>Everybody</Trans>
      </MenuNote>
      <MenuItem icon={<Crosshair />} disabled={!actions} onSelect={bringHere}>
        {t`Bring everyone to me`}
      </MenuItem>
      {summon && (
        <MenuItem icon={<X />} onSelect={() => void order({ do: 'summon', target: null })}>
          {t`Let them go their own way`}
        </MenuItem>
      )}
      <MenuItem icon={pause ? <Play /> : <Pause />} onSelect={() => void order({ do: pause ? 'resume' : 'pause' })}>
        {pause ? t`Resume the session` : t`Pause the session`}
      </MenuItem>
      <MenuItem icon={<Check />} onSelect={() => void order({ do: readyCheck ? 'end-ready' : 'ask-ready' })}>
        {readyCheck ? t`End the ready check` : t`Ask who is ready`}
      </MenuItem>
      {floor ? (
        <MenuItem icon={<X />} onSelect={() => void order({ do: 'close-floor' })}>
          {t`End the round of speaking`}
        </MenuItem>
      ) : (
        <MenuItem icon={<Hand />} onSelect={() => void order({ do: 'open-floor', first: null })}>
          {t`Give the floor in random order`}
        </MenuItem>
      )}
      <MenuItem
        icon={<MousePointer2 />}
        checked={cursorsHidden !== null}
        onSelect={() => void order({ do: cursorsHidden ? 'show-cursors' : 'hide-cursors' })}
      >
        {t`Hide everybody's cursors`}
      </MenuItem>
      {step && !step.rules.cursors && (
        <MenuItem
          icon={<MousePointer2 />}
          onSelect={() =>
            changeStep(handle.session, step.id, { rules: { ...step.rules, cursors: true } }, handle.origin)
          }
        >
          {t`Let this step show cursors`}
        </MenuItem>
      )}
    </Menu>
  )
}
