import type { PlanView } from './plan-view.ts'
import type { Draft, Rule } from './rule.ts'

export const strategyRules: readonly Rule[] = [
  { code: 'STR-01', severity: 'warning', find: unanswered },
  {
    code: 'STR-02',
    severity: 'warning',
    *find({ plan }) {
      if (plan.strategy?.whereToPlay?.out.some((text) => text.trim() !== '')) return
      yield { sentence: 'STR-02.no-out', fix: { act: 'add', kind: 'choice', fields: { question: 'whereOut' } } }
    },
  },
  {
    code: 'STR-03',
    severity: 'warning',
    *find({ plan }) {
      if (plan.assumptions.some(({ mustBeTrue }) => mustBeTrue)) return
      const fix = { act: 'add', kind: 'assumption', fields: { mustBeTrue: true } } as const
      yield { sentence: 'STR-03.no-must-be-true', fix }
    },
  },
]

/** Where we play is one question; STR-02 asks for the places we leave alone. */
function* unanswered({ plan, limits }: PlanView): Generator<Draft> {
  const { winningAspiration, whereToPlay, howToWin, capabilities = [], managementSystems = [] } = plan.strategy ?? {}
  const answers = [
    { question: 'aspiration', sentence: 'STR-01.no-aspiration', texts: [winningAspiration ?? ''] },
    { question: 'whereIn', sentence: 'STR-01.no-where-in', texts: whereToPlay?.in ?? [] },
    { question: 'howToWin', sentence: 'STR-01.no-how-to-win', texts: [howToWin ?? ''] },
    { question: 'capability', sentence: 'STR-01.no-capability', texts: capabilities },
    { question: 'system', sentence: 'STR-01.no-system', texts: managementSystems },
  ] as const
  for (const { question, sentence, texts } of answers) {
    if (texts.some((text) => text.trim() !== '')) continue
    yield { sentence, fix: { act: 'add', kind: 'choice', fields: { question } } }
  }
  const count = [...answers.flatMap(({ texts }) => texts), ...(whereToPlay?.out ?? [])].join('').length
  const max = limits.strategyCharactersMax
  if (count > max) yield { sentence: 'STR-01.too-long', params: { count, max } }
}
