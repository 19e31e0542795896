import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Eye } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { canvas } from '../../canvas/canvas-api.ts'
import { follow } from '../../features/together/follow-store.ts'
import { colorOf } from '../../sync/open-board.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, MenuNote } from '../../ui/Menu.tsx'
import { useRoleName } from '../use-role-name.ts'
import { peopleHere } from './people-here.ts'
import './people-here.css'

/** Faces of those who are here; the list of all of them opens below. */
export function PeopleHere({ most }: { most: number }) {
  const { t } = useLingui()
  const roleName = useRoleName()
  const { seat, presence } = useBoard()
  const peers = useStore(presence.peers)
  const hasWall = useStore(canvas, ({ actions }) => actions !== null)
  const people = useMemo(() => peopleHere({ ...seat, color: colorOf(seat.seatId) }, peers.values()), [seat, peers])
  const faces = people.length > most ? people.slice(0, most - 1) : people
  const more = people.length - faces.length
  return (
    <Menu
      className="people-here"
      label={t`People here: ${people.length}`}
      trigger={
        <>
          {faces.map(({ key, name, color }) => (
            <Avatar key={key} name={name} color={color} named />
          ))}
          {more > 0 && <span className="people-here-more">+{more}</span>}
        </>
      }
    >
      <MenuNote>
        <Plural value={people.length} one="# person is here" other="# people are here" />
      </MenuNote>
      <ul className="people-here-list">
        {people.map(({ key, name, color, role, isMe, clientId }) => (
          <li key={key}>
            <Avatar name={name} color={color} size="small" named />
            <span className="people-here-name">{isMe ? <Trans>{name} (you)</Trans> : name}</span>
            <span className="people-here-role">{roleName(role)}</span>
            {hasWall && clientId !== null && (
              <IconButton
                label={t`See what ${name} sees`}
                icon={<Eye />}
                size="small"
                onClick={(event) => {
                  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
                  follow(clientId)
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Menu>
  )
}
