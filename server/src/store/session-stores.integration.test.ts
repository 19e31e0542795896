import { onTestFinished } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import { describeSessionStores } from './session-stores-contract.ts'
import { openSqliteStore } from './sqlite.ts'

describeSessionStores('sqlite', () => {
  const store = openSqliteStore(tempDir())
  onTestFinished(() => store.close())
  return store
})
