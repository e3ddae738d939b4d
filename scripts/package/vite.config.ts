import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { copyServerFiles } from './copy-server-files.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What a package installs beside the bundle: it has files of its own that it finds by its place. */
const NOT_BUNDLED = ['@electric-sql/pglite', 'pg-native']

/**
 * Bundles the server with all packages that it uses. The output directory is two levels below the root, as every
 * server file that looks for `package.json` or `dist` is. Not minified, so that a stack trace can be read.
 */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [copyServerFiles(root)],
  ssr: { target: 'node', noExternal: true, external: NOT_BUNDLED },
  build: {
    ssr: 'server/platte.ts',
    outDir: 'build/server',
    target: 'node20',
    minify: false,
    license: { fileName: 'licenses.json' },
    rolldownOptions: { output: { entryFileNames: '[name].js' } },
  },
})
