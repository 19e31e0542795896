import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@planwall/shared/protocol'
import { FileInput } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ApiError, importBoard } from '../api.ts'
import type { NewBoard } from '../api.ts'
import { Failure } from '../Failure.tsx'
import { useCall } from '../use-call.ts'
import { ownTimezone } from './own-timezone.ts'

/** A plan from elsewhere as a new board: a StratML file, chosen or dropped here. */
export function ImportCard({ onImported }: { onImported: (board: NewBoard) => void }) {
  const { t } = useLingui()
  const input = useRef<HTMLInputElement>(null)
  const [fileName, setFileName] = useState('')
  const { busy, slow, failure, run } = useCall()
  const take = async (file: File | undefined) => {
    if (!file) return
    setFileName(file.name)
    const board = await run(() => readBoardFrom(file))
    if (board) onImported(board)
  }
  const { card, over } = useFileDrop((file) => void take(file))
  return (
    <div ref={card} className="import-card" data-over={over}>
      <FileInput aria-hidden="true" />
      <h3>
        <Trans>Bring a plan you already have</Trans>
      </h3>
      <p>
        <Trans>
          Drop a StratML file here: its goals become moves, its objectives become tasks, and nothing of its text is
          changed.
        </Trans>
      </p>
      <input
        ref={input}
        type="file"
        accept=".xml,.stratml,application/xml,text/xml"
        hidden
        aria-label={t`StratML file`}
        onChange={(event) => {
          void take(event.target.files?.[0])
          // The same file can be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      <Button busy={busy} onClick={() => input.current?.click()}>
        {busy ? <Trans>Importing …</Trans> : <Trans>Import a StratML file</Trans>}
      </Button>
      <p role="status">{slow && <Trans>Reading {fileName}. A long plan can take a few seconds.</Trans>}</p>
      {failure && <Failure failure={failure} />}
    </div>
  )
}

/** What the server would refuse for its size is not sent at all. */
function readBoardFrom(file: File): Promise<NewBoard> {
  if (file.size > limits.maxImportBytes) return Promise.reject(new ApiError('too-large', { retry: false }))
  return importBoard(file, ownTimezone())
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
