import { describeAccessStore } from './access-contract.ts'
import { createMemoryStore } from './memory.ts'

describeAccessStore('memory', createMemoryStore)
