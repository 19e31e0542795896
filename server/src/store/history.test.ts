import { describeHistoryStores } from './history-contract.ts'
import { createMemoryStore } from './memory.ts'

describeHistoryStores('memory', createMemoryStore)
