import { useLingui } from '@lingui/react/macro'
import { CircleQuestionMark, DoorOpen, Ellipsis, House, Monitor, Moon, Share2, Sun } from 'lucide-react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
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
  const { choice } = useStore(theme)
  const themeNames: Record<ThemeChoice, string> = { system: t`As the system`, light: t`Light`, dark: t`Dark` }
  return (
    <Menu label={t`Menu`} trigger={<Ellipsis />}>
      <MenuItem icon={<House />} onSelect={() => navigate('/')}>{t`My boards`}</MenuItem>
      <MenuItem icon={<Share2 />} onSelect={onShare}>{t`Share`}</MenuItem>
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
    </Menu>
  )
}
