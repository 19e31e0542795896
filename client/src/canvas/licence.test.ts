import { expect, it } from 'vitest'
import { licenceKey } from './licence.ts'

const page = (content: string | null) => ({
  getElementById: () => (content === null ? null : { textContent: content }),
})

it.each([
  ['a key from the settings is passed on', '{"tldrawLicenseKey":"tldraw-abc"}', 'tldraw-abc'],
  ['an empty key is none', '{"tldrawLicenseKey":""}', undefined],
  ['other settings are no key', '{"basePath":"/"}', undefined],
  ['settings that cannot be read are no key', 'not json', undefined],
  ['a page without settings has no key', null, undefined],
])('%s', (_rule, content, key) => {
  expect(licenceKey(page(content))).toBe(key)
})
