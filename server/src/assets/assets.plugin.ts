import fp from 'fastify-plugin'
import type { AssetStore } from './asset-store.ts'
import { Assets } from './assets.ts'
import { loadImaging } from './imaging.ts'

declare module 'fastify' {
  interface FastifyInstance {
    assets: Assets
  }
}

/** Makes `app.assets`, and closes the place where pictures lie with the server. The adapter is chosen in main.ts. */
export const assetsPlugin = fp<{ files: AssetStore; mostBytesPerBoard: number }>(
  async (app, { files, mostBytesPerBoard }) => {
    const imaging = await loadImaging()
    if (!imaging) {
      app.log.warn(
        'Pictures are kept and shown as they come, with what cameras write into them: sharp has no build for this machine.',
      )
    }
    app.decorate('assets', new Assets({ store: app.store, files, imaging, mostBytesPerBoard, log: app.log }))
    app.addHook('onClose', () => files.close())
  },
  { name: 'assets', dependencies: ['store'] },
)
