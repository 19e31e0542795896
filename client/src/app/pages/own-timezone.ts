/** The IANA name of the time zone this browser is in, such as Europe/London. */
export function ownTimezone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}
