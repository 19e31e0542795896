import type { Plan } from '../plan/plan.ts'

/** "Plan for 2027!" as of 31 December is "plan-for-2027 2026-12-31.json". Never a path, never empty. */
export function fileNameOf({ name = '', provenance }: Plan, formatId: string, extension: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
    .replace(/\p{Surrogate}/gu, '')
  const day = provenance.asOf ?? provenance.exportedAt.slice(0, 10)
  const suffix = suffixes[formatId]
  return `${words || 'plan'} ${day}${suffix ? ` ${suffix}` : ''}.${extension}`
}

/** Files of one extension are told apart by a word. */
const suffixes: Record<string, string | undefined> = {
  'board-json': 'board',
  csv: 'all items',
  'jira-csv': 'jira',
  'asana-csv': 'asana',
  'linear-csv': 'linear',
  'github-jsonl': 'issues',
  'ics-meetings': 'meetings',
  'ics-todos': 'to-dos',
  'ics-due-dates': 'due dates',
  'stratml-1': 'part 1',
  'stratml-2': 'part 2',
  mspdi: 'project',
}
