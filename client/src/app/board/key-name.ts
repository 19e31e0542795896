const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** A shortcut as it is written on this machine's keyboard; `Mod` is Ctrl, or the command key of a Mac. */
export function keyName(shortcut: string): string {
  return isApple ? shortcut.replace('Mod+', '⌘').replace('Shift+', '⇧') : shortcut.replace('Mod', 'Ctrl')
}
