import type { SignInSettings } from '../config.ts'
import { startIdentityProvider, testClient } from './identity-provider.ts'
import type { TestProvider } from './identity-provider.ts'

let started: Promise<TestProvider> | undefined

/** One provider for all tests of a file; it ends with their process. */
export function sharedProvider(): Promise<TestProvider> {
  started ??= startIdentityProvider()
  return started
}

/** The settings of a server that lets people sign in there. */
export function signInAt({ issuer }: TestProvider, emailDomains: readonly string[] = []): SignInSettings {
  return { issuer: new URL(issuer), ...testClient, emailDomains }
}
