import { useLingui } from '@lingui/react/macro'
import type { Role } from '@planwall/shared/access/roles'

/** What a role is called. */
export function useRoleName(): (role: Role) => string {
  const { t } = useLingui()
  return (role) => {
    switch (role) {
      case 'facilitator':
        return t`Facilitator`
      case 'participant':
        return t`Participant`
      case 'observer':
        return t`Observer`
      default:
        return role satisfies never
    }
  }
}
