import { useLingui } from '@lingui/react/macro'
import { can } from '@planwall/shared/access/roles'
import {
  CircleQuestionMark,
  ClipboardList,
  DoorOpen,
  Download,
  Ellipsis,
  History,
  Rewind,
  House,
  LayoutTemplate,
  Monitor,
  Moon,
  Plug,
  Share2,
  Sun,
  Trash2,
} from 'lucide-react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { requestDelete } from '../../sync/delete-request.ts'
import { requestConnections } from '../../sync/connections-request.ts'
import { requestExport } from '../../sync/export-request.ts'
import { requestHistory } from '../../sync/history-request.ts'
import { requestTemplate } from '../../sync/template-request.ts'
import { useBoard } from '../../sync/use-board.ts'
import { Menu, MenuItem, MenuNote } from '../../ui/Menu.tsx'
import { chooseTheme, theme, themeChoices } from '../../ui/theme.ts'
import type { ThemeChoice } from '../../ui/theme.ts'

const themeIcons = { system: Monitor, light: Sun, dark: Moon }

export interface BoardMenuProps {
  onShare: () => void
  onHelp: () => void
  onLeave: () => void
}

/** What is needed seldom. */
export function BoardMenu({ onShare, onHelp, onLeave }: BoardMenuProps) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const { seat } = useBoard()
  const { choice } = useStore(theme)
  const themeNames: Record<ThemeChoice, string> = { system: t`As the system`, light: t`Light`, dark: t`Dark` }
  return (
    <Menu label={t`Menu`} trigger={<Ellipsis />}>
      <MenuItem icon={<House />} onSelect={() => navigate('/')}>{t`My boards`}</MenuItem>
      <MenuItem icon={<Share2 />} onSelect={onShare}>{t`Share`}</MenuItem>
      <MenuItem icon={<Download />} onSelect={requestExport}>{t`Export`}</MenuItem>
      <MenuItem icon={<History />} onSelect={() => navigate(`/b/${seat.boardId}/plans`)}>{t`Finished plans`}</MenuItem>
      <MenuItem icon={<ClipboardList />} onSelect={() => navigate(`/b/${seat.boardId}/record`)}>
        {t`Summary of the session`}
      </MenuItem>
      {can(seat.role, 'read-history') && (
        <MenuItem icon={<Rewind />} onSelect={requestHistory}>{t`History of the board`}</MenuItem>
      )}
      {can(seat.role, 'write-session') && (
        <MenuItem icon={<LayoutTemplate />} onSelect={requestTemplate}>{t`Save as template`}</MenuItem>
      )}
      {can(seat.role, 'manage-connections') && (
        <MenuItem icon={<Plug />} onSelect={requestConnections}>{t`Connections for programs`}</MenuItem>
      )}
      <MenuItem icon={<CircleQuestionMark />} shortcut="?" onSelect={onHelp}>{t`Help and shortcuts`}</MenuItem>
      <hr />
      <MenuNote>{t`Colours`}</MenuNote>
      {themeChoices.map((one) => {
        const Icon = themeIcons[one]
        return (
          <MenuItem key={one} icon={<Icon />} checked={one === choice} onSelect={() => chooseTheme(one)}>
            {themeNames[one]}
          </MenuItem>
        )
      })}
      <hr />
      <MenuItem icon={<DoorOpen />} onSelect={onLeave}>{t`Leave this board …`}</MenuItem>
      {can(seat.role, 'delete-board') && (
        <MenuItem icon={<Trash2 />} onSelect={requestDelete}>{t`Delete this board …`}</MenuItem>
      )}
    </Menu>
  )
}
