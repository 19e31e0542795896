import { createMemoryStore } from './memory.ts'
import { describePictureStore } from './pictures-contract.ts'

describePictureStore('memory', createMemoryStore)
