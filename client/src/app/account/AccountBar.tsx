import { Trans, useLingui } from '@lingui/react/macro'
import { CircleUserRound, LogOut } from 'lucide-react'
import { Menu, MenuItem, MenuNote } from '../../ui/Menu.tsx'
import { toast } from '../../ui/toast-store.ts'
import { useCall } from '../use-call.ts'
import { signOut } from './account-api.ts'
import { readAccount } from './account-store.ts'
import './account-words.ts'
import { SignInButton } from './SignInButton.tsx'
import { useAccount } from './use-account.ts'
import './account.css'

/** Who is signed in, in the header of the home page. */
export default function AccountBar() {
  const { t } = useLingui()
  const { person } = useAccount()
  const { run } = useCall()
  if (person === undefined) return null
  if (person === null) return <SignInButton />
  const leave = async () => {
    const isDone = await run(async () => {
      await signOut()
      await readAccount()
      return true
    })
    toast(isDone ? t`You are signed out in this browser.` : t`The server cannot be reached.`, isDone ? 'ok' : 'warn')
  }
  return (
    <Menu
      className="pw-button account-button"
      trigger={
        <>
          <CircleUserRound aria-hidden="true" />
          <span className="account-name">{person.name}</span>
        </>
      }
    >
      <MenuNote>{person.email ? t`Signed in as ${person.email}` : t`Signed in as ${person.name}`}</MenuNote>
      <MenuItem icon={<LogOut />} onSelect={() => void leave()}>
        <Trans>Sign out</Trans>
      </MenuItem>
    </Menu>
  )
}
