import { startIdentityProvider } from './identity-provider.ts'

/** `node run-identity-provider.ts`: a provider of OpenID Connect for stories in a browser; says where it is, and runs on. */
const { issuer } = await startIdentityProvider()
console.log(issuer)
