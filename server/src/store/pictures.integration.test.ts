import { onTestFinished } from 'vitest'
import { tempDir } from '../testing/temp-dir.ts'
import { describePictureStore } from './pictures-contract.ts'
import { openSqliteStore } from './sqlite.ts'

describePictureStore('sqlite', () => {
  const store = openSqliteStore(tempDir())
  onTestFinished(() => store.close())
  return store
})
