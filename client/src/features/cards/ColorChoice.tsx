import { useLingui } from '@lingui/react/macro'
import { colors } from '@planwall/shared/board/model'
import type { Color } from '@planwall/shared/board/model'
import { colorWords } from '../../sync/color-names.ts'
import { FieldFrame } from './controls/FieldFrame.tsx'
import styles from './ColorChoice.module.css'

/** One of the wall's colours, each with its name. */
export function ColorChoice({ value, onChoose }: { value: Color | null; onChoose: (color: Color) => void }) {
  const { t, i18n } = useLingui()
  return (
    <FieldFrame label={t`Colour`} isMissing={false} group>
      {({ id }) => (
        <div className={styles.colors}>
          {colors.map((color) => (
            <label key={color} title={i18n._(colorWords[color])}>
              <input
                type="radio"
                name={id}
                aria-label={i18n._(colorWords[color])}
                checked={value === color}
                onChange={() => onChoose(color)}
              />
              <span style={{ background: `var(--pw-zone-${color}-bg)`, borderColor: `var(--pw-zone-${color}-edge)` }} />
            </label>
          ))}
        </div>
      )}
    </FieldFrame>
  )
}
