import { Button } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import type { CheckedFile } from '#contract/package-check.ts'
import { useFileCheck } from '#src/api/use-file-check.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { compareFile, describeMatch } from '#src/domain/catalogue/compare-file.ts'
import { packageFileUrl } from '#src/domain/catalogue/package-file-url.ts'
import { DownloadProgress } from '#src/ui/DownloadProgress.tsx'
import { Notice } from '#src/ui/Notice.tsx'
import { isFlatcar, type PackageFormValues, packageOfValues } from './package-form-values.ts'
import styles from './Catalogue.module.css'

type PackageForm = UseFormReturnType<PackageFormValues>

/**
 * Has the server fetch the file, fills in what is empty, and says what differs. Absent inside a Nebraska, which fetches
 * nothing.
 */
export function FileCheckControl({ form }: { form: PackageForm }) {
  const { data: status } = useQuery(platteStatusQuery())
  const { check, start, cancel } = useFileCheck()
  if (!status) return null
  const url = packageFileUrl({ url: form.values.url.trim(), filename: form.values.filename.trim() })
  const run = async (url: string) => {
    const file = await start(url)
    // What was typed during the check stays.
    const values = form.getValues()
    if (file) form.setValues({ ...valuesOfFile(file, values), ...typedValues(values) })
  }
  if (check.kind === 'running')
    return <DownloadProgress label="Checking the file" {...check} onCancel={cancel} />
  return (
    <>
      <div>
        <Button
          size="compact-sm"
          variant="default"
          disabled={url === null}
          onClick={() => url !== null && void run(url)}
        >
          Check the file
        </Button>{' '}
        <span className={styles['quiet']}>
          {url === null
            ? 'Enter its URL first.'
            : 'Platte’s process downloads it, and fills in what is empty above.'}
        </span>
      </div>
      {check.kind === 'failed' && check.url === url && (
        <Notice tone={check.isJudged ? 'bad' : 'waiting'} live>
          {check.message}
        </Notice>
      )}
      {check.kind === 'done' && check.url === url && <Found form={form} file={check.file} />}
    </>
  )
}

function Found({ form, file }: { form: PackageForm; file: CheckedFile }) {
  const wanted = packageOfValues('', form.values)
  const differences = compareFile({ ...wanted, sha256: wanted.flatcar_action?.sha256 ?? null }, file)
  if (differences.length === 0)
    return (
      <Notice tone="good" live>
        {describeMatch(file)}
      </Notice>
    )
  return (
    <Notice
      tone="bad"
      live
      actions={
        differences.some(({ part }) => part !== 'payload') && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => form.setValues(valuesOfFile(file, form.getValues()))}
          >
            Use the file’s values
          </Button>
        )
      }
    >
      {differences.map(({ words }) => words).join(' ')}
    </Notice>
  )
}

const valuesOfFile = ({ size, sha1, sha256 }: CheckedFile, values: PackageFormValues) => ({
  size: String(size),
  hash: sha1,
  ...(isFlatcar(values) && { sha256 }),
})

/** What the operator has entered already. */
const typedValues = ({ size, hash, sha256 }: PackageFormValues) => ({
  ...(size.trim() !== '' && { size }),
  ...(hash.trim() !== '' && { hash }),
  ...(sha256.trim() !== '' && { sha256 }),
})
