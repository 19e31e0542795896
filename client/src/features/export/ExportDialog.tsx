import type { MessageDescriptor } from '@lingui/core'
import { msg, t as tNow } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { formatUses } from '@planwall/shared/export/format'
import type { DatePattern, FormatUse, PlanFormat } from '@planwall/shared/export/format'
import { planFormats } from '@planwall/shared/export/formats'
import { Download } from 'lucide-react'
import { useId, useState } from 'react'
import { useBoard } from '../../sync/use-board.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { toast } from '../../ui/toast-store.ts'
import { downloadFormat } from './download-format.ts'
import styles from './ExportDialog.module.css'

const useWords: Record<FormatUse, MessageDescriptor> = {
  keep: msg`Keep it, and bring it back`,
  'hand-out': msg`Read it and hand it out`,
  'task-tools': msg`Go on in a task tool`,
  calendar: msg`Put it in the calendar`,
  'project-tools': msg`Go on in a project or strategy tool`,
}

const dateWords: Record<DatePattern, MessageDescriptor> = {
  iso: msg`2027-12-31`,
  mdy: msg`12/31/2027`,
  dmy: msg`31/12/2027`,
}

/** Every way the plan can leave: what each is for, and what it cannot carry. */
export default function ExportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Export`} width="wide" onClose={onClose}>
      <p className={styles.intro}>
        <Trans>The plan leaves as the wall is now. Nothing on the board changes.</Trans>
      </p>
      {formatUses.map((use) => (
        <Group key={use} title={t(useWords[use])} formats={planFormats.filter((format) => format.use === use)} />
      ))}
    </Dialog>
  )
}

function Group({ title, formats }: { title: string; formats: readonly PlanFormat[] }) {
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {formats.map((format) => (
          <Format key={format.id} format={format} />
        ))}
      </ul>
    </section>
  )
}

function Format({ format }: { format: PlanFormat }) {
  const handle = useBoard()
  const { t } = useLingui()
  const id = useId()
  const [isBusy, setBusy] = useState(false)
  const [dates, setDates] = useState(format.dates?.[0])
  const download = async () => {
    setBusy(true)
    const source = await downloadFormat(handle, format, dates ? { dates } : {})
    setBusy(false)
    if (source === 'page') toast(tNow`The server could not be reached. This is the plan as this page knows it.`, 'warn')
  }
  return (
    <li className={styles.format}>
      <div className={styles.words}>
        <h4 id={id}>{format.name}</h4>
        <p>{format.purpose}</p>
        <details>
          <summary>
            <Trans>What it cannot carry</Trans>
          </summary>
          <ul>
            {format.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </details>
      </div>
      <div className={styles.acts}>
        {format.dates && (
          <Select
            label={t`Dates in ${format.name}`}
            value={dates ?? ''}
            options={format.dates.map((pattern) => ({ id: pattern, label: t(dateWords[pattern]) }))}
            onChoose={(pattern) => setDates(pattern === '' ? undefined : pattern)}
          />
        )}
        <Button
          size="small"
          icon={<Download />}
          busy={isBusy}
          aria-label={t`Download: ${format.name}`}
          onClick={() => void download()}
        >
          <Trans>Download</Trans>
        </Button>
      </div>
    </li>
  )
}
