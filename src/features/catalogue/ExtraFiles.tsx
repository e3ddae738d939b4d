import { Button, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { fieldId } from '#src/ui/field-id.ts'
import styles from './Catalogue.module.css'
import { NEW_FILE, PACKAGE_LABELS, type PackageFormValues } from './package-form-values.ts'

const PARTS = ['name', 'size', 'hash', 'hash256'] as const

/** Further files of the package, such as system extensions. */
export function ExtraFiles({ form }: { form: UseFormReturnType<PackageFormValues> }) {
  const { extra_files: files } = form.values
  return (
    <>
      {files.map((_file, index) => (
        // A file being entered has no other identity.
        <fieldset key={index} className={styles['file']}>
          <legend className={styles['fileName']}>Extra file {index + 1}</legend>
          {PARTS.map((part) => {
            const name = `extra_files.${index}.${part}`
            return (
              <TextInput
                key={part}
                id={fieldId(name)}
                label={PACKAGE_LABELS[part]}
                autoComplete="off"
                {...form.getInputProps(name)}
              />
            )
          })}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Remove extra file ${index + 1}`}
            onClick={() => form.removeListItem('extra_files', index)}
          >
            Remove
          </Button>
        </fieldset>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => form.insertListItem('extra_files', { ...NEW_FILE })}
        >
          Add a file
        </Button>
      </div>
    </>
  )
}
