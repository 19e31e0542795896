import { createMemoryStore } from './memory.ts'
import { describeBoardStore } from './store-contract.ts'

describeBoardStore('memory', createMemoryStore)
