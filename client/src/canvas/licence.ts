import Type from 'typebox'
import Value from 'typebox/value'

/** The page the server sent, as far as it is read here. */
interface SettingsPage {
  getElementById: (id: string) => { textContent: string | null } | null
}

const configSchema = Type.Object({ tldrawLicenseKey: Type.Optional(Type.String()) })

/** The licence key that this server's settings carry, if they carry one. */
export function licenceKey(page: SettingsPage): string | undefined {
  try {
    const config: unknown = JSON.parse(page.getElementById('planwall-config')?.textContent ?? '')
    return Value.Check(configSchema, config) ? config.tldrawLicenseKey || undefined : undefined
  } catch {
    return undefined
  }
}
