import { useLingui } from '@lingui/react/macro'
import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import type { ButtonProps } from './Button.tsx'

export interface CopyButtonProps extends Pick<ButtonProps, 'look' | 'size'> {
  text: string
  /** What is copied, for those who hear the button and not what stands beside it. */
  what: string
  children: string
}

/** Copies a text and says so; where the browser forbids it, says that instead. */
export function CopyButton({ text, what, children, ...look }: CopyButtonProps) {
  const { t } = useLingui()
  const [state, setState] = useState<'ready' | 'copied' | 'refused'>('ready')
  useEffect(() => {
    if (state === 'ready') return undefined
    const timer = setTimeout(() => setState('ready'), 4000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => setState((await copyText(text)) ? 'copied' : 'refused')
  return (
    <>
      <Button
        {...look}
        icon={state === 'copied' ? <Check /> : <Copy />}
        aria-label={`${children}: ${what}`}
        onClick={() => void copy()}
      >
        {state === 'copied' ? t`Copied` : state === 'refused' ? t`Select and copy it` : children}
      </Button>
      <span className="pw-hidden" role="status">
        {state === 'copied' ? t`Copied: ${what}` : ''}
      </span>
    </>
  )
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** The old way, for pages without TLS, where the clipboard is not offered. Inside a dialog, so that it can be selected. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement
  const box = document.createElement('textarea')
  box.value = text
  box.style.position = 'fixed'
  box.style.opacity = '0'
  const host = before?.closest('dialog') ?? document.body
  host.append(box)
  box.select()
  const done = document.execCommand('copy')
  box.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}
