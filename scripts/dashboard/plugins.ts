import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import { noticesText, readDashboardPackages } from './bundled-packages.ts'
import { dashboardFingerprint, STAMP } from './fingerprint.ts'

const WORTH_COMPRESSING = /\.(?:js|css|svg|json)$/
/** The last two levels take several seconds and win a few per cent. */
const BROTLI_QUALITY = 9

/** Writes a `.br` and a `.gz` beside each text asset, so that the server compresses nothing itself. */
export function compressAssets(): Plugin {
  return {
    name: 'compress-assets',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.keys(bundle).filter(
        (file) => file.startsWith('assets/') && WORTH_COMPRESSING.test(file),
      )
      await Promise.all(files.map((file) => compress(path.join(dir, file))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file)
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
    promisify(gzip)(content, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
}

/** Puts a script of `public/` among the assets, named by what is in it: then browsers may keep it. */
export function hashScript(root: string, script: string): Plugin {
  let fileName = script
  return {
    name: 'hash-script',
    apply: 'build',
    async buildStart() {
      const source = await readFile(path.join(root, 'public', script), 'utf8')
      const hash = createHash('sha256').update(source).digest('hex').slice(0, 8)
      fileName = `assets/${path.basename(script, '.js')}-${hash}.js`
      this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml: (html) => html.replace(`"/${script}"`, `"/${fileName}"`),
  }
}

/**
 * Moves the style sheets to the end of the body: a browser paints nothing before those of the head are there, and the
 * frame of `index.html` brings its own. The module scripts still wait for them.
 */
export function deferStyleSheets(): Plugin {
  return {
    name: 'defer-style-sheets',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        const sheets = html.match(STYLE_SHEET_LINK) ?? []
        const rest = html.replaceAll(STYLE_SHEET_LINK, '')
        return rest.replace(
          '</body>',
          () => `${sheets.map((sheet) => `  ${sheet.trim()}\n  `).join('')}</body>`,
        )
      },
    },
  }
}

const STYLE_SHEET_LINK = /\s*<link rel="stylesheet"[^>]*>/g

/** Vite's list of the bundled packages, in the output directory. */
export const LICENSES = '.vite/licenses.json'

/** Writes the notices of the bundled packages beside them, since their licences require it wherever the files go. */
export function writeNotices(root: string): Plugin {
  return {
    name: 'write-notices',
    apply: 'build',
    enforce: 'post',
    writeBundle: ({ dir = '' }) => writeNoticesTo(dir, root),
  }
}

/** Throws where the directory has no list of packages, or an empty one. */
export async function writeNoticesTo(directory: string, root: string): Promise<void> {
  const packages = await readDashboardPackages(root, path.join(directory, LICENSES))
  await writeFile(path.join(directory, 'THIRD-PARTY-NOTICES.md'), noticesText(packages))
}

/** Writes last of all what the build was made from, so that a start knows whether it is still up to date. */
export function stampBuild(root: string): Plugin {
  const fingerprint = dashboardFingerprint(root)
  let directory = ''
  return {
    name: 'stamp-build',
    apply: 'build',
    enforce: 'post',
    writeBundle: ({ dir = '' }) => {
      directory = dir
    },
    closeBundle: async () => {
      if (directory !== '') await writeFile(path.join(directory, STAMP), fingerprint)
    },
  }
}
