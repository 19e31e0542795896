import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { formatUses } from '@planwall/shared/export/format'
import type { DatePattern, FormatUse, PlanFormat, RenderOptions } from '@planwall/shared/export/format'
import { planFormats } from '@planwall/shared/export/formats'
import { Download as DownloadIcon } from 'lucide-react'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
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

/** Saves the plan as a file, and says so where that did not work as it should. Never rejects. */
export type Download = (format: PlanFormat, options: RenderOptions) => Promise<void>

export interface ExportDialogProps {
  /** Which plan leaves. */
  intro: ReactNode
  download: Download
  onClose: () => void
}

/** Every way the plan can leave: what each is for, and what it cannot carry. */
export default function ExportDialog({ intro, download, onClose }: ExportDialogProps) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Export`} width="wide" onClose={onClose}>
      <p className={styles.intro}>{intro}</p>
      {formatUses.map((use) => (
        <Group
          key={use}
          title={t(useWords[use])}
          formats={planFormats.filter((format) => format.use === use)}
          download={download}
        />
      ))}
    </Dialog>
  )
}

interface GroupProps {
  title: string
  formats: readonly PlanFormat[]
  download: Download
}

function Group({ title, formats, download }: GroupProps) {
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>
        {formats.map((format) => (
          <Format key={format.id} format={format} download={download} />
        ))}
      </ul>
    </section>
  )
}

function Format({ format, download }: { format: PlanFormat; download: Download }) {
  const { t } = useLingui()
  const id = useId()
  const [isBusy, setBusy] = useState(false)
  const [dates, setDates] = useState(format.dates?.[0])
  const save = async () => {
    setBusy(true)
    await download(format, dates ? { dates } : {})
    setBusy(false)
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
          icon={<DownloadIcon />}
          busy={isBusy}
          aria-label={t`Download: ${format.name}`}
          onClick={() => void save()}
        >
          <Trans>Download</Trans>
        </Button>
      </div>
    </li>
  )
}
