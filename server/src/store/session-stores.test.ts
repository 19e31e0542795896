import { createMemoryStore } from './memory.ts'
import { describeSessionStores } from './session-stores-contract.ts'

describeSessionStores('memory', createMemoryStore)
