import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { select } from '../../canvas/canvas-api.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import './selection-bar.css'

/** On a small screen: what is selected, and the way to its details. */
export function SelectionBar({ count, onDetails }: { count: number; onDetails: () => void }) {
  const { t } = useLingui()
  return (
    <div className="selection-bar" role="group" aria-label={t`Selection`}>
      <span>
        <Plural value={count} one="# card selected" other="# cards selected" />
      </span>
      <Button size="small" look="primary" onClick={onDetails}>
        <Trans>Details</Trans>
      </Button>
      <IconButton size="small" label={t`Select nothing`} icon={<X />} onClick={() => select([])} />
    </div>
  )
}
