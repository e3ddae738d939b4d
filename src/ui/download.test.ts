import { afterEach, expect, test, vi } from 'vitest'
import { downloadCsv } from './download.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('a CSV file begins with the byte order mark that spreadsheets need for umlauts', async () => {
  vi.useFakeTimers()
  const link = { href: '', download: '', click: vi.fn<() => void>() }
  vi.stubGlobal('document', { createElement: () => link })
  const blobs: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    if (blob instanceof Blob) blobs.push(blob)
    return 'blob:file'
  })
  downloadCsv('nodes.csv', ['Node\r\n', 'Küche\r\n'])
  const bytes = new Uint8Array((await blobs[0]?.arrayBuffer()) ?? new ArrayBuffer(0))
  expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder().decode(bytes)).toBe('Node\r\nKüche\r\n')
  expect(link).toMatchObject({ download: 'nodes.csv', href: 'blob:file' })
  expect(link.click).toHaveBeenCalledOnce()
})
