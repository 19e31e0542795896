import { createMemoryStore } from './memory.ts'
import { describeShelf } from './shelf-contract.ts'

describeShelf('memory', createMemoryStore)
