import { picturesOf } from '../board/picture.ts'
import { asanaCsv } from './asana-csv.ts'
import { boardJson } from './board-json.ts'
import { dueDates } from './due-dates.ts'
import type { PlanFormat, PlanSource, RenderOptions } from './format.ts'
import { fileNameOf } from './file-name.ts'
import { githubIssues } from './github-issues.ts'
import { itemsCsv } from './items-csv.ts'
import { jiraCsv } from './jira-csv.ts'
import { linearCsv } from './linear-csv.ts'
import { markdown } from './markdown.ts'
import { meetings } from './meetings.ts'
import { msProject } from './ms-project.ts'
import { planJson } from './plan-json.ts'
import { report } from './report.ts'
import { stratmlPart1, stratmlPart2 } from './stratml.ts'
import { toDos } from './to-dos.ts'

/** Every way a plan can leave, in the order they are offered. A new one is a file and a line here. */
export const planFormats: readonly PlanFormat[] = [
  boardJson,
  planJson,
  markdown,
  report,
  itemsCsv,
  jiraCsv,
  asanaCsv,
  linearCsv,
  githubIssues,
  meetings,
  toDos,
  dueDates,
  msProject,
  stratmlPart1,
  stratmlPart2,
]

export function findFormat(id: string): PlanFormat | undefined {
  return planFormats.find((format) => format.id === id)
}

export interface RenderedPlan {
  text: string
  mediaType: string
  /** Safe on every file system, with its extension. */
  fileName: string
  /** Names of the pictures the format's carrier puts in; empty where it has none. */
  pictures: string[]
}

/** The plan as a file. Pure, so that it can run in a page, on a server, or in a worker. */
export function renderPlan(format: PlanFormat, source: PlanSource, options: RenderOptions = {}): RenderedPlan {
  const { mediaType, extension, render, carrier } = format
  const shown = carrier ? picturesOf(source.board.elements.values()).map(({ asset }) => asset) : []
  return {
    text: render(source, options),
    mediaType,
    fileName: fileNameOf(source.plan, format.id, extension),
    pictures: [...new Set(shown)].filter((name) => name !== ''),
  }
}
