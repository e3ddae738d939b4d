import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import '@mantine/core/styles/Checkbox.layer.css'
import '@mantine/core/styles/InlineInput.layer.css'
import type { UseFormReturnType } from '@mantine/form'
import type { Channel } from '#contract/channel.ts'
import { ExtraFiles } from './ExtraFiles.tsx'
import { flatcarReleaseFile } from './flatcar-release-file.ts'
import { fieldId } from '#src/ui/field-id.ts'
import styles from './Catalogue.module.css'
import { FormSection } from '#src/ui/FormSection.tsx'
import {
  ARCH_CHOICES,
  archOf,
  isFlatcar,
  PACKAGE_LABELS,
  PACKAGE_TYPES,
  type PackageFormValues,
} from './package-form-values.ts'

interface PackageFieldsProps {
  form: UseFormReturnType<PackageFormValues>
  channels: readonly Channel[]
  disabled: boolean
}

/** The fields of a new package, in sections. */
export function PackageFields({ form, channels, disabled }: PackageFieldsProps) {
  const field = (name: keyof PackageFormValues) => ({
    id: fieldId(name),
    label: PACKAGE_LABELS[name],
    ...form.getInputProps(name),
  })
  const { values } = form
  const required = isFlatcar(values) ? ' Required by Flatcar nodes.' : ''
  const suggested = isFlatcar(values) ? flatcarReleaseFile(values.version, values.arch) : null
  const ofArch = channels.filter(({ arch }) => arch === archOf(values.arch))
  return (
    <>
      <FormSection title="Package" disabled={disabled}>
        <TextInput {...field('version')} description="Three numbers, such as 4100.0.0." autoComplete="off" />
        <NativeSelect
          {...field('arch')}
          data={ARCH_CHOICES}
          onChange={({ currentTarget: { value } }) =>
            // The blacklist only has channels of the package's arch.
            form.setValues({ arch: value, channels_blacklist: [] })
          }
        />
        <NativeSelect {...field('type')} data={PACKAGE_TYPES} />
        <Textarea {...field('description')} description="For you and your colleagues." rows={2} />
      </FormSection>
      <FormSection title="File" disabled={disabled}>
        {isFlatcar(values) && (
          <div>
            <Button
              size="compact-sm"
              variant="default"
              disabled={suggested === null}
              onClick={() => suggested && form.setValues(suggested)}
            >
              Use Flatcar’s official download URL
            </Button>{' '}
            <span className={styles['quiet']}>
              {suggested === null
                ? 'Enter a version, and select amd64 or arm64.'
                : 'Platte does not check that the file exists.'}
            </span>
          </div>
        )}
        <TextInput
          {...field('url')}
          description="The directory that nodes download the file from, with a slash at the end."
          type="url"
          autoComplete="off"
        />
        <TextInput
          {...field('filename')}
          description={`The file to download from there.${required}`}
          autoComplete="off"
        />
        <TextInput
          {...field('size')}
          description={`In bytes, digits only; nodes verify it.${required}`}
          autoComplete="off"
        />
        <TextInput
          {...field('hash')}
          description={`Of the file, in base64; nodes verify it.${required}`}
          autoComplete="off"
        />
        {isFlatcar(values) && (
          <TextInput
            {...field('sha256')}
            description={`Of the file, in base64; Flatcar’s update_engine verifies it.${required}`}
            autoComplete="off"
          />
        )}
      </FormSection>
      <FormSection title="Extra files" disabled={disabled}>
        <ExtraFiles form={form} />
      </FormSection>
      <FormSection title="Blacklisted channels" disabled={disabled}>
        <Checkbox.Group
          {...field('channels_blacklist')}
          label="Blacklist"
          description="A blacklisted channel can’t have this package."
        >
          <div className={styles['choices']}>
            {ofArch.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={<bdi>{name}</bdi>} />
            ))}
            {ofArch.length === 0 && (
              <p className={styles['quiet']}>The application has no channel of this architecture.</p>
            )}
          </div>
        </Checkbox.Group>
      </FormSection>
    </>
  )
}
