import { assumptionRules } from './assumptions.ts'
import { cadenceRules } from './cadence.ts'
import { cascadeRules } from './cascade.ts'
import { contingencyRules } from './contingencies.ts'
import { decisionRules } from './decisions.ts'
import { goalRules } from './goal.ts'
import { indicatorRules } from './indicators.ts'
import { microTaskRules } from './micro-tasks.ts'
import { moveRules } from './moves.ts'
import { riskRules } from './risks.ts'
import type { Rule } from './rule.ts'
import { skillRules } from './skills.ts'
import { sourceRules } from './sources.ts'
import { strategyRules } from './strategy.ts'
import { taskRules } from './tasks.ts'
import { workloadRules } from './workload.ts'

/** Every check there is, in the order of the method's table. */
export const rules: readonly Rule[] = [
  ...goalRules,
  ...moveRules,
  ...taskRules,
  ...microTaskRules,
  ...riskRules,
  ...contingencyRules,
  ...assumptionRules,
  ...indicatorRules,
  ...cadenceRules,
  ...cascadeRules,
  ...strategyRules,
  ...skillRules,
  ...decisionRules,
  ...sourceRules,
  ...workloadRules,
]
