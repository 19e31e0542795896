import babel from '@rolldown/plugin-babel'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression } from 'vite-plugin-compression2'

const server = process.env.PLANWALL_SERVER ?? 'http://127.0.0.1:4400'

// Lingui looks for its settings from here, wherever the command was started.
const here = import.meta.dirname

export default defineConfig({
  // Relative addresses: the server tells the base path with a <base> element.
  base: './',
  plugins: [
    react(),
    lingui({ cwd: here }),
    babel({ presets: [linguiTransformerBabelPreset({}, { cwd: here })] }),
    compression({ algorithms: ['brotliCompress', 'gzip'], exclude: [/\.(woff2?|png|jpe?g|webp)$/] }),
  ],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    sourcemap: false,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': server,
      '/schemas': server,
      '/docs': server,
      '/sync': { target: server, ws: true },
    },
  },
})
