import { Trans } from '@lingui/react/macro'
import { Banner } from '../../ui/Banner.tsx'
import { config } from '../config.ts'
import './account-words.ts'
import { SignInButton } from './SignInButton.tsx'
import { useAccount } from './use-account.ts'

/** Who may start boards here, where that is not everybody. */
export default function WhoMayStart() {
  switch (config.createBoards) {
    case 'passphrase':
      return (
        <p className="account-hint">
          <Trans>Starting a board takes the passphrase of this server. Joining one by its link takes none.</Trans>
        </p>
      )
    case 'sign-in':
      return <SignInHint />
    default:
      return (
        <Banner tone="warn" title={<Trans>Nobody can start boards on this server yet.</Trans>}>
          <Trans>
            Whoever runs it has to say who may, by the setting CREATE_BOARDS. Joining a board by its link works.
          </Trans>
        </Banner>
      )
  }
}

function SignInHint() {
  const { person } = useAccount()
  if (person !== null) return null
  return (
    <Banner tone="info" title={<Trans>Sign in to start a board.</Trans>} actions={<SignInButton look="primary" />}>
      <Trans>Joining a board by its link needs no account.</Trans>
    </Banner>
  )
}
