import type { BoardElement } from '@planwall/shared/board/model'
import { useEffect } from 'react'
import type { RefObject } from 'react'
import { fieldRequest, takeFieldRequest } from '../../sync/field-request.ts'

/** Puts the keyboard in the field of the selected card that somebody asked for, once it is drawn. */
export function useAskedField(body: RefObject<HTMLElement | null>, selected: readonly BoardElement[]): void {
  const cardId = selected.length === 1 ? selected[0]?.id : undefined
  useEffect(() => {
    if (cardId === undefined) return undefined
    let frame: number | undefined
    const look = () => {
      if (fieldRequest.getState().cardId !== cardId) return
      cancel()
      // The panel takes the keyboard itself when it opens: the field has it after that. Where the panel is drawn anew
      // meanwhile, the request is still there for the next.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          const field = takeFieldRequest(cardId)
          if (field !== null) focusField(body.current, field)
        })
      })
    }
    const cancel = () => {
      if (frame !== undefined) cancelAnimationFrame(frame)
    }
    look()
    const stop = fieldRequest.subscribe(look)
    return () => {
      stop()
      cancel()
    }
  }, [body, cardId])
}

function focusField(body: HTMLElement | null, field: string): void {
  const place = body?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)
  if (!place) return
  place.closest('details')?.setAttribute('open', '')
  const control = place.querySelector<HTMLElement>('input, select, textarea') ?? place.querySelector('button')
  control?.focus({ preventScroll: true })
  place.scrollIntoView({ block: 'center' })
}
