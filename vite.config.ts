import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { firstLoadChunk } from './scripts/dashboard/first-load-chunk.ts'
import {
  compressAssets,
  deferStyleSheets,
  hashScript,
  LICENSES,
  stampBuild,
  writeNotices,
} from './scripts/dashboard/plugins.ts'

// `npm run dev` names the embedded server; what is not the dashboard's own goes there.
const server = process.env['PLATTE_DEV_SERVER'] ?? 'http://127.0.0.1:8000'
const handedOn = ['/api', '/config', '/login', '/health', '/platte', '/v1']

const root = fileURLToPath(new URL('./', import.meta.url))

/**
 * What many pages use, in one chunk: the bundler would make a tiny one of each set of modules that the same pages use, and a
 * page would come in fifty requests.
 */
const SHARED_CHUNK = { name: 'shared', minShareCount: 6 }

export default defineConfig({
  plugins: [
    react(),
    hashScript(root, 'colour-scheme.js'),
    hashScript(root, 'early-requests.js'),
    deferStyleSheets(),
    compressAssets(),
    writeNotices(root),
    stampBuild(root),
  ],
  build: {
    target: 'es2023',
    manifest: true,
    license: { fileName: LICENSES },
    rolldownOptions: {
      output: { codeSplitting: { groups: [firstLoadChunk(`${root}src/main.tsx`), SHARED_CHUNK] } },
    },
  },
  server: {
    proxy: Object.fromEntries(handedOn.map((path) => [path, server])),
    watch: { ignored: ['**/.cache/**', '**/data/**', '**/dist/**'] },
  },
})
