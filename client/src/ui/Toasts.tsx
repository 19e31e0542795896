import { useLingui } from '@lingui/react/macro'
import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { dismissToast, toasts } from './toast-store.ts'
import './toasts.css'

/** The place where short messages appear. Rendered once; it is there before its first message so that it is read out. */
export function Toasts() {
  const { t } = useLingui()
  const shown = useStore(toasts, (state) => state.shown)
  return (
    <div className="pw-toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, tone, action }) => (
        <p key={id} className="pw-toast" data-tone={tone}>
          {tone === 'ok' ? <CircleCheck aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}
          <span>{text}</span>
          {action && (
            <Button
              size="small"
              onClick={() => {
                dismissToast(id)
                action.onPress()
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton label={t`Dismiss`} icon={<X />} size="small" onClick={() => dismissToast(id)} />
        </p>
      ))}
    </div>
  )
}
