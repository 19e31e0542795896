import { onTestFinished } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import { describeAccessStore } from './access-contract.ts'
import { openSqliteStore } from './sqlite.ts'

describeAccessStore('sqlite', () => {
  const store = openSqliteStore(tempDir())
  onTestFinished(() => store.close())
  return store
})
