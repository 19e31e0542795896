import { useLingui } from '@lingui/react/macro'
import type { Connector } from '@planwall/shared/board/model'
import { X } from 'lucide-react'
import { memo } from 'react'
import { select } from '../../canvas/canvas-api.ts'
import { deleteAll, mayEdit } from '../../sync/card-acts.ts'
import { useBoard, useView } from '../../sync/use-board.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Folded } from './Folded.tsx'
import styles from './ZoneSection.module.css'

/** Every line of the wall as "X → Y". */
export const Connections = memo(function Connections({ connectors }: { connectors: readonly Connector[] }) {
  const { t } = useLingui()
  if (connectors.length === 0) return null
  return (
    <Folded title={t`Connections (${connectors.length})`}>
      <ul className={styles.others}>
        {connectors.map((connector) => (
          <ConnectionItem key={connector.id} connector={connector} />
        ))}
      </ul>
    </Folded>
  )
})

function ConnectionItem({ connector }: { connector: Connector }) {
  const handle = useBoard()
  const { t } = useLingui()
  const from = useEnd(connector.from)
  const to = useEnd(connector.to)
  const words = connector.text.trim() === '' ? t`${from} → ${to}` : t`${from} → ${to} (${connector.text})`
  return (
    <li>
      <button type="button" className={styles.other} onClick={() => select([connector.id])}>
        {words}
      </button>
      {mayEdit(handle) && (
        <IconButton
          size="small"
          label={t`Remove the connection ${words}`}
          icon={<X />}
          onClick={() => deleteAll(handle, [connector.id])}
        />
      )}
    </li>
  )
}

function useEnd(id: string | null): string {
  const { t } = useLingui()
  const element = useView((view) => (id === null ? undefined : view.elements.get(id)))
  if (!element) return t`nothing`
  return ('text' in element && element.text.trim()) || t`(no text)`
}
