import { initialsOf } from './initials.ts'
import { personColor } from './person-colors.ts'
import './avatar.css'

export interface AvatarProps {
  name: string
  /** Index into the person colours. */
  color: number
  size?: 'small' | 'medium'
  /** Where the name stands beside it, the face need not be read out. */
  named?: boolean
}

/** A person's face: initials in their colour. */
export function Avatar({ name, color, size = 'medium', named = false }: AvatarProps) {
  const { fill, text } = personColor(color)
  return (
    <span
      className="pw-avatar"
      data-size={size}
      style={{ background: fill, color: text }}
      // Drawn, not written: the letters are no part of any name.
      data-initials={initialsOf(name)}
      {...(named ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name })}
    />
  )
}
