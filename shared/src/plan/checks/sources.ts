import { shortened } from './plan-view.ts'
import type { Rule } from './rule.ts'

export const sourceRules: readonly Rule[] = [
  {
    code: 'PRV-01',
    severity: 'error',
    /** An empty list means "typed in by hand"; only one that is missing is a fault. People stand for themselves. */
    *find(view) {
      for (const { id, cardId, kind, section, name, item } of view.items) {
        if (item.derivedFrom !== undefined || section === 'people') continue
        yield { sentence: 'PRV-01.no-source', about: { itemId: id, cardId, kind, name: shortened(name) } }
      }
    },
  },
]
