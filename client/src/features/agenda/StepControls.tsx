import { Trans, useLingui } from '@lingui/react/macro'
import { neighbour } from '@planwall/shared/session/conduct'
import { ChevronDown, ChevronLeft, ChevronRight, FastForward, Flag, Play, Square } from 'lucide-react'
import { useWholeFacilitation } from '../../sync/facilitation.ts'
import { useOrder } from '../../sync/use-order.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import styles from './StepControls.module.css'

/** Back, on, past, and the end: how a facilitator goes along the agenda. */
export function StepControls() {
  const { t } = useLingui()
  const facilitation = useWholeFacilitation()
  const { busy, order } = useOrder()
  const { run, agenda } = facilitation
  const next = neighbour(facilitation, 1)
  const before = neighbour(facilitation, -1)
  const isOpen = run.session !== null && run.session.endedAt === null
  if (agenda.length === 0 && !isOpen) return null
  if (!run.step) {
    const [first] = agenda
    return (
      <span className={styles.controls}>
        {isOpen && (
          <Button size="small" icon={<Flag />} disabled={busy} onClick={() => void order({ do: 'end-session' })}>
            <Trans>End the session</Trans>
          </Button>
        )}
        {first && !isOpen && (
          <Button
            look="primary"
            size="small"
            icon={<Play />}
            busy={busy}
            onClick={() => void order({ do: 'start-step', stepId: first.id })}
          >
            <Trans>Start the session</Trans>
          </Button>
        )}
      </span>
    )
  }
  return (
    <span className={styles.controls}>
      <IconButton
        label={before ? t`Back to: ${before.title}` : t`Back`}
        icon={<ChevronLeft />}
        size="small"
        disabled={busy || !before}
        onClick={() => void order({ do: 'back' })}
      />
      {next ? (
        <Button
          look="primary"
          size="small"
          className={styles.next}
          icon={<ChevronRight />}
          disabled={busy}
          title={t`Next: ${next.title}`}
          onClick={() => void order({ do: 'next' })}
        >
          <span>
            <Trans>Next: {next.title}</Trans>
          </span>
        </Button>
      ) : (
        <Button
          look="primary"
          size="small"
          icon={<Flag />}
          disabled={busy}
          onClick={() => void order({ do: 'end-session' })}
        >
          <Trans>End the session</Trans>
        </Button>
      )}
      <Menu label={t`More about this step`} trigger={<ChevronDown />}>
        <MenuItem icon={<FastForward />} disabled={!next} onSelect={() => void order({ do: 'skip' })}>
          {t`Skip this step`}
        </MenuItem>
        <MenuItem icon={<Square />} onSelect={() => void order({ do: 'end-step' })}>
          {t`End this step, start none`}
        </MenuItem>
        <MenuItem icon={<Flag />} onSelect={() => void order({ do: 'end-session' })}>
          {t`End the session`}
        </MenuItem>
      </Menu>
    </span>
  )
}
