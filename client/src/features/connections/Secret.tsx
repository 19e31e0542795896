import { Trans, useLingui } from '@lingui/react/macro'
import { Banner } from '../../ui/Banner.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import styles from './connections.module.css'

/** Something that is shown once: nobody can look it up again. */
export function Secret({ title, secret, what }: { title: string; secret: string; what: string }) {
  const { t } = useLingui()
  return (
    <Banner tone="ok" title={title} actions={<CopyButton size="small" text={secret} what={what}>{t`Copy`}</CopyButton>}>
      <p className={styles.secret}>{secret}</p>
      <Trans>Copy it now: it is shown this once.</Trans>
    </Banner>
  )
}
