import { useMemo } from 'react'
import { peopleOf } from './board-view.ts'
import { useNameable } from './use-board.ts'

export interface PersonToPick {
  id: string
  name: string
  /** Tells two people of one name apart. */
  detail: string | undefined
}

/** People of the plan, by name. */
export function usePeople(): PersonToPick[] {
  const elements = useNameable()
  return useMemo(
    () => peopleOf(elements).map(({ id, text, fields }) => ({ id, name: text, detail: fields.org ?? fields.email })),
    [elements],
  )
}
