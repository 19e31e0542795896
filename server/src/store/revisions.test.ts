import { createMemoryStore } from './memory.ts'
import { describeRevisionStores } from './revisions-contract.ts'

describeRevisionStores('memory', createMemoryStore)
