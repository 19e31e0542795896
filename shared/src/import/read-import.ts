import type { BoardDocs } from '../templates/apply.ts'
import { applyImport } from './board-from-stratml.ts'
import { applyBoardFile, isBoardFile, picturesShown, readBoardFile } from './board-file.ts'
import type { ImportContext } from './lay-out-board.ts'
import { applyPlan, isPlanFile, readPlanFile } from './plan-file.ts'
import { readJson, refused } from './read-json.ts'
import type { Refused } from './read-json.ts'
import { isMarkdownPlan, readMarkdown } from './read-markdown.ts'
import { readStratml } from './stratml.ts'
import { isTemplateFile, readTemplateImport } from './template-import.ts'

/** What a board can be made from. */
export const importKinds = ['stratml', 'plan-json', 'board-json', 'markdown', 'template'] as const
export type ImportKind = (typeof importKinds)[number]

export interface ReadImport {
  ok: true
  kind: ImportKind
  /** Pictures the file holds and the board shows, in base64, by name; absent: none. */
  pictures?: ReadonlyMap<string, string>
  /** Fills two empty documents; gives the paths of what no card can hold. */
  apply: (docs: BoardDocs, context: ImportContext, origin: unknown) => string[]
}

/**
 * Reads a file whole before anything is made of it. What it is follows from its own beginning, since names and media types
 * are often wrong. Never throws.
 */
export function readImport(text: string, newId: () => string): ReadImport | Refused {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (start === '') return refused('The file is empty.')
  if (start.startsWith('<')) return readXmlImport(text)
  if (start.startsWith('{') || start.startsWith('[')) return readJsonImport(text)
  if (isMarkdownPlan(text)) {
    const reading = readMarkdown(text, newId)
    return reading.ok
      ? { ok: true, kind: 'markdown', apply: (...to) => applyPlan(to[0], reading.plan, to[1], to[2]) }
      : reading
  }
  return refused(
    'This is none of the files a board can be made from: a plan or board as JSON, a plan as Markdown, or StratML. A spreadsheet is imported on the start page, where its columns are chosen.',
  )
}

function readXmlImport(text: string): ReadImport | Refused {
  const reading = readStratml(text)
  if (!reading.ok) return reading
  return {
    ok: true,
    kind: 'stratml',
    apply: (docs, context, origin) => {
      applyImport(docs, reading.plan, context, origin)
      return []
    },
  }
}

function readJsonImport(text: string): ReadImport | Refused {
  const json = readJson(text)
  if (!json.ok) return json
  const { value } = json
  if (isBoardFile(value)) {
    const reading = readBoardFile(value)
    if (!reading.ok) return reading
    return {
      ok: true,
      kind: 'board-json',
      pictures: picturesShown(reading.file),
      apply: (docs, { createdAt }, origin) => {
        applyBoardFile(docs, reading.file, createdAt, origin)
        return []
      },
    }
  }
  if (isTemplateFile(value)) return readTemplateImport(text)
  if (!isPlanFile(value)) {
    return refused(
      'This JSON is neither a plan nor a board nor a template: a plan has “schemaVersion”, the others have “format”.',
      '/',
    )
  }
  const reading = readPlanFile(value)
  if (!reading.ok) return reading
  return { ok: true, kind: 'plan-json', apply: (...to) => applyPlan(to[0], reading.plan, to[1], to[2]) }
}
