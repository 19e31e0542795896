import { Trans, useLingui } from '@lingui/react/macro'
import { TriangleAlert } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'

/** One way to look at the board failed; the board itself is safe, and there is the other way. */
export function ViewCrash({ onList }: { onList: (() => void) | undefined }) {
  const { t } = useLingui()
  return (
    <EmptyState
      icon={<TriangleAlert aria-hidden="true" />}
      title={<Trans>This view could not be shown</Trans>}
      actions={
        <>
          {onList && <Button onClick={onList}>{t`Show the list`}</Button>}
          <Button look="primary" onClick={() => window.location.reload()}>{t`Reload the page`}</Button>
        </>
      }
    >
      <Trans>Nothing on the board is lost by it.</Trans>
    </EmptyState>
  )
}
