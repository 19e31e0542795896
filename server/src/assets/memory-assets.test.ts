import { describeAssetStore } from './asset-store-contract.ts'
import { createMemoryAssets } from './memory-assets.ts'

describeAssetStore('memory', createMemoryAssets)
