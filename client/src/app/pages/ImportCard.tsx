import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import { FileInput } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ApiError, importBoard } from '../api.ts'
import type { NewBoard } from '../api.ts'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { ownTimezone } from './own-timezone.ts'

const ImportRowsDialog = lazy(() => import('./ImportRowsDialog.tsx'))

/** A plan from elsewhere as a new board: a file, chosen or dropped here. Of a spreadsheet the columns are chosen first. */
export function ImportCard({ onImported }: { onImported: (board: NewBoard) => void }) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [fileName, setFileName] = useState('')
  const [rows, setRows] = useState<string[][] | null>(null)
  const { busy, slow, failure, run } = useCall()
  const take = async (file: File | undefined) => {
    if (!file) return
    setFileName(file.name)
    const taken = await run(() => readBoardFrom(file))
    if (Array.isArray(taken)) setRows(taken)
    else if (taken) onImported(taken)
  }
  const { card, over } = useFileDrop((file) => void take(file))
  return (
    <>
      <div ref={card} className="import-card" data-over={over}>
        <FileInput aria-hidden="true" />
        <h3>
          <Trans>Bring a plan you already have</Trans>
        </h3>
        <p>
          <Trans>
            Drop a file here: a plan, a board or a template that was exported (JSON, Markdown), a spreadsheet (CSV)
            whose columns you choose, or a StratML file, whose goals become moves.
          </Trans>
        </p>
        <input
          ref={input}
          type="file"
          accept=".json,.md,.markdown,.csv,.tsv,.txt,.xml,.stratml,application/json,text/markdown,text/csv,application/xml,text/xml"
          hidden
          aria-label={t`File to import`}
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file can be chosen again after it was mended.
            event.target.value = ''
          }}
        />
        <Button busy={busy} onClick={() => input.current?.click()}>
          {busy ? <Trans>Importing …</Trans> : <Trans>Import a file</Trans>}
        </Button>
        <p role="status">{slow && <Trans>Reading {fileName}. A long plan can take a few seconds.</Trans>}</p>
        {failure && <Failure failure={failure} />}
      </div>
      {rows && (
        <Suspense fallback={null}>
          <ImportRowsDialog
            name={fileName.replace(/\.[^.]*$/, '')}
            rows={rows}
            onClose={() => setRows(null)}
            onImported={(board) => {
              setRows(null)
              onImported(board)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/**
 * A board made of the file, or the rows of a spreadsheet. What the server would refuse for its size is not sent at all.
 */
async function readBoardFrom(file: File): Promise<NewBoard | string[][]> {
  const most = (await isJson(file)) ? limits.maxBoardFileBytes : limits.maxImportBytes
  if (file.size > most) throw new ApiError('too-large', { retry: false })
  if (!(await isSpreadsheet(file))) return await importBoard(file, ownTimezone())
  const { readCsvRows } = await import('@planwall/shared/import/csv-rows')
  const reading = readCsvRows(await textOf(file))
  if (reading.ok) return reading.rows
  const { message, path } = reading
  throw new ApiError('bad-file', { retry: false, detail: path === '' ? message : `${message} (${path})` })
}

/** Only a board with its pictures may be larger than other files. */
async function isJson(file: File): Promise<boolean> {
  return /^\uFEFF?\s*\{/.test(await file.slice(0, 100).text())
}

/** By its name, since browsers say of a CSV file whatever program opens it. */
async function isSpreadsheet(file: File): Promise<boolean> {
  if (/\.(csv|tsv|tab)$/i.test(file.name)) return true
  if (!/\.txt$/i.test(file.name)) return false
  return !/^\uFEFF?\s*(<|\{|\[|---|# )/.test(await file.slice(0, 1000).text())
}

/** Spreadsheets of older programs are not in UTF-8. */
async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  const [a, b] = new Uint8Array(bytes)
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** An element that files can be dropped on, and whether one is held over it. */
function useFileDrop(onFile: (file: File) => void) {
  const card = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const take = useRef(onFile)
  useEffect(() => {
    take.current = onFile
  })
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const hold = (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    }
    card.current?.addEventListener('dragover', hold, { signal })
    card.current?.addEventListener('dragleave', () => setOver(false), { signal })
    card.current?.addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        setOver(false)
        const file = event.dataTransfer?.files[0]
        if (file) take.current(file)
      },
      { signal },
    )
    return () => stop.abort()
  }, [])
  return { card, over }
}
