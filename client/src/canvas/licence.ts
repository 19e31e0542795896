import Type from 'typebox'
import Value from 'typebox/value'

const configSchema = Type.Object({ tldrawLicenseKey: Type.Optional(Type.String()) })

/** The licence key that this server's settings carry, if they carry one. */
export function licenceKey(page: Document): string | undefined {
  try {
    const config: unknown = JSON.parse(page.getElementById('planwall-config')?.textContent ?? '')
    return Value.Check(configSchema, config) ? config.tldrawLicenseKey || undefined : undefined
  } catch {
    return undefined
  }
}
